// A rule that matches captures what stands in the path, and its captures put into the pattern are the path
// again.
#include "core/mvc/url_rule.h"
#include "fuzz/fuzz.h"

using namespace aha;

static std::string lowered(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return out;
}

static bool isWord(char c, bool first) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (!first && c >= '0' && c <= '9');
}

// The pattern with what was captured in place of the names; only of patterns without ".*".
static std::string filledIn(std::string_view pattern, const mvc::Rewritten& rewritten) {
    std::string out = pattern.starts_with('/') ? "" : "/";
    std::size_t captures = 0;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] == ':' && i + 1 < pattern.size() && isWord(pattern[i + 1], true)) {
            out.append(rewritten.captured(captures++));
            for (++i; i + 1 < pattern.size() && isWord(pattern[i + 1], false);) {
                ++i;
            }
        } else {
            out.push_back(pattern[i]);
        }
    }
    return out;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view input = fuzz::viewOf(data, size); // pattern, target and path, a line each
    const std::string_view pattern = input.substr(0, input.find('\n'));
    input.remove_prefix(std::min(pattern.size() + 1, input.size()));
    const std::string_view target = input.substr(0, input.find('\n'));
    input.remove_prefix(std::min(target.size() + 1, input.size()));
    Result<mvc::UrlRule> rule = mvc::UrlRule::compile(pattern, target);
    if (!rule) {
        return 0;
    }
    static mvc::Rewritten rewritten;
    if (!rule.value().apply(input, rewritten)) {
        return 0;
    }
    fuzz::require(rewritten.path.starts_with('/'), "a path begins with a slash");
    if (pattern.find(".*") == std::string_view::npos) {
        fuzz::requireEqual(lowered(filledIn(pattern, rewritten)), lowered(input), "captured something else");
    }
    return 0;
}
