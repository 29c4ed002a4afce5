#include "core/proto/http/ip_text.h"

#include "core/proto/http/chars.h"

namespace aha::http {

bool isIpv4Text(std::string_view text) {
    for (int part = 0; part < 4; ++part) {
        std::size_t digits = 0;
        int number = 0;
        while (digits < text.size() && digits < 4 && isDigit(text[digits])) {
            number = number * 10 + (text[digits++] - '0');
        }
        if (digits == 0 || number > 255 || (digits > 1 && text[0] == '0')) {
            return false;
        }
        text.remove_prefix(digits);
        if (part < 3) {
            if (text.empty() || text.front() != '.') {
                return false;
            }
            text.remove_prefix(1);
        }
    }
    return text.empty();
}

bool isIpv6Text(std::string_view text) {
    int groups = 0;
    bool gap = false;
    if (text.substr(0, 2) == "::") {
        gap = true;
        text.remove_prefix(2);
    }
    while (!text.empty()) {
        if (text.find(':') == std::string_view::npos && text.find('.') != std::string_view::npos) {
            groups += 2;
            return isIpv4Text(text) && (gap ? groups < 8 : groups == 8);
        }
        const std::size_t digits = spanOf(text, kHexDigit);
        if (digits == 0 || digits > 4 || ++groups > 8) {
            return false;
        }
        text.remove_prefix(digits);
        if (text.empty()) {
            break;
        }
        if (text.front() != ':' || text.size() == 1) {
            return false;
        }
        text.remove_prefix(1);
        if (text.front() == ':') {
            if (gap) {
                return false;
            }
            gap = true;
            text.remove_prefix(1);
        }
    }
    return gap ? groups < 8 : groups == 8;
}

bool endsInNumber(std::string_view host) {
    if (!host.empty() && host.back() == '.') {
        host.remove_suffix(1);
    }
    std::string_view label = host.substr(host.rfind('.') + 1); // npos + 1 is 0
    if (label.size() > 1 && label[0] == '0' && lowerAscii(label[1]) == 'x') {
        label.remove_prefix(2);
        return spanOf(label, kHexDigit) == label.size();
    }
    for (char c : label) {
        if (!isDigit(c)) {
            return false;
        }
    }
    return !label.empty();
}

} // namespace aha::http
