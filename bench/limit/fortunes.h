#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

// The page of fortunes as the limit servers render it, byte for byte what the PHP side does.
namespace limit {

struct Fortune {
    long id;
    std::string message;
};

// Of all fortunes and one more, sorted by message.
inline std::string page(std::vector<Fortune> fortunes) {
    fortunes.push_back({0, "Additional fortune added at request time."});
    std::sort(fortunes.begin(), fortunes.end(),
              [](const Fortune& a, const Fortune& b) { return a.message < b.message; });
    std::string html =
        "<!DOCTYPE "
        "html><html><head><title>Fortunes</title></head><body><table><tr><th>id</th><th>message</th></tr>";
    for (const Fortune& fortune : fortunes) {
        html += "<tr><td>" + std::to_string(fortune.id) + "</td><td>";
        for (char c : fortune.message) {
            switch (c) {
            case '<': html += "&lt;"; break;
            case '>': html += "&gt;"; break;
            case '&': html += "&amp;"; break;
            case '"': html += "&quot;"; break;
            case '\'': html += "&#039;"; break;
            default: html += c;
            }
        }
        html += "</td></tr>";
    }
    return html + "</table></body></html>";
}

} // namespace limit
