#pragma once

#include "core/base/result.h"
#include "core/proto/http/multipart.h"
#include "php/class.h"

#include <memory>
#include <string>
#include <vector>

namespace aha::php {

class HttpJob;
struct HttpConfig;

// One file of a form: in memory while small, else in a temporary file that is removed with it.
class SpooledFile {
public:
    ~SpooledFile();
    Result<void> append(std::string_view bytes, std::size_t memoryLimit, const std::string& folder);
    Result<void> spool(const std::string& folder); // makes sure that it has a path
    Result<void> moveTo(const std::string& path);
    Result<std::string> content() const;
    std::uint64_t size() const { return size_; }
    const std::string& path() const { return path_; }

private:
    Result<void> writeAll(std::string_view bytes);

    std::string memory_;
    std::string path_;
    std::uint64_t size_ = 0;
    int fd_ = -1;
};

// Takes a multipart body apart while it arrives: variables in memory, files in SpooledFile.
class UploadCollector final : public http::MultipartSink {
public:
    static std::unique_ptr<UploadCollector> make(HttpJob& job); // null: no valid boundary
    Result<void> feed(std::string_view bytes);
    Result<void> finish();
    static int statusOf(const Error& error);

    void fillPost(zval* array);
    void fillFiles(zval* array); // hands the files over to UploadedFile objects

    void onPartBegin(const http::PartHead& head) override;
    void onPartData(std::string_view bytes) override;
    void onPartEnd() override;

private:
    struct Part {
        std::string name, filename, type, value;
        std::unique_ptr<SpooledFile> file; // handed over by fillFiles()
        bool isFile = false;
    };
    UploadCollector(HttpJob& job, std::string_view boundary);

    HttpJob& job_;
    http::MultipartParser parser_;
    std::vector<Part> parts_;
    std::uint64_t variableBytes_ = 0;
    Error error_{Errc::Io, {}};
    bool failed_ = false;
};

// Where temporary files go: upload_tmp_dir, else the system's folder.
const std::string& uploadFolder(const HttpConfig& config);

} // namespace aha::php
