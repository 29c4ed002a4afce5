#pragma once

#include <array>
#include <cstddef>
#include <iterator>
#include <utility>
#include <vector>

namespace aha {

// A list that rarely has more than N elements, which take no memory of their own; a value.
// Adding an element moves the others now and then, as in a vector.
template <typename T, std::size_t N = 1> class Few {
public:
    Few() = default;
    Few(const Few&) = default;
    Few& operator=(const Few&) = default;
    Few(Few&& other) noexcept
        : few_(std::move(other.few_)), many_(std::move(other.many_)), size_(std::exchange(other.size_, 0)) {}
    Few& operator=(Few&& other) noexcept {
        few_ = std::move(other.few_);
        many_ = std::move(other.many_);
        size_ = std::exchange(other.size_, 0);
        return *this;
    }

    template <typename U> void add(U&& element) {
        if (size_ < N) {
            few_[size_] = std::forward<U>(element);
        } else {
            if (size_ == N) {
                many_.assign(std::make_move_iterator(few_.begin()), std::make_move_iterator(few_.end()));
            }
            many_.push_back(std::forward<U>(element));
        }
        ++size_;
    }
    void reserve(std::size_t size) {
        if (size > N) {
            many_.reserve(size);
        }
    }
    void clear() {
        few_.fill(T());
        many_.clear();
        size_ = 0;
    }

    std::size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }
    T* data() { return size_ <= N ? few_.data() : many_.data(); }
    const T* data() const { return size_ <= N ? few_.data() : many_.data(); }
    T& operator[](std::size_t at) { return data()[at]; }
    const T& operator[](std::size_t at) const { return data()[at]; }
    T& front() { return data()[0]; }
    const T& front() const { return data()[0]; }
    T& back() { return data()[size_ - 1]; }
    const T& back() const { return data()[size_ - 1]; }
    T* begin() { return data(); }
    T* end() { return data() + size_; }
    const T* begin() const { return data(); }
    const T* end() const { return data() + size_; }

private:
    std::array<T, N> few_{};
    std::vector<T> many_; // all, once there are more than N
    std::size_t size_ = 0;
};

} // namespace aha
