#pragma once

#include "core/proto/http/request_parser.h"
#include "proto/http/printable.h"
#include "support/pieces.h"

#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

namespace aha::test {

// What a RequestParser makes of an input, as text that does not depend on how the input was cut.
// Breaks of the parser's contract abort, so that fuzz targets can use this too.
class RequestLog {
public:
    explicit RequestLog(const http::RequestLimits& limits) : parser_(limits) {}

    static std::string of(std::string_view input, const http::RequestLimits& limits, const NextCut& cut) {
        RequestLog log(limits);
        feedInPieces(input, cut, [&log](std::string_view piece) { return log.feed(piece); });
        return log.finish();
    }

    bool feed(std::string_view piece) {
        for (;;) {
            const http::RequestParser::Step step = parser_.next(piece, head_);
            require(step.consumed <= piece.size(), "consumed more than there is");
            piece.remove_prefix(step.consumed);
            switch (step.event) {
            case http::RequestParser::Event::NeedMore:
                require(piece.empty(), "NeedMore with input left");
                return true;
            case http::RequestParser::Event::Head: addHead(); break;
            case http::RequestParser::Event::Body:
                require(!step.body.empty(), "empty piece of body");
                body_.append(step.body);
                break;
            case http::RequestParser::Event::End: addEnd(); break;
            case http::RequestParser::Event::Error:
                addBody();
                line("error " + std::to_string(parser_.status()) + " " + std::string(parser_.reason()));
                require(parser_.status() >= 400 && !parser_.reason().empty(), "error without reason");
                require(parser_.next("GET / HTTP/1.1\r\n", head_).event == http::RequestParser::Event::Error,
                        "an error is not terminal");
                require(parser_.bufferedBytes() == 0, "bytes kept after an error");
                failed_ = true;
                return false;
            }
        }
    }

    std::string finish() {
        addBody();
        if (!failed_) {
            require(!parser_.isIdle() || parser_.bufferedBytes() == 0, "an idle parser owns bytes");
            line(parser_.isIdle() ? "idle" : parser_.isInBody() ? "wait for body" : "wait for head");
        }
        return std::move(text_);
    }

private:
    static void require(bool condition, const char* what) {
        if (!condition) {
            std::fprintf(stderr, "RequestParser: %s\n", what);
            std::abort();
        }
    }
    void line(const std::string& text) { text_.append(text).append("\n"); }

    void addHead() {
        const http::RequestHead& head = head_;
        std::string text("head ");
        text.append(head.method())
            .append(" ")
            .append(head.target())
            .append(" 1.")
            .append(std::to_string(head.minorVersion()));
        text.append(" path=").append(head.path()).append(" query=").append(head.query());
        text.append(" host=").append(head.host());
        switch (head.bodyKind()) {
        case http::BodyKind::None: break;
        case http::BodyKind::Length:
            text.append(" body=").append(std::to_string(head.contentLength()));
            break;
        case http::BodyKind::Chunked: text.append(" body=chunked"); break;
        }
        text.append(head.contentType().empty() ? "" : " type=").append(head.contentType());
        text.append(head.keepAlive() ? "" : " close").append(head.expectsContinue() ? " expect" : "");
        text.append(head.upgrade() ? " upgrade" : "");
        line(printable(text));
        addFields("  ", head);
    }
    void addFields(const char* prefix, const http::Fields& fields) {
        for (std::size_t i = 0; i < fields.count(); ++i) {
            line(prefix + printable(std::string(fields.name(i)) + ": " + std::string(fields.value(i))));
        }
    }
    void addBody() {
        if (!body_.empty()) {
            line("body " + printable(body_));
            body_.clear();
        }
    }
    void addEnd() {
        addBody();
        addFields("trailer ", parser_.trailers());
        line("end");
    }

    http::RequestParser parser_;
    http::RequestHead head_;
    std::string text_;
    std::string body_;
    bool failed_ = false;
};

} // namespace aha::test
