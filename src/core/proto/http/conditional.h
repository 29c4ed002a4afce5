#pragma once

#include "core/proto/http/request_head.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace aha::http {

// What is known of the representation that would be sent.
struct Validators {
    std::string_view etag;          // with its quotes, maybe W/; "" = none
    std::int64_t lastModified = -1; // Unix time in whole seconds; -1 = unknown
};

// The conditional fields of a request; several fields of one name are joined.
struct Conditions {
    std::optional<std::string> ifMatch, ifNoneMatch, ifModifiedSince, ifUnmodifiedSince, ifRange;

    bool any() const { return ifMatch || ifNoneMatch || ifModifiedSince || ifUnmodifiedSince; }
};
Conditions conditionsOf(const Fields& fields);

enum class Outcome : std::uint8_t { Proceed, NotModified, PreconditionFailed };

// In the order of RFC 9110 13.2.2, for a representation that exists. If-Range is asked separately.
Outcome evaluate(const Conditions& conditions, const Validators& validators, bool isGetOrHead);

// Whether a Range field is to be honoured.
bool rangeApplies(const Conditions& conditions, const Validators& validators);

bool isEtag(std::string_view text);
bool etagsMatchStrongly(std::string_view a, std::string_view b);
bool etagsMatchWeakly(std::string_view a, std::string_view b);

// A strong entity tag for a file.
std::string makeEtag(std::int64_t modifiedNs, std::uint64_t size, std::uint64_t inode);

} // namespace aha::http
