#pragma once

#include "core/base/result.h"
#include "core/mvc/segment_type.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace aha::mvc {

constexpr std::size_t kMaxPatternBytes = 2048;
constexpr std::size_t kMaxSegments = 32;   // of a pattern; paths may have more, for {name:any}
constexpr std::size_t kMaxParameters = 16; // of a pattern
constexpr std::size_t kMaxChoices = 64;    // of {name:a|b|c}

// One part between two delimiters: literal text, or one parameter with literal text around it.
struct PatternSegment {
    std::string prefix; // all of it when there is no parameter
    std::string suffix;
    std::string name; // "": literal
    SegmentType type = SegmentType::Plain;
    std::vector<std::string> choices; // of SegmentType::Set, sorted
    bool optional = false;            // {name?}, the last segment only

    bool isParameter() const { return !name.empty(); }
    bool accepts(std::string_view value) const; // a decoded one, without prefix and suffix
    std::string typeText() const;               // "int", "en|de", ""
};

bool hasDotSegment(std::string_view path); // "." or ".." between slashes

// The pattern of a declared route, read once: "/user/{id:int}/{tab?}". Literals are written decoded.
class PathPattern {
public:
    // With another delimiter than '/' it is the pattern of a command: it does not begin with the delimiter.
    static Result<PathPattern> parse(std::string_view text, char delimiter = '/');

    const std::string& text() const { return text_; }
    char delimiter() const { return delimiter_; }
    const std::vector<PatternSegment>& segments() const { return segments_; }
    bool endsWithDelimiter() const { return endsWithDelimiter_; }
    std::size_t parameterCount() const { return parameters_.size(); }
    const PatternSegment& parameter(std::size_t index) const { return segments_[parameters_[index]]; }
    std::optional<std::size_t> indexOf(std::string_view name) const;
    bool hasOptional() const { return !segments_.empty() && segments_.back().optional; }

    // Gives a parameter another type, as if it stood in the text: "int", "en|de", "any".
    Result<void> constrain(std::string_view name, std::string_view type);

    // Writes the path with the values of the parameters, in their order; only the optional one may be absent.
    // The error names what is missing or does not fit.
    Result<void> build(std::span<const std::optional<std::string_view>> values, std::string& out) const;

private:
    Result<void> addSegment(std::string_view part);
    Result<void> addParameter(std::string_view part, std::size_t open);
    Result<void> setType(PatternSegment& segment, std::string_view type) const;
    Result<void> check() const;
    Result<void> checkValue(const PatternSegment& segment, std::string_view value) const;
    Error problem(std::string_view what) const;

    std::string text_;
    std::vector<PatternSegment> segments_;
    std::vector<std::size_t> parameters_; // their segments
    char delimiter_ = '/';
    bool endsWithDelimiter_ = false;
};

} // namespace aha::mvc
