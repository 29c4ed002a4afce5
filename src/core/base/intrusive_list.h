#pragma once

#include "core/base/assert.h"

namespace aha {

// A member of at most one list. The tag lets one object sit in several lists at once.
// Destroying a link that is still in a list is a bug, and is asserted.
template <typename Tag = void> class Link {
public:
    Link() = default;
    Link(const Link&) = delete;
    Link& operator=(const Link&) = delete;
    ~Link() { AHA_ASSERT(!isLinked()); }

    bool isLinked() const { return next_ != nullptr; }
    void unlink() {
        if (next_) {
            prev_->next_ = next_;
            next_->prev_ = prev_;
            next_ = prev_ = nullptr;
        }
    }

private:
    template <typename T, typename U> friend class IntrusiveList;
    Link* prev_ = nullptr;
    Link* next_ = nullptr;
};

// Doubly linked list of objects that derive from Link<Tag>. It owns nothing.
template <typename T, typename Tag = void> class IntrusiveList {
    using Node = Link<Tag>;

public:
    IntrusiveList() { head_.prev_ = head_.next_ = &head_; }
    IntrusiveList(const IntrusiveList&) = delete;
    IntrusiveList& operator=(const IntrusiveList&) = delete;
    ~IntrusiveList() {
        AHA_ASSERT(empty());
        head_.prev_ = head_.next_ = nullptr;
    }

    bool empty() const { return head_.next_ == &head_; }
    T* front() { return empty() ? nullptr : static_cast<T*>(head_.next_); }
    T* back() { return empty() ? nullptr : static_cast<T*>(head_.prev_); }
    T* next(T& item) {
        Node* node = static_cast<Node&>(item).next_;
        return node == &head_ ? nullptr : static_cast<T*>(node);
    }

    void pushBack(T& item) { insertBefore(head_, item); }
    void pushFront(T& item) { insertBefore(*head_.next_, item); }
    T* popFront() {
        T* item = front();
        if (item) {
            static_cast<Node&>(*item).unlink();
        }
        return item;
    }

    // Moves all members of `other` to the end of this list, in order.
    void splice(IntrusiveList& other) {
        if (other.empty()) {
            return;
        }
        Node* first = other.head_.next_;
        Node* last = other.head_.prev_;
        other.head_.prev_ = other.head_.next_ = &other.head_;
        first->prev_ = head_.prev_;
        head_.prev_->next_ = first;
        last->next_ = &head_;
        head_.prev_ = last;
    }

private:
    void insertBefore(Node& position, T& item) {
        Node& node = static_cast<Node&>(item);
        AHA_ASSERT(!node.isLinked());
        node.prev_ = position.prev_;
        node.next_ = &position;
        position.prev_->next_ = &node;
        position.prev_ = &node;
    }

    Node head_;
};

} // namespace aha
