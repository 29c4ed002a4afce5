#pragma once

#include "php/zend.h"

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace aha::php {

// Trial deletion: are objects that can wake a task (channels, futures, …) within reach of code that is not
// suspended in the given tasks? Counts the references found inside; whatever has more comes from outside.
// Makes no change. Wrong only towards "yes": a class that hides references looks used from outside.
class Reachability {
public:
    static constexpr std::size_t kMaxNodes = 10000; // beyond, the answer is "yes"

    // One of the tasks, or of what belongs to them: the runtime's own reference to it (one a call) is not
    // counted as one from outside.
    void addHeld(zend_object* object);
    bool anyWakerFromOutside();
    bool contains(zend_object* object) const;

private:
    struct Node {
        std::uint32_t inside = 0; // references found
        bool alive = false;
    };

    template <typename Visit> void eachChild(zend_refcounted* counted, Visit visit);
    void meet(zend_refcounted* child);
    bool traverse();
    bool spread();

    std::unordered_map<zend_refcounted*, Node> nodes_;
    std::vector<zend_refcounted*> work_;
    std::vector<zval> children_; // of the node at hand: get_gc() results live until the next call only
};

// MINIT: objects of this class can wake a task.
void registerWaker(zend_class_entry* ce);

} // namespace aha::php
