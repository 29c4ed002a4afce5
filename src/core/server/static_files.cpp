#include "core/server/static_files.h"

#include "core/proto/http/media_type.h"
#include "core/proto/http/negotiate.h"
#include "core/proto/http/response_head.h"
#include "core/proto/http/target_path.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#if defined(__linux__) && defined(SYS_openat2)
#include <linux/openat2.h>
#endif

namespace aha::server {

namespace {

// Not blocking: opening a FIFO must not wait for a writer.
constexpr int kOpenFlags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;

constexpr std::string_view kAllowed = "GET, HEAD";
constexpr std::string_view kWellKnown = "/.well-known/";

int openBeneath(int root, const char* relative, bool followsLinks) {
#if defined(__linux__) && defined(SYS_openat2)
    struct open_how how {};
    how.flags = kOpenFlags;
    how.resolve =
        RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS | (followsLinks ? 0U : unsigned{RESOLVE_NO_SYMLINKS});
    for (int tries = 0; tries < 3; ++tries) { // EAGAIN: something was renamed meanwhile
        const long fd = ::syscall(SYS_openat2, root, relative, &how, sizeof how);
        if (fd >= 0 || errno != EAGAIN) {
            return fd >= 0 ? static_cast<int>(fd) : -errno;
        }
    }
    return -EAGAIN;
#else
    (void)root, (void)relative, (void)followsLinks;
    return -ENOSYS;
#endif
}

int statusFor(int err) {
    switch (err) {
    case ENOENT:
    case ENOTDIR:
    case ENAMETOOLONG:
    case ELOOP: // a symbolic link that must not be followed
    case EXDEV: // leads out of the root
    case ENXIO: // a socket
        return 404;
    case EACCES:
    case EPERM: return 403;
    case EMFILE:
    case ENFILE:
    case EAGAIN: return 503;
    default: return 500;
    }
}

bool hasDotComponent(std::string_view path) {
    if (path.substr(0, kWellKnown.size()) == kWellKnown) {
        path.remove_prefix(kWellKnown.size() - 1);
    }
    return path.find("/.") != std::string_view::npos;
}

// For Location: the decoded path as a URI path again. It starts with exactly one slash, so it names no host.
std::string encodePath(std::string_view path) {
    static constexpr char kHex[] = "0123456789ABCDEF";
    std::string out;
    for (const char c : path) {
        const auto byte = static_cast<unsigned char>(c);
        const bool isPlain = (byte >= '0' && byte <= '9') || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z') ||
                             std::string_view("-._~/").find(c) != std::string_view::npos;
        if (isPlain) {
            out += c;
        } else {
            out += '%';
            out += kHex[byte >> 4];
            out += kHex[byte & 15];
        }
    }
    return out;
}

} // namespace

Result<std::unique_ptr<StaticFiles>> StaticFiles::open(const std::string& root, StaticOptions options) {
    const int fd = ::open(root.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) {
        return errorFromErrno(errno, "open the document root " + root);
    }
    return std::unique_ptr<StaticFiles>(new StaticFiles(fd, std::move(options)));
}

StaticFiles::StaticFiles(int rootFd, StaticOptions options) : rootFd_(rootFd), options_(std::move(options)) {
    cacheControl_ = options_.cacheControl;
    if (cacheControl_.empty() && options_.maxAgeSeconds >= 0) {
        cacheControl_ = "max-age=" + std::to_string(options_.maxAgeSeconds);
    }
}

StaticFiles::~StaticFiles() { ::close(rootFd_); }

FileAnswer StaticFiles::lookup(const http::RequestHead& head, std::int64_t nowSeconds) const {
    return lookup(head, head.path(), nowSeconds);
}

FileAnswer StaticFiles::lookup(const http::RequestHead& head, std::string_view rawPath,
                               std::int64_t nowSeconds) const {
    if (head.method() != "GET" && !head.isHead()) {
        FileAnswer answer(405);
        http::appendField(answer.lines_, "Allow", kAllowed);
        return answer;
    }
    const std::optional<std::string> path = http::safePath(rawPath);
    if (!path) {
        return FileAnswer(400);
    }
    if (!options_.dotFiles && hasDotComponent(*path)) {
        return FileAnswer(404);
    }
    return answerPath(head, *path, nowSeconds);
}

FileAnswer StaticFiles::answerPath(const http::RequestHead& head, const std::string& path,
                                   std::int64_t nowSeconds) const {
    const int fd = resolve(path == "/" ? "." : path.substr(1));
    if (fd < 0) {
        return FileAnswer(statusFor(-fd));
    }
    struct stat info {};
    const bool isDirectory = ::fstat(fd, &info) == 0 && S_ISDIR(info.st_mode);
    if (!isDirectory) {
        return answerOpen(head, fd, path, nowSeconds);
    }
    ::close(fd);
    if (path.back() == '/') {
        return answerDirectory(head, path, nowSeconds);
    }
    FileAnswer answer(301);
    std::string location = encodePath(path) + "/";
    if (!head.query().empty()) {
        location.append("?").append(head.query());
    }
    http::appendField(answer.lines_, "Location", location);
    return answer;
}

FileAnswer StaticFiles::answerDirectory(const http::RequestHead& head, const std::string& path,
                                        std::int64_t nowSeconds) const {
    for (const std::string& name : options_.index) {
        const std::string file = path + name;
        const int fd = resolve(file.substr(1));
        if (fd >= 0) {
            return answerOpen(head, fd, file, nowSeconds);
        }
        if (fd != -ENOENT) {
            return FileAnswer(statusFor(-fd));
        }
    }
    return FileAnswer(403);
}

FileAnswer StaticFiles::answerOpen(const http::RequestHead& head, int plainFd, const std::string& path,
                                   std::int64_t nowSeconds) const {
    FileFields fields;
    fields.cacheControl = cacheControl_;
    fields.contentType = http::mimeTypeForPath(path);
    int fd = plainFd;
    if (options_.precompressed) {
        const int compressed = openCompressed(head, path, plainFd);
        fields.lines = "Vary: Accept-Encoding\r\n";
        if (compressed >= 0) {
            ::close(plainFd);
            fd = compressed;
            fields.lines = "Vary: Accept-Encoding\r\nContent-Encoding: gzip\r\n";
        }
    }
    Result<OpenFile> file = OpenFile::adopt(fd, path);
    if (!file) {
        return FileAnswer(403); // a device, a FIFO, a directory named like an index
    }
    return answerFile(file.take(), head, fields, nowSeconds);
}

// The sibling "name.gz" if the client accepts it and it is not older than the file itself; else -1.
int StaticFiles::openCompressed(const http::RequestHead& head, const std::string& path, int plainFd) const {
    if (!http::acceptsEncoding(head.join("accept-encoding"), "gzip")) {
        return -1;
    }
    const int fd = resolve(path.substr(1) + ".gz");
    if (fd < 0) {
        return -1;
    }
    struct stat plain {
    }, compressed{};
    if (::fstat(plainFd, &plain) == 0 && ::fstat(fd, &compressed) == 0 && S_ISREG(compressed.st_mode) &&
        compressed.st_mtim.tv_sec >= plain.st_mtim.tv_sec) {
        return fd;
    }
    ::close(fd);
    return -1;
}

// ---- beneath the root

int StaticFiles::resolve(const std::string& relative) const {
    if (options_.symlinks == StaticOptions::Symlinks::All) {
        const int fd = ::openat(rootFd_, relative.c_str(), kOpenFlags);
        return fd >= 0 ? fd : -errno;
    }
    if (mayOpenat2_) {
        const int fd =
            openBeneath(rootFd_, relative.c_str(), options_.symlinks == StaticOptions::Symlinks::Inside);
        // EPERM is also what a sandbox says that does not know the call; then the slow way tells the truth.
        if (fd != -ENOSYS && fd != -EPERM) {
            return fd;
        }
        mayOpenat2_ = fd != -ENOSYS;
    }
    return resolveByComponent(relative);
}

int StaticFiles::resolveByComponent(const std::string& relative) const {
    int directory = rootFd_;
    std::size_t at = 0;
    int result = -ENOENT;
    while (at < relative.size()) {
        const std::size_t slash = relative.find('/', at);
        const std::string name = relative.substr(at, slash == std::string::npos ? slash : slash - at);
        const bool isLast = slash == std::string::npos || slash + 1 == relative.size();
        // A trailing slash demands a directory, as it does for the kernel.
        const int flags =
            slash == std::string::npos ? kOpenFlags | O_NOFOLLOW : kOpenFlags | O_NOFOLLOW | O_DIRECTORY;
        const int fd = name == ".." ? -1 : ::openat(directory, name.c_str(), flags);
        result = fd >= 0 ? fd : name == ".." ? -EXDEV : -errno;
        if (directory != rootFd_) {
            ::close(directory);
        }
        if (fd < 0 || isLast) {
            break;
        }
        directory = fd;
        at = slash + 1;
    }
    return result;
}

} // namespace aha::server
