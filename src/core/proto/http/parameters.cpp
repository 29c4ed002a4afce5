#include "core/proto/http/parameters.h"

#include "core/proto/http/chars.h"

namespace aha::http {

bool ParameterReader::next(std::string_view& name, std::string& value) {
    while (!rest_.empty() && (isBlank(rest_.front()) || rest_.front() == ';')) {
        rest_.remove_prefix(1); // "a/b; ; c=d": an empty parameter (RFC 9110 5.6.6)
    }
    if (rest_.empty() || malformed_) {
        return false;
    }
    const std::size_t equals = spanOf(rest_, kToken);
    if (equals == 0 || equals == rest_.size() || rest_[equals] != '=') {
        malformed_ = true;
        return false;
    }
    name = rest_.substr(0, equals);
    rest_.remove_prefix(equals + 1);
    if (!rest_.empty() && rest_.front() == '"') {
        malformed_ = !readQuoted(value);
    } else {
        const std::size_t length = spanOf(rest_, kToken);
        value.assign(rest_.substr(0, length));
        malformed_ = length == 0;
        rest_.remove_prefix(length);
    }
    while (!rest_.empty() && isBlank(rest_.front())) {
        rest_.remove_prefix(1);
    }
    malformed_ |= !rest_.empty() && rest_.front() != ';';
    return !malformed_;
}

bool ParameterReader::readQuoted(std::string& value) {
    value.clear();
    for (std::size_t i = 1; i < rest_.size(); ++i) {
        if (rest_[i] == '"') {
            rest_.remove_prefix(i + 1);
            return true;
        }
        if (rest_[i] == '\\' && i + 1 < rest_.size() && (rest_[i + 1] == '"' || rest_[i + 1] == '\\')) {
            ++i;
        }
        value.push_back(rest_[i]);
    }
    return false;
}

} // namespace aha::http
