// Challenges that are accepted hold the caps, and what is answered to them is one line that can be read
// again.
#include "core/proto/http/challenge.h"
#include "core/proto/http/chars.h"
#include "core/proto/http/digest_auth.h"
#include "fuzz/fuzz.h"

using namespace aha;

static std::string noHash(std::string_view bytes) { return std::to_string(bytes.size()); }

static void answer(const http::Challenge& challenge) {
    Result<http::DigestAuth> auth = http::DigestAuth::make(challenge, {noHash, noHash});
    if (!auth) {
        return;
    }
    for (int i = 0; i < 2; ++i) {
        const Result<std::string> value = auth.value().authorize({"us\"er", "pass"}, "GET", "/x?\"", "c");
        fuzz::require(value.ok(), "no answer");
        fuzz::require(!http::hasControl(value.value()), "splits the header");
        const Result<std::vector<http::Challenge>> again = http::parseChallenges(value.value());
        fuzz::require(again.ok() && again.value().size() == 1, "the answer cannot be read");
        const http::Challenge& read = again.value()[0];
        fuzz::requireEqual(std::string(read.parameter("username").value_or("")), "us\"er", "user");
        fuzz::requireEqual(std::string(read.parameter("realm").value_or("?")),
                           std::string(challenge.parameter("realm").value_or("")), "realm");
    }
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input = fuzz::viewOf(data, size);
    if (const Result<std::vector<http::Challenge>> challenges = http::parseChallenges(input)) {
        fuzz::require(challenges.value().size() <= http::kMaxChallenges, "too many challenges");
        for (const http::Challenge& challenge : challenges.value()) {
            fuzz::require(!challenge.scheme.empty(), "a challenge without scheme");
            fuzz::require(challenge.parameters.size() <= http::kMaxChallengeParameters,
                          "too many parameters");
            fuzz::require(challenge.token68.empty() || challenge.parameters.empty(), "both forms");
            answer(challenge);
        }
        (void)http::pickChallenge(challenges.value());
    }
    (void)http::parseAuthParameters(input);
    return 0;
}
