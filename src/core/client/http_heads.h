#pragma once

#include "core/client/http_request_plan.h"

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>

namespace aha::client {

// Heads of requests that have nothing of their own but method and URL: programs ask the same few again and
// again, and each time the head is the same. Owned by HttpOrigins.
class HttpHeads {
public:
    static constexpr std::size_t kPlaces =
        32; // a head goes where its path leads; what was there is forgotten
    static constexpr std::size_t kMaxBytes = 1024; // of one that is kept

    // As writeRequestHead().
    Result<std::string> write(const HttpRequest& request, const HttpNext& next, const http::BodyPlan& body,
                              const std::string& authorization);

private:
    struct Place {
        std::string method, host, path, userAgent;
        std::optional<std::string> query;
        std::uint16_t port = 0;
        bool secure = false, decodes = false, keepsAlive = false;
        std::string head; // empty: nothing is here

        bool is(const HttpRequest& request, const HttpNext& next) const;
        void take(const HttpRequest& request, const HttpNext& next, const std::string& written);
    };
    std::unique_ptr<std::array<Place, kPlaces>> places_; // with the first request
};

} // namespace aha::client
