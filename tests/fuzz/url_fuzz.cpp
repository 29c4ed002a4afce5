// An accepted URL reads back as it was written, is safe in a request head, and so is what it resolves to.
#include "core/proto/http/request_writer.h"
#include "core/proto/http/response_head.h"
#include "core/proto/http/url.h"
#include "fuzz/fuzz.h"

using namespace aha;

static void check(const http::Url& url) {
    fuzz::require(!url.host.empty() && url.port != 0 && !url.path.empty() && url.path[0] == '/',
                  "empty parts");
    fuzz::require(url.target().find_first_of(" \\#\"<>") == std::string::npos, "target not encoded");
    for (char c : url.target()) {
        fuzz::require(static_cast<unsigned char>(c) > 0x20 && static_cast<unsigned char>(c) < 0x7f,
                      "raw byte in target");
    }
    fuzz::require(url.host.find_first_of("/?#@\\ \t\r\n") == std::string::npos, "a host that holds more");
    if (url.text().size() <= http::kMaxUrlBytes) { // encoding may make it longer
        Result<http::Url> again = http::Url::parse(url.text());
        fuzz::require(again.ok(), "an accepted URL is refused");
        fuzz::requireEqual(again.value().text(), url.text(), "reads back differently");
        fuzz::requireEqual(again.value().origin(), url.origin(), "another origin");
    }
    std::string head;
    const std::vector<http::HeaderLine> none;
    fuzz::require(http::appendRequestHead(head, {"GET", url, none}).ok(), "no head");
    fuzz::requireEqual(head, "GET " + url.target() + " HTTP/1.1\r\nHost: " + url.hostHeader() + "\r\n\r\n",
                       "head");
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input = fuzz::viewOf(data, size);
    const std::size_t cut = std::min(input.find('\n'), input.size());
    if (Result<http::Url> url = http::Url::parse(input.substr(0, cut))) {
        check(url.value());
        const std::string_view reference = input.substr(std::min(cut + 1, input.size()));
        if (Result<http::Url> resolved = url.value().resolve(reference)) {
            check(resolved.value());
        }
        if (url.value().appendQuery(reference)) {
            check(url.value());
        }
    }
    if (Result<http::Url> resolved = http::Url::parse("https://a.example:1/b/c?d").take().resolve(input)) {
        check(resolved.value());
    }
    return 0;
}
