#pragma once

#include "core/proto/http/response_parser.h"
#include "proto/http/printable.h"
#include "support/pieces.h"

#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

namespace aha::test {

// What a ResponseParser makes of the bytes of one connection that then ends, as text that does not depend on
// how the input was cut. Breaks of the parser's contract abort, so that fuzz targets can use this too.
class ResponseLog {
public:
    ResponseLog(const http::ResponseLimits& limits, const http::ResponseContext& context) : parser_(limits) {
        parser_.start(context);
    }

    static std::string of(std::string_view input, const http::ResponseLimits& limits,
                          const http::ResponseContext& context, const NextCut& cut) {
        ResponseLog log(limits, context);
        feedInPieces(input, cut, [&log](std::string_view piece) { return log.feed(piece); });
        return log.finish();
    }

    // True while more input is taken. Everything behind the response is surplus.
    bool feed(std::string_view piece) {
        if (ended_) {
            surplus_ += piece.size();
            return true;
        }
        for (;;) {
            const http::ResponseParser::Step step = parser_.next(piece, head_);
            require(step.consumed <= piece.size(), "consumed more than there is");
            piece.remove_prefix(step.consumed);
            if (step.event == http::ResponseParser::Event::NeedMore) {
                require(piece.empty(), "NeedMore with input left");
                return true;
            }
            take(step);
            if (ended_ || failed_) {
                surplus_ = piece.size();
                return !failed_;
            }
        }
    }

    std::string finish() {
        if (!ended_ && !failed_) {
            line(parser_.hasBegun() ? "eof" : "eof at once");
            take(parser_.finish());
        }
        if (ended_) {
            line(std::string(parser_.mayReuse(surplus_) ? "reusable" : "not reusable") +
                 (surplus_ > 0 ? " surplus=" + std::to_string(surplus_) : ""));
        }
        return std::move(text_);
    }

private:
    static void require(bool condition, const char* what) {
        if (!condition) {
            std::fprintf(stderr, "ResponseParser: %s\n", what);
            std::abort();
        }
    }
    void line(const std::string& text) { text_.append(text).append("\n"); }

    void take(const http::ResponseParser::Step& step) {
        switch (step.event) {
        case http::ResponseParser::Event::NeedMore: require(false, "NeedMore at the end of input"); break;
        case http::ResponseParser::Event::Informational:
            require(head_.isInformational(), "informational event of another status");
            addHead("informational");
            break;
        case http::ResponseParser::Event::Head: addHead("head"); break;
        case http::ResponseParser::Event::Body:
            require(!step.body.empty(), "empty piece of body");
            body_.append(step.body);
            break;
        case http::ResponseParser::Event::End:
            addBody();
            addFields("trailer ", parser_.trailers());
            line("end");
            require(parser_.bufferedBytes() == 0, "bytes kept after the end");
            require(!parser_.isWaiting(), "waiting after the end");
            ended_ = true;
            break;
        case http::ResponseParser::Event::Error:
            addBody();
            line("error " + std::string(errcName(parser_.error().code)) + ": " + parser_.error().message);
            require(!parser_.error().message.empty(), "error without reason");
            require(parser_.next("HTTP/1.1 200 OK\r\n", head_).event == http::ResponseParser::Event::Error,
                    "an error is not terminal");
            require(parser_.finish().event == http::ResponseParser::Event::Error, "an error is not terminal");
            require(!parser_.mayReuse(0), "a failed connection is reusable");
            failed_ = true;
            break;
        }
    }
    void addHead(const char* kind) {
        static constexpr const char* kFraming[] = {"", " length", " chunked", " until close"};
        std::string text(kind);
        text.append(" ").append(std::to_string(head_.status())).append(" \"").append(head_.reason());
        text.append("\" 1.").append(std::to_string(head_.minorVersion()));
        text.append(kFraming[static_cast<int>(head_.framing())]);
        text.append(head_.contentLength() ? " content-length=" + std::to_string(*head_.contentLength()) : "");
        text.append(head_.keepAlive() ? "" : " close").append(head_.isTunnel() ? " tunnel" : "");
        line(printable(text));
        addFields("  ", head_);
    }
    void addFields(const char* prefix, const http::Fields& fields) {
        for (std::size_t i = 0; i < fields.count(); ++i) {
            const std::string value(fields.value(i));
            require(value.find_first_of(std::string("\r\n\0", 3)) == std::string::npos, "a field splits");
            line(prefix + printable(std::string(fields.name(i)) + ": " + value));
        }
    }
    void addBody() {
        if (!body_.empty()) {
            line("body " + printable(body_));
            body_.clear();
        }
    }

    http::ResponseParser parser_;
    http::ResponseHead head_;
    std::string text_;
    std::string body_;
    std::size_t surplus_ = 0;
    bool ended_ = false;
    bool failed_ = false;
};

} // namespace aha::test
