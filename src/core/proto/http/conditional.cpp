#include "core/proto/http/conditional.h"

#include "core/proto/http/chars.h"
#include "core/proto/http/response_head.h"

#include <charconv>

namespace aha::http {

namespace {

bool isWeak(std::string_view etag) { return etag.substr(0, 2) == "W/"; }

// Length of the entity tag that `text` starts with, 0 if there is none. No escapes: a backslash is a
// character.
std::size_t etagLength(std::string_view text) {
    const std::size_t quote = isWeak(text) ? 2 : 0;
    if (quote >= text.size() || text[quote] != '"') {
        return 0;
    }
    const std::size_t end = text.find('"', quote + 1);
    if (end == std::string_view::npos) {
        return 0;
    }
    for (char c : text.substr(quote + 1, end - quote - 1)) {
        if (c == ' ' || c == '\t' || isControl(c)) {
            return 0;
        }
    }
    return end + 1;
}

// "*", or a list of entity tags up to the first that is malformed.
bool matchesAny(std::string_view list, std::string_view etag,
                bool (*match)(std::string_view, std::string_view)) {
    list = trimBlanks(list);
    if (list == "*") {
        return true;
    }
    while (!list.empty()) {
        if (isBlank(list.front()) || list.front() == ',') {
            list.remove_prefix(1);
            continue;
        }
        const std::size_t length = etagLength(list);
        if (length == 0) {
            return false;
        }
        if (match(list.substr(0, length), etag)) {
            return true;
        }
        list.remove_prefix(length);
    }
    return false;
}

} // namespace

bool isEtag(std::string_view text) { return !text.empty() && etagLength(text) == text.size(); }

bool etagsMatchStrongly(std::string_view a, std::string_view b) { return isEtag(a) && !isWeak(a) && a == b; }

bool etagsMatchWeakly(std::string_view a, std::string_view b) {
    if (!isEtag(a) || !isEtag(b)) {
        return false;
    }
    return a.substr(isWeak(a) ? 2 : 0) == b.substr(isWeak(b) ? 2 : 0);
}

Conditions conditionsOf(const Fields& fields) {
    Conditions conditions;
    auto append = [&fields](std::optional<std::string>& into, std::size_t i) {
        if (into) {
            into->append(", ").append(fields.value(i));
        } else {
            into.emplace(fields.value(i));
        }
    };
    for (std::size_t i = 0; i < fields.count(); ++i) {
        const std::string_view name = fields.name(i);
        if (name.size() < 8 || lowerAscii(name[0]) != 'i' || lowerAscii(name[1]) != 'f' || name[2] != '-') {
            continue;
        }
        if (equalsIgnoreCase(name, "if-match")) {
            append(conditions.ifMatch, i);
        } else if (equalsIgnoreCase(name, "if-none-match")) {
            append(conditions.ifNoneMatch, i);
        } else if (equalsIgnoreCase(name, "if-modified-since")) {
            append(conditions.ifModifiedSince, i);
        } else if (equalsIgnoreCase(name, "if-unmodified-since")) {
            append(conditions.ifUnmodifiedSince, i);
        } else if (equalsIgnoreCase(name, "if-range")) {
            append(conditions.ifRange, i);
        }
    }
    return conditions;
}

Outcome evaluate(const Conditions& conditions, const Validators& validators, bool isGetOrHead) {
    if (conditions.ifMatch) {
        if (!matchesAny(*conditions.ifMatch, validators.etag, etagsMatchStrongly)) {
            return Outcome::PreconditionFailed;
        }
    } else if (conditions.ifUnmodifiedSince && validators.lastModified >= 0) {
        const std::int64_t date = parseDate(*conditions.ifUnmodifiedSince); // a malformed date is ignored
        if (date >= 0 && validators.lastModified > date) {
            return Outcome::PreconditionFailed;
        }
    }
    if (conditions.ifNoneMatch) {
        if (matchesAny(*conditions.ifNoneMatch, validators.etag, etagsMatchWeakly)) {
            return isGetOrHead ? Outcome::NotModified : Outcome::PreconditionFailed;
        }
    } else if (conditions.ifModifiedSince && isGetOrHead && validators.lastModified >= 0) {
        const std::int64_t date = parseDate(*conditions.ifModifiedSince);
        if (date >= 0 && validators.lastModified <= date) {
            return Outcome::NotModified;
        }
    }
    return Outcome::Proceed;
}

bool rangeApplies(const Conditions& conditions, const Validators& validators) {
    if (!conditions.ifRange) {
        return true;
    }
    const std::string_view value = *conditions.ifRange;
    if (isEtag(value)) {
        return etagsMatchStrongly(value, validators.etag);
    }
    const std::int64_t date = parseDate(value);
    return date >= 0 && date == validators.lastModified;
}

std::string makeEtag(std::int64_t modifiedNs, std::uint64_t size, std::uint64_t inode) {
    std::string etag = "\"";
    auto append = [&etag](std::uint64_t number) {
        char digits[16];
        etag.append(digits, std::to_chars(digits, digits + sizeof digits, number, 16).ptr);
    };
    append(static_cast<std::uint64_t>(modifiedNs));
    etag.push_back('-');
    append(size);
    etag.push_back('-');
    append(inode);
    etag.push_back('"');
    return etag;
}

} // namespace aha::http
