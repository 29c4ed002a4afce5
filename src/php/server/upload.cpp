#include "php/server/upload.h"

#include "php/error.h"
#include "php/server/http_job.h"
#include "php/server/uploaded_file.h"

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace aha::php {

SpooledFile::~SpooledFile() {
    if (fd_ >= 0) {
        ::close(fd_);
    }
    if (!path_.empty()) {
        ::unlink(path_.c_str());
    }
}

Result<void> SpooledFile::writeAll(std::string_view bytes) {
    while (!bytes.empty()) {
        ssize_t written = ::write(fd_, bytes.data(), bytes.size());
        if (written < 0) {
            if (errno == EINTR) {
                continue;
            }
            return errorFromErrno(errno, "write the uploaded file");
        }
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
}

Result<void> SpooledFile::spool(const std::string& folder) {
    if (!path_.empty()) {
        return {};
    }
    std::string pattern = folder + "/aha-upload-XXXXXX";
    fd_ = ::mkostemp(pattern.data(), O_CLOEXEC);
    if (fd_ < 0) {
        return errorFromErrno(errno, "make a temporary file in " + folder);
    }
    path_ = pattern;
    std::string memory = std::move(memory_);
    memory_.clear();
    return writeAll(memory);
}

Result<void> SpooledFile::append(std::string_view bytes, std::size_t memoryLimit, const std::string& folder) {
    size_ += bytes.size();
    if (path_.empty() && size_ <= memoryLimit) {
        memory_.append(bytes);
        return {};
    }
    if (auto spooled = spool(folder); !spooled) {
        return spooled;
    }
    return writeAll(bytes);
}

Result<std::string> SpooledFile::content() const {
    if (path_.empty()) {
        return memory_;
    }
    std::string bytes(size_, '\0');
    int fd = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        return errorFromErrno(errno, "open " + path_);
    }
    std::size_t got = 0;
    while (got < bytes.size()) {
        ssize_t n = ::pread(fd, bytes.data() + got, bytes.size() - got, static_cast<off_t>(got));
        if (n <= 0) {
            break;
        }
        got += static_cast<std::size_t>(n);
    }
    ::close(fd);
    bytes.resize(got);
    return bytes;
}

static Result<void> copyFile(const std::string& from, const std::string& to) {
    int in = ::open(from.c_str(), O_RDONLY | O_CLOEXEC);
    int out = in < 0 ? -1 : ::open(to.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (out < 0) {
        Error error = errorFromErrno(errno, "move the uploaded file to " + to);
        if (in >= 0) {
            ::close(in);
        }
        return error;
    }
    char buffer[65536];
    ssize_t n = 0;
    while ((n = ::read(in, buffer, sizeof buffer)) > 0 &&
           ::write(out, buffer, static_cast<std::size_t>(n)) == n) {
    }
    int failure = n ? errno : 0;
    ::close(in);
    if (::close(out) != 0 && !failure) {
        failure = errno;
    }
    if (failure) {
        ::unlink(to.c_str());
        return errorFromErrno(failure, "move the uploaded file to " + to);
    }
    return {};
}

Result<void> SpooledFile::moveTo(const std::string& path) {
    std::string folder = path.substr(0, path.rfind('/') == std::string::npos ? 0 : path.rfind('/'));
    if (auto spooled = spool(folder.empty() ? "." : folder); !spooled) {
        return spooled;
    }
    if (::rename(path_.c_str(), path.c_str()) != 0) {
        if (errno != EXDEV) {
            return errorFromErrno(errno, "move the uploaded file to " + path);
        }
        if (auto copied = copyFile(path_, path); !copied) {
            return copied;
        }
        ::unlink(path_.c_str());
    } else {
        ::chmod(path.c_str(), 0644); // mkstemp() made it private
    }
    path_.clear();
    if (fd_ >= 0) {
        ::close(std::exchange(fd_, -1));
    }
    size_ = 0;
    return {};
}

std::unique_ptr<UploadCollector> UploadCollector::make(HttpJob& job) {
    auto boundary = http::multipartBoundary(job.exchange().head().contentType());
    if (!boundary) {
        return nullptr;
    }
    return std::unique_ptr<UploadCollector>(new UploadCollector(job, *boundary));
}

static http::MultipartLimits limitsOf(const HttpConfig& config) {
    http::MultipartLimits limits;
    limits.parts = config.multipartParts;
    return limits;
}

UploadCollector::UploadCollector(HttpJob& job, std::string_view boundary)
    : job_(job), parser_(boundary, limitsOf(job.config()), *this) {}

Result<void> UploadCollector::feed(std::string_view bytes) {
    if (auto fed = parser_.feed(bytes); !fed) {
        return fed;
    }
    if (failed_) {
        return error_;
    }
    return {};
}

Result<void> UploadCollector::finish() { return parser_.finish(); }

int UploadCollector::statusOf(const Error& error) {
    switch (error.code) {
    case Errc::TooLarge:
    case Errc::TooMany: return 413;
    case Errc::Malformed: return 400;
    default: return 500;
    }
}

void UploadCollector::onPartBegin(const http::PartHead& head) {
    Part& part = parts_.emplace_back();
    part.name = head.name;
    if (head.filename) {
        std::size_t slash = head.filename->find_last_of("/\\");
        part.filename = slash == std::string::npos ? *head.filename : head.filename->substr(slash + 1);
        part.type = head.contentType;
        part.file = std::make_unique<SpooledFile>();
        part.isFile = true;
    }
}

void UploadCollector::onPartData(std::string_view bytes) {
    if (failed_) {
        return;
    }
    Part& part = parts_.back();
    const HttpConfig& config = job_.config();
    if (!part.file) { // variables stay in memory: they have the limit of a plain body
        variableBytes_ += bytes.size();
        if (config.core.limits.bodyBytes && variableBytes_ > config.core.limits.bodyBytes) {
            error_ = Error{Errc::TooLarge, "The form is too large"};
            failed_ = true;
            return;
        }
        part.value.append(bytes);
        return;
    }
    if (auto written = part.file->append(bytes, config.uploadMemoryBytes, uploadFolder(config)); !written) {
        error_ = written.error();
        failed_ = true;
        logLine("aha: " + error_.message, 3);
        error_.message = "The upload cannot be stored";
    }
}

void UploadCollector::onPartEnd() {}

void UploadCollector::fillPost(zval* array) {
    zend_long left = PG(max_input_vars);
    for (Part& part : parts_) {
        if (part.isFile) {
            continue;
        }
        if (left-- <= 0) {
            php_error_docref(nullptr, E_WARNING,
                             "Input variables exceeded " ZEND_LONG_FMT
                             ". To increase the limit change max_input_vars in php.ini.",
                             PG(max_input_vars));
            return;
        }
        zval value;
        ZVAL_STRINGL(&value, part.value.data(), part.value.size());
        php_register_variable_ex(part.name.c_str(), &value, array);
    }
}

void UploadCollector::fillFiles(zval* array) {
    for (Part& part : parts_) {
        if (!part.file) {
            continue;
        }
        zval value;
        ZVAL_OBJ(&value, makeUploadedFile(part.filename, part.type, std::move(part.file), job_.config()));
        php_register_variable_ex(part.name.c_str(), &value, array);
    }
}

const std::string& uploadFolder(const HttpConfig& config) {
    static const std::string fallback = "/tmp";
    return config.uploadFolder.empty() ? fallback : config.uploadFolder;
}

} // namespace aha::php
