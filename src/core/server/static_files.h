#pragma once

#include "core/base/result.h"
#include "core/proto/http/request_head.h"
#include "core/server/file_response.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace aha::server {

struct StaticOptions {
    enum class Symlinks : std::uint8_t {
        None,   // a path with one in it is not found
        Inside, // followed as long as they stay below the root; as None where the kernel cannot check that
        All,    // followed wherever they lead
    };
    std::vector<std::string> index{"index.html"}; // tried in this order for a directory
    Symlinks symlinks = Symlinks::None;
    bool dotFiles = false;           // "/.git": not found; "/.well-known/" always is
    bool precompressed = false;      // "a.css.gz" beside "a.css" for clients that accept gzip
    std::int64_t maxAgeSeconds = -1; // Cache-Control: max-age; -1 = none
    std::string cacheControl;        // wins over maxAgeSeconds
};

// Answers GET and HEAD with the files below one directory. No listings, and no way out of the root: paths are
// decoded once, and resolved by the kernel beneath the root. Owned by its user. Calls nobody.
class StaticFiles {
public:
    static Result<std::unique_ptr<StaticFiles>> open(const std::string& root, StaticOptions options);
    ~StaticFiles();
    StaticFiles(const StaticFiles&) = delete;
    StaticFiles& operator=(const StaticFiles&) = delete;

    // 200, 206, 304, 301 (a directory without its slash), 400, 403, 404, 405, 412, 416, 500, 503.
    FileAnswer lookup(const http::RequestHead& head, std::int64_t nowSeconds) const;
    // The same for a path that is not the one of the request (a prefix was taken off): not decoded, as sent.
    FileAnswer lookup(const http::RequestHead& head, std::string_view rawPath, std::int64_t nowSeconds) const;

    // Tests: resolves component by component, as where the kernel has no openat2().
    void forbidOpenat2() { mayOpenat2_ = false; }

private:
    StaticFiles(int rootFd, StaticOptions options);
    int resolve(const std::string& relative) const; // a descriptor or -errno
    int resolveByComponent(const std::string& relative) const;
    FileAnswer answerPath(const http::RequestHead& head, const std::string& path,
                          std::int64_t nowSeconds) const;
    FileAnswer answerDirectory(const http::RequestHead& head, const std::string& path,
                               std::int64_t nowSeconds) const;
    FileAnswer answerOpen(const http::RequestHead& head, int fd, const std::string& path,
                          std::int64_t nowSeconds) const;
    int openCompressed(const http::RequestHead& head, const std::string& path, int plainFd) const;

    int rootFd_;
    mutable bool mayOpenat2_ = true;
    StaticOptions options_;
    std::string cacheControl_;
};

} // namespace aha::server
