// Whatever servers set: the limits hold, the header is one line of pairs, and no host sees a foreign cookie.
#include "core/proto/http/cookie_jar.h"
#include "fuzz/fuzz.h"
#include "support/fake_clock.h"

using namespace aha;

static constexpr const char* kUrls[] = {
    "http://a.example/", "https://a.example/x/y", "http://b.a.example/x",     "https://b.example/x/y/z",
    "http://127.0.0.1/", "https://localhost/x/",  "https://c.b.a.example/y/", "http://[::1]/"};

static void checkHeader(const http::Url& url, http::CookieJar& jar) {
    const std::string header = jar.header(url);
    fuzz::require(header.find_first_of(std::string("\r\n\0", 3)) == std::string::npos, "splits the header");
    fuzz::require(header.size() <= 200, "beyond the limit of the header");
}

// Lines of one byte that chooses the URL and a Set-Cookie field.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    test::FakeClock clock;
    http::CookieJarOptions options;
    options.cookiesPerDomain = 3;
    options.cookies = 5;
    options.headerBytes = 200;
    http::CookieJar jar(clock, options);
    std::string_view input = fuzz::viewOf(data, size);
    while (!input.empty()) {
        const std::string_view line = input.substr(0, input.find('\n'));
        input.remove_prefix(std::min(input.size(), line.size() + 1));
        if (line.empty()) {
            clock.advance(60'000);
            continue;
        }
        const http::Url url = http::Url::parse(kUrls[static_cast<unsigned char>(line[0]) % 8]).take();
        (void)jar.store(url, line.substr(1));
        fuzz::require(jar.count() <= options.cookies, "too many cookies");
        for (const http::StoredCookie& cookie : jar.list()) {
            fuzz::require(!cookie.name.empty() && !cookie.path.empty() && cookie.path[0] == '/',
                          "malformed cookie");
            fuzz::require(cookie.hostOnly || cookie.domain.find('.') != std::string::npos,
                          "cookie of a whole TLD");
        }
        for (const char* other : kUrls) {
            checkHeader(http::Url::parse(other).take(), jar);
        }
    }
    fuzz::require(jar.list().size() <= jar.count(), "count is wrong");
    return 0;
}
