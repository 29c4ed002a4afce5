#include "core/proto/http/challenge.h"

#include "core/proto/http/chars.h"

#include <algorithm>

namespace aha::http {

using Parameters = std::vector<std::pair<std::string, std::string>>;

static std::optional<std::string_view> findIn(const Parameters& parameters, std::string_view name) {
    for (const auto& [key, value] : parameters) {
        if (key == name) {
            return value;
        }
    }
    return std::nullopt;
}

std::optional<std::string_view> Challenge::parameter(std::string_view lowerCaseName) const {
    return findIn(parameters, lowerCaseName);
}

// ALPHA / DIGIT / "-" / "." / "_" / "~" / "+" / "/" of RFC 9110 11.2.
static bool isToken68(char c) {
    const bool common = isIn(c, kToken) && isIn(c, kRegName);
    return c == '/' || (common && std::string_view("!$&'*").find(c) == std::string_view::npos);
}

namespace {

// Reads a list of challenges from left to right; every method leaves the rest behind what it took.
class ChallengeReader {
public:
    explicit ChallengeReader(std::string_view text) : rest_(text) {}

    Result<std::vector<Challenge>> read() {
        std::vector<Challenge> out;
        while (nextMember()) {
            const std::string_view name = token();
            if (name.empty()) {
                return malformed();
            }
            if (!out.empty() && isAssignment()) {
                if (!out.back().token68.empty()) {
                    return malformed();
                }
                if (Result<void> added = parameter(name, out.back().parameters); !added) {
                    return added.error();
                }
                continue;
            }
            if (out.size() == kMaxChallenges) {
                return Error{Errc::TooMany, "too many authentication challenges"};
            }
            out.emplace_back();
            out.back().scheme = lowerAscii(name);
            if (Result<void> done = firstOf(out.back()); !done) {
                return done.error();
            }
        }
        return out;
    }

    Result<Parameters> readParameters() {
        Parameters out;
        while (nextMember()) {
            const std::string_view name = token();
            if (name.empty() || !isAssignment()) {
                return malformed();
            }
            if (Result<void> added = parameter(name, out); !added) {
                return added.error();
            }
        }
        return out;
    }

private:
    static Error malformed() { return Error{Errc::Malformed, "malformed authentication challenge"}; }

    void skipBlanks() {
        while (!rest_.empty() && isBlank(rest_.front())) {
            rest_.remove_prefix(1);
        }
    }
    bool nextMember() { // empty members are skipped (RFC 9110 5.6.1)
        while (!rest_.empty() && (isBlank(rest_.front()) || rest_.front() == ',')) {
            rest_.remove_prefix(1);
        }
        return !rest_.empty();
    }
    bool atMemberEnd() {
        skipBlanks();
        return rest_.empty() || rest_.front() == ',';
    }
    std::string_view token() {
        const std::string_view found = rest_.substr(0, spanOf(rest_, kToken));
        rest_.remove_prefix(found.size());
        return found;
    }
    bool isAssignment() const {
        const std::size_t at = rest_.find_first_not_of(" \t");
        return at != std::string_view::npos && rest_[at] == '=';
    }

    // What stands behind a scheme: nothing, a token68, or the first parameter.
    Result<void> firstOf(Challenge& challenge) {
        if (rest_.empty() || rest_.front() == ',') {
            return {};
        }
        if (!isBlank(rest_.front())) {
            return malformed();
        }
        skipBlanks();
        if (atMemberEnd() || takeToken68(challenge.token68)) {
            return {};
        }
        const std::string_view name = token();
        return name.empty() || !isAssignment() ? malformed() : parameter(name, challenge.parameters);
    }
    bool takeToken68(std::string& out) {
        std::size_t length = 0;
        while (length < rest_.size() && isToken68(rest_[length])) {
            ++length;
        }
        const std::size_t digits = length;
        while (length < rest_.size() && rest_[length] == '=') {
            ++length;
        }
        const std::size_t end = rest_.find_first_not_of(" \t", length);
        if (digits == 0 || (end != std::string_view::npos && rest_[end] != ',')) {
            return false;
        }
        out.assign(rest_.substr(0, length));
        rest_.remove_prefix(length);
        return true;
    }
    Result<void> parameter(std::string_view name, Parameters& out) {
        skipBlanks();
        rest_.remove_prefix(1); // '='
        skipBlanks();
        std::string value;
        if (!rest_.empty() && rest_.front() == '"') {
            if (!quoted(value)) {
                return malformed();
            }
        } else {
            value = token();
            if (value.empty()) {
                return malformed();
            }
        }
        std::string key = lowerAscii(name);
        if (!atMemberEnd() || findIn(out, key)) { // each name once (RFC 9110 11.2)
            return malformed();
        }
        if (out.size() == kMaxChallengeParameters) {
            return Error{Errc::TooMany, "too many parameters in an authentication challenge"};
        }
        out.emplace_back(std::move(key), std::move(value));
        return {};
    }
    bool quoted(std::string& out) {
        for (std::size_t i = 1; i < rest_.size(); ++i) {
            if (rest_[i] == '"') {
                rest_.remove_prefix(i + 1);
                return true;
            }
            if (rest_[i] == '\\' && ++i == rest_.size()) {
                return false;
            }
            if (isControl(rest_[i])) {
                return false;
            }
            out.push_back(rest_[i]);
        }
        return false;
    }

    std::string_view rest_;
};

int rankOf(const Challenge& challenge) {
    if (challenge.scheme == "basic") {
        return 1;
    }
    if (challenge.scheme != "digest") {
        return 0;
    }
    const std::string algorithm = lowerAscii(challenge.parameter("algorithm").value_or("md5"));
    return algorithm == "sha-256" || algorithm == "sha-256-sess" ? 3
           : algorithm == "md5" || algorithm == "md5-sess"       ? 2
                                                                 : 0;
}

} // namespace

Result<std::vector<Challenge>> parseChallenges(std::string_view value) {
    return ChallengeReader(value).read();
}

Result<Parameters> parseAuthParameters(std::string_view value) {
    return ChallengeReader(value).readParameters();
}

const Challenge* pickChallenge(const std::vector<Challenge>& challenges) {
    const Challenge* best = nullptr;
    for (const Challenge& challenge : challenges) {
        if (rankOf(challenge) > (best ? rankOf(*best) : 0)) {
            best = &challenge;
        }
    }
    return best;
}

} // namespace aha::http
