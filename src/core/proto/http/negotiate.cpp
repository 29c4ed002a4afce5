#include "core/proto/http/negotiate.h"

#include "core/proto/http/chars.h"

#include <algorithm>

namespace aha::http {

namespace {

// "0.123" as thousandths; a malformed weight counts as 0: the client does not get what it may not want.
int parseWeight(std::string_view text) {
    if (text.empty() || (text[0] != '0' && text[0] != '1') || text.size() > 5) {
        return 0;
    }
    int value = (text[0] - '0') * 1000;
    if (text.size() > 1 && text[1] != '.') {
        return 0;
    }
    int place = 100;
    for (std::size_t i = 2; i < text.size(); ++i, place /= 10) {
        if (!isDigit(text[i])) {
            return 0;
        }
        value += (text[i] - '0') * place;
    }
    return value > 1000 ? 0 : value;
}

// The weight of a member like "text/html;level=1;q=0.5"; `name` becomes what stands before the parameters.
int weightOf(std::string_view member, std::string_view& name) {
    std::size_t semicolon = member.find(';');
    name = trimBlanks(member.substr(0, semicolon));
    while (semicolon != std::string_view::npos) {
        member.remove_prefix(semicolon + 1);
        semicolon = member.find(';');
        const std::string_view parameter = trimBlanks(member.substr(0, semicolon));
        if (parameter.size() >= 2 && lowerAscii(parameter[0]) == 'q' && parameter[1] == '=') {
            return parseWeight(parameter.substr(2));
        }
    }
    return 1000;
}

bool sameCoding(std::string_view a, std::string_view b) {
    if (a.size() == 6 && equalsIgnoreCase(a, "x-gzip")) { // an alias (RFC 9110 8.4.1.3)
        a.remove_prefix(2);
    }
    return equalsIgnoreCase(a, b);
}

bool isJson(std::string_view type) {
    return equalsIgnoreCase(type, "application/json") || equalsIgnoreCase(type, "text/json") ||
           (type.size() > 5 && equalsIgnoreCase(type.substr(type.size() - 5), "+json"));
}

bool isHtml(std::string_view type) {
    return equalsIgnoreCase(type, "text/html") || equalsIgnoreCase(type, "application/xhtml+xml");
}

} // namespace

int encodingQuality(std::string_view acceptEncoding, std::string_view coding) {
    int named = -1;
    int any = -1;
    ListReader list(acceptEncoding);
    for (std::string_view member; list.next(member);) {
        std::string_view name;
        const int weight = weightOf(member, name);
        if (name == "*") {
            any = std::max(any, weight);
        } else if (sameCoding(name, coding)) {
            named = std::max(named, weight);
        }
    }
    if (named >= 0) {
        return named;
    }
    if (equalsIgnoreCase(coding, "identity")) {
        return any == 0 ? 0 : 1; // acceptable unless excluded, and the last choice
    }
    return std::max(any, 0);
}

bool prefersJson(std::string_view accept, bool fallback) {
    int json = 0;
    int html = 0;
    ListReader list(accept);
    for (std::string_view member; list.next(member);) {
        std::string_view name;
        const int weight = weightOf(member, name);
        json = isJson(name) ? std::max(json, weight) : json;
        html = isHtml(name) ? std::max(html, weight) : html;
    }
    return json == html ? fallback : json > html;
}

} // namespace aha::http
