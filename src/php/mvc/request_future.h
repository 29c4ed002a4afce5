#pragma once

#include "php/future.h"

namespace aha::php {

class Pipeline;

// What Dispatcher::dispatch() and Bootstrap::http() return while the request is under way: null, when it is
// answered. Lives in its PHP object; its pipeline keeps a reference until then.
class RequestFuture final : public Future {
public:
    Pipeline* pipeline = nullptr; // null: it has ended, or is gone
    const char* describe() const override { return "a request of the Mvc"; }
    void abort() override; // the request is cancelled, and answered as such
    void end() {
        pipeline = nullptr;
        fulfillNull();
    }
};

} // namespace aha::php
