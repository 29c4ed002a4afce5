#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace aha::http {

// Replaces `out` by the decoded text. A '%' without two hex digits stays as it is, and makes the answer
// false.
bool percentDecode(std::string_view in, bool plusIsSpace, std::string& out);

// The pairs of an application/x-www-form-urlencoded text, in order, decoded. A pair without '=' has an empty
// value; one without a name is skipped. Brackets in names are left to the caller.
class UrlencodedReader {
public:
    UrlencodedReader(std::string_view text, std::size_t maxVariables, char separator = '&')
        : rest_(text), left_(maxVariables), separator_(separator) {}

    bool next(std::string& name, std::string& value);
    // There were more than `maxVariables` pairs; the rest was not read.
    bool limitReached() const { return limitReached_; }

private:
    std::string_view rest_;
    std::size_t left_;
    char separator_;
    bool limitReached_ = false;
};

} // namespace aha::http
