#include "core/mvc/url_rule.h"

#include "core/mvc/percent.h"

#include <algorithm>

namespace aha::mvc {

static char lowered(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

static bool equalsLowered(std::string_view path, std::string_view lower) {
    return path.size() == lower.size() && std::equal(path.begin(), path.end(), lower.begin(),
                                                     [](char a, char b) { return lowered(a) == b; });
}

static bool isWordStart(char c) { return (lowered(c) >= 'a' && lowered(c) <= 'z') || c == '_'; }

// The length of the name that `text` begins with.
static std::size_t wordLength(std::string_view text) {
    if (text.empty() || !isWordStart(text[0])) {
        return 0;
    }
    std::size_t length = 1;
    while (length < text.size() &&
           (isWordStart(text[length]) || (text[length] >= '0' && text[length] <= '9'))) {
        ++length;
    }
    return length;
}

static Error ruleProblem(std::string_view pattern, std::string_view what) {
    return {Errc::InvalidArgument,
            "URL rule \"" + std::string(pattern.substr(0, kMaxRuleBytes)) + "\": " + std::string(what)};
}

Result<RuleTarget> RuleTarget::parse(std::string_view text, const std::vector<std::string>& names) {
    if (text.empty() || text.size() > kMaxRuleBytes) {
        return Error{Errc::InvalidArgument,
                     "the target must have 1 to " + std::to_string(kMaxRuleBytes) + " bytes"};
    }
    RuleTarget target;
    target.names_ = names;
    target.used_.assign(names.size(), false);
    if (!text.starts_with('/')) {
        target.pieces_.push_back({"/", kText, false});
    }
    bool inQuery = false;
    for (std::string_view left = text; !left.empty();) {
        const std::size_t stop = std::min(left.find(inQuery ? "${" : "?"), left.find("${"));
        const std::string_view plain = left.substr(0, stop);
        if (!plain.empty()) {
            target.pieces_.push_back({std::string(plain), kText, inQuery});
        }
        if (stop == std::string_view::npos) {
            break;
        }
        left.remove_prefix(stop);
        if (left[0] == '?') {
            inQuery = true;
            left.remove_prefix(1);
            continue;
        }
        const std::size_t close = left.find('}');
        const std::string_view name = left.substr(2, close == std::string_view::npos ? close : close - 2);
        const auto known = std::find(names.begin(), names.end(), name);
        if (close == std::string_view::npos || known == names.end()) {
            return Error{Errc::InvalidArgument,
                         "the target names ${" + std::string(name) + "}, which the pattern does not capture"};
        }
        const auto index = static_cast<std::size_t>(known - names.begin());
        target.used_[index] = true;
        target.pieces_.push_back({"", index, inQuery});
        left.remove_prefix(close + 1);
    }
    return target;
}

// A piece of a path, percent-encoded, as part of a query, where other bytes are special.
static void appendAsQuery(std::string& out, std::string_view encoded) {
    std::string decoded(encoded.size(), '\0');
    const std::size_t size = decodePercent(encoded, decoded.data());
    appendQueryText(out, size == kBadPercent ? encoded : std::string_view(decoded.data(), size));
}

void RuleTarget::write(const std::vector<std::string_view>& captures, Rewritten& out) const {
    out.path.clear();
    out.query.clear();
    for (const Piece& piece : pieces_) {
        if (piece.capture == kText) {
            (piece.inQuery ? out.query : out.path).append(piece.text);
        } else if (piece.inQuery) {
            appendAsQuery(out.query, captures[piece.capture]);
        } else {
            out.path.append(captures[piece.capture]);
        }
    }
    for (std::size_t i = 0; i < names_.size(); ++i) {
        if (!used_[i]) {
            out.query.append(out.query.empty() ? "" : "&").append(names_[i]).append("=");
            appendAsQuery(out.query, captures[i]);
        }
    }
}

Result<void> UrlRule::addName(std::string_view& left, std::string_view pattern) {
    const std::size_t length = wordLength(left.substr(1));
    if (!parts_.empty() && parts_.back().kind != Kind::Text) {
        return ruleProblem(pattern, "what is captured, or \".*\", needs text before the next one");
    }
    const std::string_view name = left.substr(1, length);
    if (std::find(names_.begin(), names_.end(), name) != names_.end()) {
        return ruleProblem(pattern, ":" + std::string(name) + " stands there twice");
    }
    names_.emplace_back(name);
    parts_.push_back({Kind::Name, ""});
    left.remove_prefix(length + 1);
    return {};
}

Result<UrlRule> UrlRule::compile(std::string_view pattern, std::string_view target) {
    if (pattern.empty() || pattern.size() > kMaxRuleBytes) {
        return ruleProblem(pattern, "a pattern has 1 to " + std::to_string(kMaxRuleBytes) + " bytes");
    }
    UrlRule rule;
    if (pattern[0] != '/' && !pattern.starts_with(".*")) {
        rule.parts_.push_back({Kind::Text, "/"});
    }
    for (std::string_view left = pattern; !left.empty();) {
        if (left.starts_with(".*")) {
            if (!rule.parts_.empty() && rule.parts_.back().kind != Kind::Text) {
                return ruleProblem(pattern, "what is captured, or \".*\", needs text before the next one");
            }
            rule.parts_.push_back({Kind::Star, ""});
            left.remove_prefix(2);
        } else if (left[0] == ':' && wordLength(left.substr(1))) {
            if (Result<void> added = rule.addName(left, pattern); !added) {
                return added.error();
            }
        } else if (std::string_view("\\[](){}+*?^$|").find(left[0]) != std::string_view::npos) {
            return Error{Errc::Unsupported,
                         "URL rule \"" + std::string(pattern) + "\" is a regular expression"};
        } else {
            if (rule.parts_.empty() || rule.parts_.back().kind != Kind::Text) {
                rule.parts_.push_back({Kind::Text, ""});
            }
            rule.parts_.back().text.push_back(lowered(left[0]));
            left.remove_prefix(1);
        }
    }
    if (rule.parts_.size() > kMaxRuleParts) {
        return ruleProblem(pattern, "more than " + std::to_string(kMaxRuleParts) + " parts");
    }
    Result<RuleTarget> parsed = RuleTarget::parse(target, rule.names_);
    if (!parsed) {
        return ruleProblem(pattern, parsed.error().message);
    }
    rule.target_ = parsed.take();
    return rule;
}

bool UrlRule::mayMatch(std::string_view path) const {
    const Part& first = parts_.front();
    const Part& last = parts_.back();
    if (path.size() > kMaxRulePathBytes) {
        return false;
    }
    if (first.kind == Kind::Text && !equalsLowered(path.substr(0, first.text.size()), first.text)) {
        return false;
    }
    return last.kind != Kind::Text || (path.size() >= last.text.size() &&
                                       equalsLowered(path.substr(path.size() - last.text.size()), last.text));
}

// reach[t * (bytes + 1) + p]: the parts from t on can take all of the path from p on. Filled from the end, so
// that nothing is tried twice.
void UrlRule::fillReach(std::string_view path, std::vector<std::uint8_t>& reach) const {
    const std::size_t row = path.size() + 1;
    reach.assign((parts_.size() + 1) * row, 0);
    reach.back() = 1;
    for (std::size_t t = parts_.size(); t-- > 0;) {
        const Part& part = parts_[t];
        const std::uint8_t* next = &reach[(t + 1) * row];
        std::uint8_t* here = &reach[t * row];
        for (std::size_t p = row; p-- > 0;) {
            switch (part.kind) {
            case Kind::Text:
                here[p] = row - 1 - p >= part.text.size() && next[p + part.text.size()] &&
                          equalsLowered(path.substr(p, part.text.size()), part.text);
                break;
            case Kind::Name: here[p] = p + 1 < row && path[p] != '/' && (next[p + 1] || here[p + 1]); break;
            case Kind::Star: here[p] = next[p] || (p + 1 < row && here[p + 1]); break;
            }
        }
    }
}

bool UrlRule::apply(std::string_view path, Rewritten& out) const {
    if (!mayMatch(path)) {
        return false;
    }
    fillReach(path, out.reach_);
    if (!out.reach_[0]) {
        return false;
    }
    out.captures_.clear();
    const std::size_t row = path.size() + 1;
    std::size_t at = 0;
    for (std::size_t t = 0; t < parts_.size(); ++t) {
        const Part& part = parts_[t];
        if (part.kind == Kind::Text) {
            at += part.text.size();
            continue;
        }
        std::size_t end = part.kind == Kind::Star ? path.size() : std::min(path.find('/', at), path.size());
        while (!out.reach_[(t + 1) * row + end]) {
            --end; // as much as leaves the rest possible
        }
        if (part.kind == Kind::Name) {
            out.captures_.push_back(path.substr(at, end - at));
        }
        at = end;
    }
    target_.write(out.captures_, out);
    return true;
}

std::string regexOfRule(std::string_view pattern, std::vector<std::string>& names) {
    std::string regex = "^(?:";
    if (!pattern.starts_with('/') && !pattern.starts_with(".*") && !pattern.starts_with('^')) {
        regex.push_back('/');
    }
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        // "(?:" and "[:alpha:]" are PCRE's own.
        const bool special =
            i > 0 && (pattern[i - 1] == '?' || pattern[i - 1] == '[' || pattern[i - 1] == '\\');
        const std::size_t length = pattern[i] == ':' && !special ? wordLength(pattern.substr(i + 1)) : 0;
        if (length == 0) {
            regex.push_back(pattern[i]);
            continue;
        }
        names.emplace_back(pattern.substr(i + 1, length));
        regex.append("(?<").append(names.back()).append(">[^/]+)");
        i += length;
    }
    return regex.append(")$");
}

FormatSplit splitFormat(std::string_view path, const std::vector<std::string>& formats) {
    const std::size_t dot = path.rfind('.');
    if (dot != std::string_view::npos && dot > 0 && path[dot - 1] != '/') {
        for (const std::string& format : formats) {
            if (equalsLowered(path.substr(dot + 1), format)) {
                return {path.substr(0, dot), format};
            }
        }
    }
    return {path, {}};
}

} // namespace aha::mvc
