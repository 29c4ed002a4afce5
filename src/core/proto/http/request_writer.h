#pragma once

#include "core/base/result.h"
#include "core/proto/http/url.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace aha::http {

struct HeaderLine {
    std::string name, value;
};

// RFC 9112 3.2.
enum class TargetForm : std::uint8_t {
    Origin,    // "/path?query"
    Absolute,  // "http://host/path?query": to a proxy
    Authority, // "host:443": CONNECT
    Asterisk,  // "*": OPTIONS
};

struct BodyPlan {
    enum class Kind : std::uint8_t { None, Length, Chunked };
    Kind kind = Kind::None;
    std::uint64_t bytes = 0; // of Length
};

// A request that is about to be written; borrows what it names.
struct RequestPlan {
    std::string_view method;
    const Url& url;
    const std::vector<HeaderLine>& headers; // names as given, order kept
    TargetForm form = TargetForm::Origin;
    BodyPlan body = {};
    bool expectContinue = false;
};

// Appends the head, its empty line included. Host comes first unless the headers have one; the fields that
// frame the body come last, unless the headers have the very same. InvalidArgument names the method or header
// at fault: no token, a control character, a second Host, a length that contradicts the body. `out` is
// unchanged then.
Result<void> appendRequestHead(std::string& out, const RequestPlan& plan);

// The rules for one header, for callers that take headers early.
Result<void> checkHeader(std::string_view name, std::string_view value);

// Writes the body that a BodyPlan has announced and holds the caller to it. Codec: owns nothing but counters.
class BodyWriter {
public:
    explicit BodyWriter(const BodyPlan& plan) : plan_(plan) {}

    // What has to be sent before and behind `bytes`, which the caller sends itself (no copy).
    // InvalidArgument for more bytes than announced.
    Result<void> beginPiece(std::string& before, std::uint64_t bytes);
    std::string_view endPiece() const { return isChunked() ? "\r\n" : ""; } // nothing behind an empty piece
    // The same with a copy.
    Result<void> write(std::string& out, std::string_view bytes);
    // InvalidArgument for fewer bytes than announced, for trailers of a body that is not chunked, and for
    // fields that may not be trailers.
    Result<void> finish(std::string& out, const std::vector<HeaderLine>& trailers = {});
    std::uint64_t written() const { return written_; }

private:
    bool isChunked() const { return plan_.kind == BodyPlan::Kind::Chunked; }

    BodyPlan plan_;
    std::uint64_t written_ = 0;
    bool finished_ = false;
};

} // namespace aha::http
