#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace aha::http {

inline constexpr std::size_t kMaxChallenges = 16;          // TooMany
inline constexpr std::size_t kMaxChallengeParameters = 32; // TooMany, of one challenge

// One authentication challenge of WWW-Authenticate or Proxy-Authenticate (RFC 9110 11.3).
struct Challenge {
    std::string scheme;                                          // lower case
    std::string token68;                                         // instead of parameters
    std::vector<std::pair<std::string, std::string>> parameters; // names in lower case, values unquoted

    std::optional<std::string_view> parameter(std::string_view lowerCaseName) const;
};

// All challenges of one field, or of several joined by commas. Malformed for what could be read two ways.
Result<std::vector<Challenge>> parseChallenges(std::string_view value);

// The challenge that we answer best: Digest with SHA-256, Digest with MD5, then Basic. Null when none is
// known.
const Challenge* pickChallenge(const std::vector<Challenge>& challenges);

// name=value pairs as in Authentication-Info.
Result<std::vector<std::pair<std::string, std::string>>> parseAuthParameters(std::string_view value);

} // namespace aha::http
