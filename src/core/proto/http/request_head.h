#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace aha::http {

// A header or trailer field as offsets into the bytes of its message.
struct FieldSpan {
    std::uint32_t nameAt, nameLength, valueAt, valueLength;
};

// The fields of one message: one block of bytes and offsets into it. Order and repetition are kept.
class Fields {
public:
    std::size_t count() const { return spans_.size(); }
    std::string_view name(std::size_t i) const { return at(spans_[i].nameAt, spans_[i].nameLength); }
    std::string_view value(std::size_t i) const { return at(spans_[i].valueAt, spans_[i].valueLength); }
    std::optional<std::string_view> find(std::string_view lowerCaseName) const; // first of that name
    std::string join(std::string_view lowerCaseName) const;                     // all values, ", " between
    void add(std::string_view name, std::string_view value);                    // caller has validated
    void clear() {
        bytes_.clear();
        spans_.clear();
    }

protected:
    friend class RequestParser;
    friend class ResponseParser;
    std::string_view at(std::uint32_t from, std::uint32_t length) const {
        return {bytes_.data() + from, length};
    }
    std::string bytes_;
    std::vector<FieldSpan> spans_;
};

enum class BodyKind : std::uint8_t { None, Length, Chunked };

// The head of one request; owns a copy of its bytes, so it outlives the read buffer. Reused by clear().
class RequestHead : public Fields {
public:
    std::string_view method() const { return at(0, methodLength_); }
    std::string_view target() const { return at(targetAt_, targetLength_); } // as sent
    std::string_view path() const { return at(pathAt_, pathLength_); }       // not decoded; "*" for OPTIONS *
    std::string_view query() const { return at(queryAt_, queryLength_); }    // after '?', without '#'
    std::string_view host() const {
        return at(hostAt_, hostLength_);
    }                                                           // Host field, or authority of absolute-form
    std::uint8_t minorVersion() const { return minorVersion_; } // of HTTP/1.x
    bool keepAlive() const { return keepAlive_; }
    bool expectsContinue() const { return expectsContinue_; }
    bool upgrade() const { return upgrade_; } // Connection: upgrade with an Upgrade field
    bool isHead() const { return method() == "HEAD"; }
    BodyKind bodyKind() const { return bodyKind_; }
    std::uint64_t contentLength() const { return contentLength_; }
    std::string_view contentType() const { return at(contentTypeAt_, contentTypeLength_); }
    void clear();

private:
    friend class RequestParser;
    std::uint32_t methodLength_ = 0;
    std::uint32_t targetAt_ = 0, targetLength_ = 0;
    std::uint32_t pathAt_ = 0, pathLength_ = 0;
    std::uint32_t queryAt_ = 0, queryLength_ = 0;
    std::uint32_t hostAt_ = 0, hostLength_ = 0;
    std::uint32_t contentTypeAt_ = 0, contentTypeLength_ = 0;
    std::uint64_t contentLength_ = 0;
    BodyKind bodyKind_ = BodyKind::None;
    std::uint8_t minorVersion_ = 1;
    bool keepAlive_ = false, expectsContinue_ = false, upgrade_ = false;
};

} // namespace aha::http
