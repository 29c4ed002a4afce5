#include "core/log/ring_buffer.h"

#include "core/base/assert.h"

#include <algorithm>
#include <cstring>
#include <new>

namespace aha::log {

RingBuffer::~RingBuffer() { releaseBlock(); }

RingBuffer::Block* RingBuffer::makeBlock(std::size_t capacity) {
    auto* block = static_cast<Block*>(::operator new(sizeof(Block) + capacity));
    block->capacity = capacity;
    return block;
}

void RingBuffer::copyIn(Block& block, std::uint64_t position, std::string_view bytes) {
    if (bytes.empty()) {
        return; // without bytes there may be no address
    }
    std::size_t at = std::size_t(position % block.capacity);
    std::size_t first = std::min(bytes.size(), block.capacity - at);
    std::memcpy(block.bytes() + at, bytes.data(), first);
    std::memcpy(block.bytes(), bytes.data() + first, bytes.size() - first);
}

// One store makes the new block the valid one, so that a signal handler sees either.
void RingBuffer::grow(std::size_t wanted) {
    Block* old = block_;
    std::size_t capacity = std::max(kFirstBytes, old ? old->capacity : 0);
    while (capacity < wanted) {
        capacity *= 2;
    }
    Block* block = makeBlock(std::min(capacity, maxBytes_));
    std::uint64_t position = tail_;
    for (std::string_view piece : viewFrom(position)) {
        copyIn(*block, position, piece);
        position += piece.size();
    }
    block_ = block;
    ::operator delete(old);
}

void RingBuffer::releaseBlock() {
    Block* block = block_;
    block_ = nullptr;
    ::operator delete(block);
}

bool RingBuffer::push(std::string_view prefix, std::string_view line) {
    std::size_t bytes = prefix.size() + line.size() + 1;
    if (size() + bytes > maxBytes_ && policy_ == DropPolicy::Oldest && bytes <= maxBytes_) {
        dropOldest(bytes);
    }
    if (size() + bytes > maxBytes_) {
        ++dropped_;
        ++untold_;
        return false;
    }
    if (Block* block = block_; !block || size() + bytes > block->capacity) {
        grow(size() + bytes);
    }
    Block& block = *block_;
    std::uint64_t position = head_;
    copyIn(block, position, prefix);
    copyIn(block, position + prefix.size(), line);
    copyIn(block, position + bytes - 1, "\n");
    head_.store(position + bytes, std::memory_order_release);
    return true;
}

void RingBuffer::dropOldest(std::size_t wanted) {
    while (size() + wanted > maxBytes_) {
        std::uint64_t position = tail_;
        for (;;) {
            std::string_view piece = pieceAt(position);
            std::size_t end = piece.find('\n');
            if (end != std::string_view::npos) {
                position += end + 1;
                break;
            }
            position += piece.size();
        }
        tail_ = position;
        ++dropped_;
        ++untold_;
    }
}

std::string_view RingBuffer::pieceAt(std::uint64_t position) const noexcept {
    Block* block = block_;
    std::uint64_t head = head_;
    if (!block || position >= head) {
        return {};
    }
    std::size_t at = std::size_t(position % block->capacity);
    return {block->bytes() + at, std::min(std::size_t(head - position), block->capacity - at)};
}

std::array<std::string_view, 2> RingBuffer::viewFrom(std::uint64_t position) const noexcept {
    position = std::max(position, tail_.load());
    std::string_view first = pieceAt(position);
    return {first, pieceAt(position + first.size())};
}

std::size_t RingBuffer::copyOldest(std::string& out, std::size_t maxBytes) const {
    std::size_t taken = 0;
    std::size_t limit = std::min(maxBytes, size());
    std::size_t before = out.size();
    for (std::string_view piece : viewFrom(tail_)) {
        piece = piece.substr(0, limit - taken);
        out.append(piece);
        taken += piece.size();
    }
    if (taken == size()) {
        return taken;
    }
    std::size_t lineEnd = std::string_view(out).substr(before).rfind('\n');
    if (lineEnd != std::string_view::npos) {
        out.resize(before + lineEnd + 1);
        return lineEnd + 1;
    }
    // The first record alone is longer.
    for (std::string_view piece : viewFrom(tail_ + taken)) {
        std::size_t end = piece.find('\n');
        out.append(piece.substr(0, end == std::string_view::npos ? piece.size() : end + 1));
        if (end != std::string_view::npos) {
            break;
        }
    }
    return out.size() - before;
}

void RingBuffer::consume(std::size_t bytes) {
    AHA_ASSERT(bytes <= size());
    tail_ = tail_ + bytes;
    if (Block* block = block_; empty() && block && block->capacity > kKeptBytes) {
        releaseBlock();
    }
}

void RingBuffer::clear() { consume(size()); }

} // namespace aha::log
