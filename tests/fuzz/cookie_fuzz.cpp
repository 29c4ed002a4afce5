// Pairs are parts of the header; a cookie that is formatted holds one line and reads back as it was.
#include "core/proto/http/cookie.h"
#include "fuzz/fuzz.h"

using namespace aha;

static void checkSetCookie(std::string_view name, std::string_view value, std::string_view rest) {
    http::SetCookie cookie;
    cookie.name = name;
    cookie.value = value;
    cookie.path = rest.substr(0, rest.size() / 2);
    cookie.domain = rest.substr(rest.size() / 2);
    const Result<std::string> line = http::formatSetCookie(cookie);
    if (!line) {
        return;
    }
    fuzz::require(line.value().find_first_of(std::string("\r\n\0", 3)) == std::string::npos,
                  "splits the header");
    http::CookieReader reader(line.value());
    std::string_view readName;
    std::string_view readValue;
    fuzz::require(reader.next(readName, readValue) && readName == name, "the name changed");
    fuzz::require(readValue == value || "\"" + std::string(readValue) + "\"" == value, "the value changed");
    std::size_t attributes = 0;
    while (reader.next(readName, readValue)) {
        ++attributes;
        fuzz::require(readName == "Path" || readName == "Domain", "an attribute was injected");
    }
    fuzz::require(attributes <= 2, "more attributes than given");
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input = fuzz::viewOf(data, size);
    http::CookieReader reader(input);
    std::string_view name;
    std::string_view value;
    while (reader.next(name, value)) {
        fuzz::require(!name.empty() && name.data() >= input.data(), "a name that is not there");
        fuzz::require(value.data() + value.size() <= input.data() + input.size(), "a value beyond the end");
        checkSetCookie(name, value, input.substr(0, 16));
    }
    checkSetCookie(input.substr(0, size / 3), input.substr(size / 3, size / 3), input.substr(size / 3 * 2));
    return 0;
}
