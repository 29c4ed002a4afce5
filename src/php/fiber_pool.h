#pragma once

#include "php/zend.h"

#include <cstddef>
#include <vector>

namespace aha::php {

class Task;

// Fibers that have run their job and wait for the next: creating one costs a hundred times a resume.
// Each runs one internal function that takes jobs in a loop. Owned by the Runtime.
class FiberPool {
public:
    ~FiberPool();
    static constexpr std::size_t kMaxIdle = 256; // more are destroyed when their job ends

    zend_object* acquire();                     // the caller owns the reference; null with EG(exception) set
    void release(zend_object* fiber);           // takes the reference
    void resume(zend_object* fiber, Task* job); // with a job: begins it; else goes on behind its suspension
    void refuseSuspend(zend_object* fiber);     // throws into a fiber that suspended on its own account
    void suspendCurrent();                      // from within a fiber
    void clear();

    Task* takeJob();

private:
    std::vector<zend_object*> idle_;
    Task* job_ = nullptr;
};

} // namespace aha::php
