#pragma once

#include "core/mvc/hook_chain.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace aha::mvc {

// Which hooks there are, for each phase in the order of their registration. A value: who adds to a copy
// leaves the original as it was, so a request under way keeps the hooks it has begun with. Borrows the hooks.
template <class Hook> class HookOrder {
public:
    // The place of the hook in its phase, from 0.
    std::uint32_t add(HookPhase phase, Hook& hook) {
        auto& hooks = lists_[static_cast<std::size_t>(phase)];
        hooks.push_back(&hook);
        return static_cast<std::uint32_t>(hooks.size() - 1);
    }
    const std::vector<Hook*>& of(HookPhase phase) const { return lists_[static_cast<std::size_t>(phase)]; }
    bool isEmpty() const {
        for (const std::vector<Hook*>& hooks : lists_) {
            if (!hooks.empty()) {
                return false;
            }
        }
        return true;
    }

private:
    std::array<std::vector<Hook*>, kHookPhases> lists_;
};

} // namespace aha::mvc
