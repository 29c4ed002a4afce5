#pragma once

#include "core/base/assert.h"

#include <cstdint>
#include <utility>

namespace aha {

// Base of the few objects with two real owners. Not atomic: one loop, one thread.
// T defines `static void destroy(T*) noexcept`, which is called with the last reference.
template <typename T> class RefCounted {
public:
    RefCounted(const RefCounted&) = delete;
    RefCounted& operator=(const RefCounted&) = delete;

    void addRef() { ++references_; }
    void release() {
        AHA_ASSERT(references_ > 0);
        if (--references_ == 0) {
            T::destroy(static_cast<T*>(this));
        }
    }

protected:
    RefCounted() = default;
    ~RefCounted() = default;

private:
    std::uint32_t references_ = 0;
};

template <typename T> class Ref {
public:
    Ref() = default;
    explicit Ref(T& object) : object_(&object) { object_->addRef(); }
    Ref(const Ref& other) : object_(other.object_) {
        if (object_) {
            object_->addRef();
        }
    }
    Ref(Ref&& other) noexcept : object_(std::exchange(other.object_, nullptr)) {}
    Ref& operator=(Ref other) noexcept {
        std::swap(object_, other.object_);
        return *this;
    }
    ~Ref() { reset(); }

    void reset() {
        if (T* object = std::exchange(object_, nullptr)) {
            object->release();
        }
    }
    T* get() const { return object_; }
    T* operator->() const { return object_; }
    T& operator*() const { return *object_; }
    explicit operator bool() const { return object_ != nullptr; }

private:
    T* object_ = nullptr;
};

} // namespace aha
