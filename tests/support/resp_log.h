#pragma once

#include "core/proto/resp/resp_reader.h"
#include "support/pieces.h"

#include <cstdio>
#include <string>
#include <string_view>

namespace aha::test {

// How a text is written down: as it is, or made readable.
using ShowText = std::string (*)(std::string_view);
inline std::string plainText(std::string_view bytes) { return std::string(bytes); }

// "[status(OK), 7, nil]", and the position behind it.
inline std::size_t describeReply(const resp::Reply& reply, std::size_t at, std::string& out, ShowText show) {
    static constexpr const char* kNames[] = {"nil", "status", "error",    "",    "string", "",    "",
                                             "",    "number", "verbatim", "map", "set",    "push"};
    const resp::Type type = reply.type(at);
    if (resp::isAggregate(type)) {
        out += kNames[std::size_t(type)];
        out += "[";
        std::size_t next = at + 1;
        for (std::size_t i = 0; i < reply.size(at); ++i) {
            out += i == 0 ? "" : ", ";
            next = describeReply(reply, next, out, show);
        }
        out += "]";
        return next;
    }
    char number[64];
    switch (type) {
    case resp::Type::Nil: out += "nil"; break;
    case resp::Type::Integer: out += std::to_string(reply.integer(at)); break;
    case resp::Type::Bool: out += reply.integer(at) ? "true" : "false"; break;
    case resp::Type::Double:
        std::snprintf(number, sizeof number, "%.17g", reply.number(at));
        out += number;
        break;
    default: out += std::string(kNames[std::size_t(type)]) + "(" + show(reply.text(at)) + ")";
    }
    return at + 1;
}

inline std::string describeReply(const resp::Reply& reply, ShowText show = plainText) {
    std::string out;
    describeReply(reply, 0, out, show);
    return out;
}

// What a reader says to the bytes, a line for each reply.
inline std::string respLog(std::string_view input, const NextCut& cut, const resp::Limits& limits,
                           ShowText show = plainText) {
    std::string log;
    resp::Reader reader(limits);
    const bool isWell = feedInPieces(input, cut, [&](std::string_view piece) {
        reader.feed(piece);
        for (;;) {
            resp::Reply reply;
            switch (reader.next(reply)) {
            case resp::Reader::Step::NeedMore: return true;
            case resp::Reader::Step::Error:
                log += "failed " + std::string(errcName(reader.error().code)) + ": " +
                       reader.error().message + "\n";
                return false;
            case resp::Reader::Step::Reply: log += describeReply(reply, show) + "\n"; break;
            }
        }
    });
    if (isWell && !reader.isBetweenReplies()) {
        log += "unfinished\n";
    }
    return log;
}

} // namespace aha::test
