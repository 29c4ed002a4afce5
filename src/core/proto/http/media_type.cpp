#include "core/proto/http/media_type.h"

#include "core/proto/http/chars.h"
#include "core/proto/http/parameters.h"

#include <algorithm>
#include <iterator>

namespace aha::http {

static constexpr std::size_t kMaxParameters = 16;

std::optional<std::string_view> MediaType::parameter(std::string_view lowerCaseName) const {
    for (const auto& [name, value] : parameters) {
        if (name == lowerCaseName) {
            return value;
        }
    }
    return std::nullopt;
}

std::optional<MediaType> parseMediaType(std::string_view text) {
    const std::size_t semicolon = text.find(';');
    const std::string_view type = trimBlanks(text.substr(0, semicolon));
    const std::size_t slash = spanOf(type, kToken);
    if (slash == 0 || slash + 1 >= type.size() || type[slash] != '/' ||
        spanOf(type.substr(slash + 1), kToken) != type.size() - slash - 1) {
        return std::nullopt;
    }
    MediaType media;
    media.type = lowerAscii(type);
    ParameterReader reader(semicolon == std::string_view::npos ? std::string_view() : text.substr(semicolon));
    std::string_view name;
    for (std::string value; reader.next(name, value);) {
        if (media.parameters.size() == kMaxParameters) {
            return std::nullopt;
        }
        media.parameters.emplace_back(lowerAscii(name), value);
    }
    return reader.isMalformed() ? std::nullopt : std::optional<MediaType>(std::move(media));
}

namespace {

struct Extension {
    std::string_view name;
    std::string_view type;
};

// Sorted by name (a test checks it).
constexpr Extension kExtensions[] = {
    {"3g2", "video/3gpp2"},
    {"3gp", "video/3gpp"},
    {"7z", "application/x-7z-compressed"},
    {"aac", "audio/aac"},
    {"apk", "application/vnd.android.package-archive"},
    {"apng", "image/apng"},
    {"appcache", "text/cache-manifest; charset=utf-8"},
    {"asc", "text/plain; charset=utf-8"},
    {"atom", "application/atom+xml"},
    {"avi", "video/x-msvideo"},
    {"avif", "image/avif"},
    {"bin", "application/octet-stream"},
    {"bmp", "image/bmp"},
    {"br", "application/x-brotli"},
    {"bz2", "application/x-bzip2"},
    {"cjs", "text/javascript; charset=utf-8"},
    {"conf", "text/plain; charset=utf-8"},
    {"cpp", "text/plain; charset=utf-8"},
    {"css", "text/css; charset=utf-8"},
    {"csv", "text/csv; charset=utf-8"},
    {"cur", "image/x-icon"},
    {"deb", "application/vnd.debian.binary-package"},
    {"diff", "text/plain; charset=utf-8"},
    {"dmg", "application/x-apple-diskimage"},
    {"doc", "application/msword"},
    {"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {"eot", "application/vnd.ms-fontobject"},
    {"eps", "application/postscript"},
    {"epub", "application/epub+zip"},
    {"exe", "application/octet-stream"},
    {"flac", "audio/flac"},
    {"geojson", "application/geo+json"},
    {"gif", "image/gif"},
    {"glb", "model/gltf-binary"},
    {"gltf", "model/gltf+json"},
    {"gpx", "application/gpx+xml"},
    {"gz", "application/gzip"},
    {"heic", "image/heic"},
    {"heif", "image/heif"},
    {"htm", "text/html; charset=utf-8"},
    {"html", "text/html; charset=utf-8"},
    {"ico", "image/x-icon"},
    {"ics", "text/calendar; charset=utf-8"},
    {"ini", "text/plain; charset=utf-8"},
    {"jar", "application/java-archive"},
    {"jpe", "image/jpeg"},
    {"jpeg", "image/jpeg"},
    {"jpg", "image/jpeg"},
    {"js", "text/javascript; charset=utf-8"},
    {"json", "application/json"},
    {"jsonld", "application/ld+json"},
    {"jsx", "text/javascript; charset=utf-8"},
    {"jxl", "image/jxl"},
    {"kml", "application/vnd.google-earth.kml+xml"},
    {"kmz", "application/vnd.google-earth.kmz"},
    {"log", "text/plain; charset=utf-8"},
    {"m3u8", "application/vnd.apple.mpegurl"},
    {"m4a", "audio/mp4"},
    {"m4v", "video/mp4"},
    {"map", "application/json"},
    {"markdown", "text/markdown; charset=utf-8"},
    {"md", "text/markdown; charset=utf-8"},
    {"mid", "audio/midi"},
    {"midi", "audio/midi"},
    {"mjs", "text/javascript; charset=utf-8"},
    {"mkv", "video/x-matroska"},
    {"mov", "video/quicktime"},
    {"mp3", "audio/mpeg"},
    {"mp4", "video/mp4"},
    {"mpeg", "video/mpeg"},
    {"mpg", "video/mpeg"},
    {"odp", "application/vnd.oasis.opendocument.presentation"},
    {"ods", "application/vnd.oasis.opendocument.spreadsheet"},
    {"odt", "application/vnd.oasis.opendocument.text"},
    {"oga", "audio/ogg"},
    {"ogg", "audio/ogg"},
    {"ogv", "video/ogg"},
    {"opus", "audio/ogg"},
    {"otf", "font/otf"},
    {"pdf", "application/pdf"},
    {"pem", "application/x-x509-ca-cert"},
    {"png", "image/png"},
    {"ppt", "application/vnd.ms-powerpoint"},
    {"pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"},
    {"ps", "application/postscript"},
    {"rar", "application/vnd.rar"},
    {"rss", "application/rss+xml"},
    {"rtf", "application/rtf"},
    {"sh", "text/plain; charset=utf-8"},
    {"sql", "application/sql"},
    {"srt", "text/plain; charset=utf-8"},
    {"svg", "image/svg+xml"},
    {"svgz", "image/svg+xml"},
    {"tar", "application/x-tar"},
    {"tgz", "application/gzip"},
    {"tif", "image/tiff"},
    {"tiff", "image/tiff"},
    {"toml", "application/toml"},
    {"ts", "video/mp2t"},
    {"tsv", "text/tab-separated-values; charset=utf-8"},
    {"ttc", "font/collection"},
    {"ttf", "font/ttf"},
    {"txt", "text/plain; charset=utf-8"},
    {"vcf", "text/vcard; charset=utf-8"},
    {"vtt", "text/vtt; charset=utf-8"},
    {"wasm", "application/wasm"},
    {"wav", "audio/wav"},
    {"weba", "audio/webm"},
    {"webm", "video/webm"},
    {"webmanifest", "application/manifest+json"},
    {"webp", "image/webp"},
    {"woff", "font/woff"},
    {"woff2", "font/woff2"},
    {"xhtml", "application/xhtml+xml"},
    {"xls", "application/vnd.ms-excel"},
    {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {"xml", "application/xml"},
    {"xsl", "application/xml"},
    {"xz", "application/x-xz"},
    {"yaml", "application/yaml"},
    {"yml", "application/yaml"},
    {"zip", "application/zip"},
    {"zst", "application/zstd"},
};

constexpr bool isSorted() {
    for (std::size_t i = 1; i < std::size(kExtensions); ++i) {
        if (!(kExtensions[i - 1].name < kExtensions[i].name)) {
            return false;
        }
    }
    return true;
}
static_assert(isSorted());

} // namespace

std::string_view mimeTypeForPath(std::string_view path) {
    constexpr std::string_view unknown = "application/octet-stream";
    const std::size_t slash = path.rfind('/');
    const std::string_view file = slash == std::string_view::npos ? path : path.substr(slash + 1);
    const std::size_t dot = file.rfind('.');
    if (dot == std::string_view::npos || dot == 0) { // ".htaccess" has no extension
        return unknown;
    }
    const std::string extension = lowerAscii(file.substr(dot + 1));
    const Extension* found =
        std::lower_bound(std::begin(kExtensions), std::end(kExtensions), extension,
                         [](const Extension& entry, const std::string& name) { return entry.name < name; });
    return found != std::end(kExtensions) && found->name == extension ? found->type : unknown;
}

bool isCompressible(std::string_view type) {
    const std::string name = lowerAscii(trimBlanks(type.substr(0, type.find(';'))));
    const std::string_view view = name;
    auto endsWith = [view](std::string_view end) { return view.size() > end.size() && view.ends_with(end); };
    if (view.starts_with("text/")) {
        return view != "text/event-stream"; // compressed events wait in the encoder
    }
    static constexpr std::string_view kOthers[] = {"application/json",
                                                   "application/javascript",
                                                   "application/xml",
                                                   "application/x-ndjson",
                                                   "application/yaml",
                                                   "application/toml",
                                                   "application/sql",
                                                   "application/rtf",
                                                   "application/wasm",
                                                   "application/x-tar",
                                                   "application/vnd.ms-fontobject",
                                                   "application/x-javascript",
                                                   "application/postscript",
                                                   "font/ttf",
                                                   "font/otf",
                                                   "image/bmp",
                                                   "image/x-icon",
                                                   "application/x-www-form-urlencoded"};
    return endsWith("+json") || endsWith("+xml") || endsWith("+text") || endsWith("+yaml") ||
           std::find(std::begin(kOthers), std::end(kOthers), view) != std::end(kOthers);
}

} // namespace aha::http
