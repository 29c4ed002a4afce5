#include "php/server/request_id.h"

#include "php/server/http_job.h"

#include <cstdint>
#include <cstdio>
#include <unistd.h>

namespace aha::php {

static constexpr std::size_t kMaxIdBytes = 128;

bool isRequestId(std::string_view text) {
    if (text.empty() || text.size() > kMaxIdBytes) {
        return false;
    }
    for (char c : text) {
        bool isAlphanumeric = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!isAlphanumeric && std::string_view("._:/+=@-").find(c) == std::string_view::npos) {
            return false;
        }
    }
    return true;
}

// A forked process begins anew: its ids must not be those of its siblings.
struct IdSource {
    pid_t process = 0;
    char prefix[9] = {};
    std::uint64_t count = 0;
};

std::string makeRequestId() {
    static thread_local IdSource source;
    if (pid_t process = ::getpid(); source.process != process) {
        source.process = process;
        source.count = 0;
        std::uint32_t random = 0;
        if (::getentropy(&random, sizeof random) != 0) {
            random =
                static_cast<std::uint32_t>(net::Loop::nowNs()) ^ (static_cast<std::uint32_t>(process) << 16);
        }
        snprintf(source.prefix, sizeof source.prefix, "%08x", random);
    }
    return source.prefix + ("-" + std::to_string(++source.count));
}

std::string requestIdOf(const http::RequestHead& head) {
    const std::string_view given = head.find("x-request-id").value_or("");
    return isRequestId(given) ? std::string(given) : makeRequestId();
}

const std::string& HttpJob::requestId() {
    if (requestId_.empty()) {
        requestId_ = requestIdOf(exchange_->head());
    }
    return requestId_;
}

HttpJob* currentRequest() {
    Runtime* runtime = Runtime::getIfAny();
    if (!runtime) {
        return nullptr;
    }
    const Current& current = runtime->current();
    if (HttpJob* job = current.source ? current.source->request() : nullptr) {
        return job;
    }
    for (Scope* scope = current.scope; scope; scope = scope->parent()) {
        if (HttpJob* job = scope->owner() ? scope->owner()->request() : nullptr) {
            return job;
        }
    }
    return nullptr;
}

} // namespace aha::php
