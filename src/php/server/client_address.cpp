#include "php/server/client_address.h"

#include "core/server/trusted_proxies.h"
#include "php/server/http_job.h"
#include "php/server/http_service.h"

namespace aha::php {

std::string clientAddress(HttpJob& job) {
    std::string peer = job.exchange().remoteAddress();
    return job.proxies().clientAddress(peer, job.exchange().head().join("x-forwarded-for"));
}

bool isClientSecure(HttpJob& job) {
    if (job.exchange().isEncrypted()) {
        return true;
    }
    return job.proxies().contains(job.exchange().remoteAddress()) &&
           job.exchange().head().find("x-forwarded-proto").value_or("") == "https";
}

} // namespace aha::php
