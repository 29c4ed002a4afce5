#pragma once

#include <string>
#include <string_view>

namespace aha::http {

// The parameters behind the first ';' of a Content-Type or Content-Disposition: name=token, name="quoted".
// In a quoted string a backslash escapes '"' and '\' only, so that Windows paths survive.
class ParameterReader {
public:
    explicit ParameterReader(std::string_view parameters) : rest_(parameters) {}

    bool next(std::string_view& name, std::string& value);
    bool isMalformed() const { return malformed_; } // known once next() has answered false

private:
    bool readQuoted(std::string& value);

    std::string_view rest_;
    bool malformed_ = false;
};

} // namespace aha::http
