#include "core/mvc/path_pattern.h"

#include "core/mvc/percent.h"

#include <algorithm>

namespace aha::mvc {

static bool isNameStart(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

static bool isParameterName(std::string_view name) {
    return !name.empty() && name.size() <= 64 && isNameStart(name[0]) &&
           std::all_of(name.begin(), name.end(),
                       [](char c) { return isNameStart(c) || (c >= '0' && c <= '9'); });
}

bool hasDotSegment(std::string_view path) {
    while (true) {
        const std::size_t slash = path.find('/');
        const std::string_view segment = path.substr(0, slash);
        if (segment == "." || segment == "..") {
            return true;
        }
        if (slash == std::string_view::npos) {
            return false;
        }
        path.remove_prefix(slash + 1);
    }
}

bool PatternSegment::accepts(std::string_view value) const {
    if (type == SegmentType::Set) {
        return std::binary_search(choices.begin(), choices.end(), value);
    }
    return fits(type, value);
}

std::string PatternSegment::typeText() const {
    if (type != SegmentType::Set) {
        return std::string(segmentTypeName(type));
    }
    std::string text;
    for (const std::string& choice : choices) {
        text.append(text.empty() ? "" : "|").append(choice);
    }
    return text;
}

Error PathPattern::problem(std::string_view what) const {
    return {Errc::InvalidArgument, "Route pattern \"" + text_ + "\": " + std::string(what)};
}

Result<PathPattern> PathPattern::parse(std::string_view text, char delimiter) {
    PathPattern pattern;
    pattern.text_ = text.substr(0, kMaxPatternBytes);
    pattern.delimiter_ = delimiter;
    if (text.size() > kMaxPatternBytes) {
        return pattern.problem("longer than " + std::to_string(kMaxPatternBytes) + " bytes");
    }
    std::string_view left = text;
    if (delimiter == '/') {
        if (!text.starts_with('/')) {
            return pattern.problem("it must begin with '/'");
        }
        left.remove_prefix(1);
    }
    if (left.ends_with(delimiter)) {
        pattern.endsWithDelimiter_ = true;
        left.remove_suffix(1);
        if (left.empty()) {
            return pattern.problem("it has an empty segment");
        }
    }
    while (!left.empty()) {
        // A delimiter inside of braces belongs to the parameter: {day:2024-01-01|today}.
        const std::size_t open = left.find('{');
        std::size_t end = left.find(delimiter);
        if (open < end) {
            end = left.find(delimiter, std::min(left.find('}', open), left.size()));
        }
        end = std::min(end, left.size());
        if (Result<void> added = pattern.addSegment(left.substr(0, end)); !added) {
            return added.error();
        }
        if (end + 1 == left.size()) {
            return pattern.problem("it has an empty segment");
        }
        left.remove_prefix(std::min(end + 1, left.size()));
    }
    if (Result<void> checked = pattern.check(); !checked) {
        return checked.error();
    }
    return pattern;
}

Result<void> PathPattern::addSegment(std::string_view part) {
    if (part.empty()) {
        return problem("it has an empty segment");
    }
    if (segments_.size() == kMaxSegments) {
        return problem("more than " + std::to_string(kMaxSegments) + " segments");
    }
    if (const std::size_t open = part.find('{'); open != std::string_view::npos) {
        return addParameter(part, open);
    }
    PatternSegment segment;
    segment.prefix = part;
    segments_.push_back(std::move(segment));
    return {};
}

Result<void> PathPattern::addParameter(std::string_view part, std::size_t open) {
    const std::size_t close = part.find('}', open);
    if (close == std::string_view::npos) {
        return problem("'{' without '}'");
    }
    PatternSegment segment;
    segment.prefix = part.substr(0, open);
    segment.suffix = part.substr(close + 1);
    if (segment.suffix.find('{') != std::string::npos) {
        return problem("a segment has one parameter at most: \"" + std::string(part) + "\"");
    }
    std::string_view inside = part.substr(open + 1, close - open - 1);
    if (inside.ends_with('?')) {
        segment.optional = true;
        inside.remove_suffix(1);
    }
    const std::size_t colon = inside.find(':');
    segment.name = inside.substr(0, colon);
    if (!isParameterName(segment.name)) {
        return problem("\"" + segment.name +
                       "\" is no name of a parameter: letters, digits and '_', not beginning with a digit");
    }
    if (indexOf(segment.name)) {
        return problem("{" + segment.name + "} stands there twice");
    }
    if (parameters_.size() == kMaxParameters) {
        return problem("more than " + std::to_string(kMaxParameters) + " parameters");
    }
    if (colon != std::string_view::npos) {
        if (colon + 1 == inside.size()) {
            return problem("{" + segment.name + ":} names no type");
        }
        if (Result<void> set = setType(segment, inside.substr(colon + 1)); !set) {
            return set;
        }
    }
    parameters_.push_back(segments_.size());
    segments_.push_back(std::move(segment));
    return {};
}

Result<void> PathPattern::setType(PatternSegment& segment, std::string_view type) const {
    segment.choices.clear();
    if (type.find('|') == std::string_view::npos) {
        if (type.empty() || !segmentTypeOf(type, segment.type)) {
            return problem("parameter \"" + segment.name + "\": there is no type \"" + std::string(type) +
                           "\"; there are " + segmentTypeList() + ", or words like a|b|c");
        }
        return {};
    }
    segment.type = SegmentType::Set;
    while (true) {
        const std::size_t bar = type.find('|');
        const std::string_view word = type.substr(0, bar);
        if (word.empty()) {
            return problem("parameter \"" + segment.name + "\": an empty word among its values");
        }
        segment.choices.emplace_back(word);
        if (bar == std::string_view::npos) {
            break;
        }
        type.remove_prefix(bar + 1);
    }
    if (segment.choices.size() > kMaxChoices) {
        return problem("parameter \"" + segment.name + "\": more than " + std::to_string(kMaxChoices) +
                       " values");
    }
    std::sort(segment.choices.begin(), segment.choices.end());
    segment.choices.erase(std::unique(segment.choices.begin(), segment.choices.end()), segment.choices.end());
    return {};
}

// What concerns several segments, or comes by constrain() as well.
Result<void> PathPattern::check() const {
    static constexpr std::string_view kReserved = "{}?#%";
    for (std::size_t i = 0; i < segments_.size(); ++i) {
        const PatternSegment& segment = segments_[i];
        for (const std::string* literal : {&segment.prefix, &segment.suffix}) {
            for (const char c : *literal) {
                if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
                    return problem("it has a control character");
                }
                if (kReserved.find(c) != std::string_view::npos) {
                    return problem(std::string("'") + c +
                                   "' cannot stand there; literals are written decoded");
                }
            }
        }
        const bool last = i + 1 == segments_.size();
        if ((segment.optional || segment.type == SegmentType::Rest) && segment.isParameter()) {
            const char* kind = segment.optional ? "an optional parameter" : "{name:any}";
            if (!last || endsWithDelimiter_) {
                return problem(std::string(kind) + " stands at the end only");
            }
            if (!segment.prefix.empty() || !segment.suffix.empty()) {
                return problem(std::string(kind) + " is a segment of its own");
            }
        }
    }
    return {};
}

std::optional<std::size_t> PathPattern::indexOf(std::string_view name) const {
    for (std::size_t i = 0; i < parameters_.size(); ++i) {
        if (segments_[parameters_[i]].name == name) {
            return i;
        }
    }
    return std::nullopt;
}

Result<void> PathPattern::constrain(std::string_view name, std::string_view type) {
    const std::optional<std::size_t> index = indexOf(name);
    if (!index) {
        return problem("it has no parameter {" + std::string(name) + "}");
    }
    PathPattern changed = *this;
    if (Result<void> set = setType(changed.segments_[parameters_[*index]], type); !set) {
        return set;
    }
    if (Result<void> checked = changed.check(); !checked) {
        return checked;
    }
    *this = std::move(changed);
    return {};
}

// A path that match() would not read back, or that a browser would shorten, is not built.
Result<void> PathPattern::checkValue(const PatternSegment& segment, std::string_view value) const {
    const std::string what = "parameter \"" + segment.name + "\" must ";
    if (!segment.accepts(value)) {
        const std::string type = segment.typeText();
        return problem(what + (type.empty() || type == "any" ? "not be empty" : "be of type " + type) +
                       (value.empty() ? "" : ", not \"" + std::string(value.substr(0, 80)) + "\""));
    }
    const bool rest = segment.type == SegmentType::Rest;
    if (value.find('\0') != std::string_view::npos) {
        return problem(what + "have no zero byte");
    }
    if (delimiter_ != '/' && !rest && value.find(delimiter_) != std::string_view::npos) {
        return problem(what + "have no '" + delimiter_ + "'");
    }
    if (delimiter_ == '/' && segment.prefix.empty() && segment.suffix.empty() &&
        (rest ? hasDotSegment(value) : value == "." || value == "..")) {
        return problem(what + "have no segment \".\" or \"..\"");
    }
    if (rest && value.starts_with(delimiter_)) {
        return problem(what + "not begin with '" + delimiter_ + "'");
    }
    return {};
}

Result<void> PathPattern::build(std::span<const std::optional<std::string_view>> values,
                                std::string& out) const {
    AHA_ASSERT(values.size() == parameters_.size());
    const bool path = delimiter_ == '/';
    std::string missing;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const PatternSegment& segment = parameter(i);
        if (!values[i] && !segment.optional) {
            missing.append(missing.empty() ? "" : ", ").append(segment.name);
        } else if (values[i]) {
            if (Result<void> checked = checkValue(segment, *values[i]); !checked) {
                return checked;
            }
        }
    }
    if (!missing.empty()) {
        return problem("missing: " + missing);
    }
    std::size_t next = 0;
    const std::size_t before = out.size();
    for (const PatternSegment& segment : segments_) {
        if (segment.isParameter() && !values[next]) {
            break; // the optional one, at the end
        }
        if (path || out.size() > before) {
            out.push_back(delimiter_);
        }
        appendSegment(out, segment.prefix, path);
        if (segment.isParameter()) {
            appendSegment(out, *values[next++], path, segment.type == SegmentType::Rest);
        }
        appendSegment(out, segment.suffix, path);
    }
    if (endsWithDelimiter_ || out.size() == before) {
        out.append(path || endsWithDelimiter_ ? 1 : 0, delimiter_);
    }
    return {};
}

} // namespace aha::mvc
