// A safe path stays below the root: absolute, no "..", no empty or "." segment, no control, no backslash.
#include "core/base/json_text.h"
#include "core/proto/http/escape.h"
#include "core/proto/http/media_type.h"
#include "core/proto/http/target_path.h"
#include "fuzz/fuzz.h"

using namespace aha;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input = fuzz::viewOf(data, size);
    if (const std::optional<std::string> path = http::safePath(input)) {
        fuzz::require(!path->empty() && path->front() == '/' && path->size() <= size + 1, "not absolute");
        const std::string closed = *path + "/";
        for (const char* part : {"/../", "/./", "\\"}) {
            fuzz::require(closed.find(part) == std::string::npos, part);
        }
        fuzz::require(path->find("//") == std::string::npos, "empty segment");
        for (const char c : *path) {
            fuzz::require(static_cast<unsigned char>(c) >= 0x20 && c != 0x7f, "control character");
        }
    }
    (void)http::mimeTypeForPath(input);
    (void)http::isCompressible(input);
    (void)http::parseMediaType(input);
    const std::string html = http::htmlEscape(input);
    fuzz::require(html.find_first_of("<>\"'") == std::string::npos, "markup");
    const std::string json = jsonString(input, JsonPlace::Html);
    fuzz::require(json.find_first_of("<>\n\r") == std::string::npos, "breaks out of a script");
    return 0;
}
