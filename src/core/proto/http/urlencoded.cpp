#include "core/proto/http/urlencoded.h"

#include "core/proto/http/chars.h"

namespace aha::http {

bool percentDecode(std::string_view in, bool plusIsSpace, std::string& out) {
    out.clear();
    out.reserve(in.size());
    bool clean = true;
    for (std::size_t i = 0; i < in.size(); ++i) {
        const char c = in[i];
        if (c == '+' && plusIsSpace) {
            out.push_back(' ');
        } else if (c != '%') {
            out.push_back(c);
        } else if (in.size() - i >= 3 && isIn(in[i + 1], kHexDigit) && isIn(in[i + 2], kHexDigit)) {
            out.push_back(static_cast<char>(hexValue(in[i + 1]) << 4 | hexValue(in[i + 2])));
            i += 2;
        } else {
            out.push_back(c);
            clean = false;
        }
    }
    return clean;
}

bool UrlencodedReader::next(std::string& name, std::string& value) {
    while (!rest_.empty()) {
        const std::size_t end = rest_.find(separator_);
        const std::string_view pair = rest_.substr(0, end);
        const std::size_t equals = pair.find('=');
        if (pair.empty() || equals == 0) {
            rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
            continue;
        }
        if (left_ == 0) {
            limitReached_ = true;
            return false;
        }
        --left_;
        percentDecode(pair.substr(0, equals), true, name);
        percentDecode(equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1), true,
                      value);
        rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
        return true;
    }
    return false;
}

} // namespace aha::http
