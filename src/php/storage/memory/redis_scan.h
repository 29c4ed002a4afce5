#pragma once

#include "core/proto/resp/resp_reply.h"
#include "php/storage/memory/redis.h"

#include <string>
#include <vector>

namespace aha::php {

// Native part of Scan: the words of the command, and the cursor to go on from.
class RedisScan {
public:
    void visit(Gc& gc) { gc.add(redis); }
    zend_object* next(zval* self, Site site); // the future, owned by the caller; null: thrown
    // The elements of a reply; the exception, owned by the caller, when it is no reply to a scan.
    zend_object* accept(const resp::Reply& reply, zval* elements);

    ObjectRef redis;
    ScanKind kind = ScanKind::Keys;
    std::vector<std::string> head, tail; // around the cursor
    std::string cursor = "0";
    bool isOver = false;
    bool isRunning = false;
};

} // namespace aha::php
