#include "core/server/file_response.h"

#include "core/proto/http/conditional.h"
#include "core/proto/http/media_type.h"
#include "core/proto/http/range.h"
#include "core/proto/http/response_head.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace aha::server {

// ---- OpenFile

Result<OpenFile> OpenFile::open(const std::string& path) {
    // Not blocking: opening a FIFO must not wait for a writer.
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0) {
        return errorFromErrno(errno, "open " + path);
    }
    return adopt(fd, path);
}

Result<OpenFile> OpenFile::adopt(int fd, std::string path) {
    OpenFile file(fd, std::move(path));
    struct stat info {};
    if (::fstat(fd, &info) != 0) {
        return errorFromErrno(errno, "look at " + file.path_);
    }
    if (!S_ISREG(info.st_mode)) {
        return Error{Errc::InvalidArgument, file.path_ + " is not a regular file"};
    }
    file.size_ = static_cast<std::uint64_t>(info.st_size);
    file.inode_ = static_cast<std::uint64_t>(info.st_ino);
    file.modifiedNs_ = std::int64_t{info.st_mtim.tv_sec} * 1'000'000'000 + info.st_mtim.tv_nsec;
    return file;
}

OpenFile::OpenFile(OpenFile&& other) noexcept
    : path_(std::move(other.path_)), size_(other.size_), inode_(other.inode_), modifiedNs_(other.modifiedNs_),
      fd_(std::exchange(other.fd_, -1)) {}

OpenFile& OpenFile::operator=(OpenFile&& other) noexcept {
    std::swap(path_, other.path_);
    std::swap(size_, other.size_);
    std::swap(inode_, other.inode_);
    std::swap(modifiedNs_, other.modifiedNs_);
    std::swap(fd_, other.fd_);
    return *this;
}

OpenFile::~OpenFile() {
    if (fd_ >= 0) {
        ::close(fd_);
    }
}

std::string OpenFile::etag() const { return http::makeEtag(modifiedNs_, size_, inode_); }

FileBody OpenFile::take(std::uint64_t offset, std::uint64_t length) {
    return FileBody{path_, offset, length, std::exchange(fd_, -1)};
}

// ---- FileAnswer

FileAnswer::FileAnswer(FileAnswer&& other) noexcept
    : lines_(std::move(other.lines_)), file_(std::move(other.file_)), status_(other.status_),
      hasDate_(other.hasDate_), hasServer_(other.hasServer_), close_(other.close_) {
    other.file_.fd = -1;
}

FileAnswer& FileAnswer::operator=(FileAnswer&& other) noexcept {
    std::swap(lines_, other.lines_);
    std::swap(file_, other.file_);
    std::swap(status_, other.status_);
    std::swap(hasDate_, other.hasDate_);
    std::swap(hasServer_, other.hasServer_);
    std::swap(close_, other.close_);
    return *this;
}

FileAnswer::~FileAnswer() {
    if (file_.fd >= 0) {
        ::close(file_.fd);
    }
}

void FileAnswer::send(HttpExchange& exchange) && {
    ResponseFields fields;
    fields.lines = lines_;
    fields.hasDate = hasDate_;
    fields.hasServer = hasServer_;
    fields.close = close_;
    if (file_.fd >= 0) {
        FileBody file = std::move(file_);
        file_.fd = -1;
        exchange.respondFile(status_, fields, std::move(file));
    } else if (status_ >= 400) {
        exchange.respondError(status_, lines_);
    } else {
        exchange.respond(status_, fields, {});
    }
}

// ---- conditions and ranges

namespace {

void appendValidators(std::string& lines, const FileFields& fields, std::string_view etag,
                      std::int64_t lastModified) {
    if (!fields.hasEtag) {
        http::appendField(lines, "ETag", etag);
    }
    if (!fields.hasLastModified) {
        char date[30];
        http::formatDate(lastModified, date);
        http::appendField(lines, "Last-Modified", date);
    }
    if (!fields.cacheControl.empty()) {
        http::appendField(lines, "Cache-Control", fields.cacheControl);
    }
}

std::string contentRange(const http::ByteRange& range, std::uint64_t size) {
    return "bytes " + std::to_string(range.offset) + "-" + std::to_string(range.offset + range.length - 1) +
           "/" + std::to_string(size);
}

} // namespace

FileAnswer answerFile(OpenFile file, const http::RequestHead& head, const FileFields& fields,
                      std::int64_t nowSeconds) {
    FileAnswer answer(200);
    answer.hasDate_ = fields.hasDate;
    answer.hasServer_ = fields.hasServer;
    answer.close_ = fields.close;
    const std::string etag = fields.etag.empty() ? file.etag() : std::string(fields.etag);
    // Never later than the Date of the response (RFC 9110 8.8.2.1).
    const std::int64_t lastModified = std::min(file.modifiedSeconds(), nowSeconds);
    const http::Validators validators{etag, lastModified};
    const http::Conditions conditions = http::conditionsOf(head);
    const bool isGet = head.method() == "GET";
    switch (http::evaluate(conditions, validators, isGet || head.isHead())) {
    case http::Outcome::Proceed: break;
    case http::Outcome::PreconditionFailed: answer.status_ = 412; return answer;
    case http::Outcome::NotModified:
        answer.status_ = 304;
        answer.lines_ = fields.lines;
        appendValidators(answer.lines_, fields, etag, lastModified);
        return answer;
    }
    http::ByteRange part{0, file.size()};
    const std::optional<std::string_view> range = head.find("range");
    if (isGet && range && http::rangeApplies(conditions, validators)) {
        const http::RangeSet set = http::parseRange(*range, file.size());
        if (set.kind == http::RangeSet::Kind::Unsatisfiable) {
            answer.status_ = 416;
            http::appendField(answer.lines_, "Content-Range", "bytes */" + std::to_string(file.size()));
            return answer;
        }
        if (set.kind == http::RangeSet::Kind::Satisfiable && set.ranges.size() == 1) {
            answer.status_ = 206;
            part = set.ranges.front();
        }
    }
    answer.lines_ = fields.lines;
    if (!fields.hasContentType) {
        http::appendField(answer.lines_, "Content-Type",
                          fields.contentType.empty() ? http::mimeTypeForPath(file.path())
                                                     : fields.contentType);
    }
    appendValidators(answer.lines_, fields, etag, lastModified);
    http::appendField(answer.lines_, "Accept-Ranges", "bytes");
    if (answer.status_ == 206) {
        http::appendField(answer.lines_, "Content-Range", contentRange(part, file.size()));
    }
    answer.file_ = file.take(part.offset, part.length);
    return answer;
}

} // namespace aha::server
