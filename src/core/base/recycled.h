#pragma once

#include <cstddef>
#include <new>

#if defined(__SANITIZE_ADDRESS__)
#define AHA_WATCHES_MEMORY true
#elif defined(__clang__)
#define AHA_WATCHES_MEMORY __has_feature(address_sanitizer)
#else
#define AHA_WATCHES_MEMORY false
#endif

namespace aha {

// Base of a class whose objects are large, come and go by thousands, and are never extended: the memory of
// the last few is kept for the next ones, because beyond one KiB malloc() leaves its fast path. A sanitizer
// sees each object come and go.
template <typename T> class Recycled {
public:
    static constexpr std::size_t kKept = 128;

    static void* operator new(std::size_t size) {
        Store& all = store();
        if (size != sizeof(T) || !all.first) {
            return ::operator new(size);
        }
        Block* block = all.first;
        all.first = block->next;
        --all.count;
        return block;
    }

    static void operator delete(void* memory, std::size_t size) {
        Store& all = store();
        if (size != sizeof(T) || all.count >= all.kept) {
            ::operator delete(memory);
            return;
        }
        all.first = new (memory) Block{all.first};
        ++all.count;
    }

protected:
    ~Recycled() = default;

private:
    struct Block {
        Block* next;
    };
    struct Store {
        std::size_t kept = AHA_WATCHES_MEMORY ? 0 : kKept;
        std::size_t count = 0;
        Block* first = nullptr;
        ~Store() {
            kept = 0; // what goes even later goes for good
            while (Block* block = first) {
                first = block->next;
                ::operator delete(block);
            }
            count = 0;
        }
    };
    static Store& store() {
        static thread_local Store all;
        return all;
    }
};

} // namespace aha
