#include "core/proto/resp/resp_command.h"

#include "core/base/assert.h"

#if HAVE_HIREDIS
#include <hiredis/hiredis.h>
#endif

#include <vector>

namespace aha::resp {

#if HAVE_HIREDIS

void appendCommand(std::string& out, std::span<const std::string_view> arguments) {
    AHA_ASSERT(!arguments.empty() && arguments.size() <= kMaxArguments);
    std::vector<const char*> texts;
    std::vector<std::size_t> sizes;
    texts.reserve(arguments.size());
    sizes.reserve(arguments.size());
    for (const std::string_view argument : arguments) {
        texts.push_back(argument.data() ? argument.data() : "");
        sizes.push_back(argument.size());
    }
    char* command = nullptr;
    const auto size =
        redisFormatCommandArgv(&command, static_cast<int>(arguments.size()), texts.data(), sizes.data());
    AHA_ASSERT(size >= 0); // it fails for want of memory only
    out.append(command, static_cast<std::size_t>(size));
    redisFreeCommand(command);
}

#else

void appendCommand(std::string&, std::span<const std::string_view>) { AHA_ASSERT(!"built without Redis"); }

#endif

} // namespace aha::resp
