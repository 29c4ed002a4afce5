// Ranges lie within the representation and are few; conditions and validators never crash.
#include "core/proto/http/conditional.h"
#include "core/proto/http/negotiate.h"
#include "core/proto/http/range.h"
#include "fuzz/fuzz.h"

#include <cstring>

using namespace aha;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 9) {
        return 0;
    }
    std::uint64_t length = 0;
    std::memcpy(&length, data + 1, sizeof length);
    length >>= data[0] % 64;
    const std::string_view text = fuzz::viewOf(data + 9, size - 9);
    const http::RangeSet set = http::parseRange(text, length);
    const bool satisfiable = set.kind == http::RangeSet::Kind::Satisfiable;
    fuzz::require(satisfiable == !set.ranges.empty() && set.ranges.size() <= http::kMaxRanges,
                  "number of ranges");
    for (const http::ByteRange& range : set.ranges) {
        fuzz::require(range.length > 0 && range.offset < length && range.length <= length - range.offset,
                      "outside");
    }
    http::Conditions conditions;
    conditions.ifMatch = std::string(text);
    const http::Validators validators{"\"a\"", 784111777};
    (void)http::evaluate(conditions, validators, true);
    conditions = {};
    conditions.ifNoneMatch = conditions.ifRange = std::string(text);
    const http::Outcome outcome = http::evaluate(conditions, validators, false);
    fuzz::require(outcome != http::Outcome::NotModified, "304 is for GET and HEAD");
    (void)http::rangeApplies(conditions, validators);
    const int quality = http::encodingQuality(text, "gzip");
    fuzz::require(quality >= 0 && quality <= 1000, "weight");
    (void)http::prefersJson(text, false);
    return 0;
}
