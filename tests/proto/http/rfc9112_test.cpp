// One test for each MUST of RFC 9112 that concerns the parser of a server, named after its section and
// demand.
#include "proto/http/request_log.h"

#include <gtest/gtest.h>

namespace aha::test {
namespace {

std::string logOf(const std::string& input) {
    const http::RequestLimits limits;
    const std::string log = RequestLog::of(input, limits, whole());
    EXPECT_EQ(RequestLog::of(input, limits, byteByByte()), log);
    return log;
}

// The status of the error that ends the log, 0 if there is none.
int statusOf(const std::string& input) {
    const std::string log = logOf(input);
    const std::size_t at = log.find("error ");
    return at == std::string::npos ? 0 : std::stoi(log.substr(at + 6));
}

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

std::string get(const std::string& fields) { return "GET / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n"; }
std::string chunked(const std::string& body) {
    return "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + body;
}

// "A recipient MUST parse an HTTP message as a sequence of octets in an encoding that is a superset of
// US-ASCII."
TEST(Rfc9112, S2_2_ParsesOctetsNotCharacters) {
    EXPECT_TRUE(contains(logOf(get("X: \xe5\x98\x8a\xe5\x98\x8d\xff\r\n")),
                         "X: \\xe5\\x98\\x8a\\xe5\\x98\\x8d\\xff"));
}

// "A recipient of such a bare CR MUST consider that element to be invalid or replace each bare CR with SP."
TEST(Rfc9112, S2_2_BareCrIsInvalid) {
    EXPECT_EQ(statusOf("GET /\r HTTP/1.1\r\nHost: a\r\n\r\n"), 400);
    EXPECT_EQ(statusOf(get("X: a\rb\r\n")), 400);
    EXPECT_EQ(statusOf(chunked("1\rx\r\n0\r\n\r\n")), 400);
    EXPECT_EQ(statusOf(chunked("0\r\nX: a\rb\r\n\r\n")), 400);
}

// "A recipient that receives whitespace between the start-line and the first header field MUST either reject
// the message as invalid or consume each whitespace-preceded line without further processing of it."
TEST(Rfc9112, S2_2_WhitespaceBeforeTheFirstFieldIsRejected) {
    EXPECT_EQ(statusOf("GET / HTTP/1.1\r\n Host: a\r\n\r\n"), 400);
    EXPECT_EQ(statusOf("GET / HTTP/1.1\r\n\tX: y\r\nHost: a\r\n\r\n"), 400);
    EXPECT_EQ(statusOf("GET / HTTP/1.1\r\n \r\nHost: a\r\n\r\n"), 400);
}

// "a server that is expecting to receive and parse a request-line SHOULD ignore at least one empty line"
TEST(Rfc9112, S2_2_AnEmptyLineBeforeTheRequestLineIsIgnored) { EXPECT_EQ(statusOf("\r\n" + get("")), 0); }

// "HTTP-version is case-sensitive."
TEST(Rfc9112, S2_3_VersionIsCaseSensitiveAndOneDigitEach) {
    EXPECT_EQ(statusOf("GET / Http/1.1\r\nHost: a\r\n\r\n"), 400);
    EXPECT_EQ(statusOf("GET / HTTP/1.01\r\nHost: a\r\n\r\n"), 400);
    EXPECT_EQ(statusOf("GET / HTTP/2.0\r\nHost: a\r\n\r\n"), 505);
}

// "A server that receives a request-target longer than any URI it wishes to parse MUST respond with a 414."
TEST(Rfc9112, S3_TargetTooLongIs414) {
    EXPECT_EQ(statusOf("GET /" + std::string(9000, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n"), 414);
}

// "It is RECOMMENDED that all HTTP senders and recipients support, at a minimum, request-line lengths of 8000
// octets."
TEST(Rfc9112, S3_RequestLinesOf8000OctetsAreRead) {
    EXPECT_EQ(statusOf("GET /" + std::string(8000, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n"), 0);
}

// "A server that receives a method longer than any that it implements SHOULD respond with a 501."
TEST(Rfc9112, S3_MethodTooLongIs501) {
    EXPECT_EQ(statusOf(std::string(200, 'A') + " / HTTP/1.1\r\nHost: a\r\n\r\n"), 501);
}

// "A server MUST respond with a 400 status code to any HTTP/1.1 request message that lacks a Host header
// field and to any request message that contains more than one Host header field line or an invalid field
// value."
TEST(Rfc9112, S3_2_HostIsRequiredOnceAndValid) {
    EXPECT_EQ(statusOf("GET / HTTP/1.1\r\n\r\n"), 400);
    EXPECT_EQ(statusOf("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n"), 400);
    EXPECT_EQ(statusOf("GET / HTTP/1.1\r\nHost: a b\r\n\r\n"), 400);
    EXPECT_EQ(statusOf("GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n"), 400);
}

// "a server MUST accept the absolute-form in requests even though most HTTP/1.1 clients will only send the
// absolute-form to a proxy"; "MUST ignore the received Host header field (if any) and instead use the host
// information of the request-target"
TEST(Rfc9112, S3_2_2_AbsoluteFormIsAcceptedAndItsHostWins) {
    EXPECT_TRUE(
        contains(logOf("GET http://real/x HTTP/1.1\r\nHost: other\r\n\r\n"), "path=/x query= host=real"));
}

// "a server MUST reject, with a response status code of 400, any received request message that contains
// whitespace between a header field name and colon"
TEST(Rfc9112, S5_1_WhitespaceBeforeTheColonIs400) {
    EXPECT_EQ(statusOf(get("X : y\r\n")), 400);
    EXPECT_EQ(statusOf(get("X\t: y\r\n")), 400);
    EXPECT_EQ(statusOf(get("Content-Length : 5\r\n")), 400);
}

// "A server that receives an obs-fold in a request message [...] MUST either reject the message by sending a
// 400"
TEST(Rfc9112, S5_2_FoldedLinesAre400) {
    EXPECT_EQ(statusOf(get("X: y\r\n z\r\n")), 400);
    EXPECT_EQ(statusOf(get("X: y\r\n\tz\r\n")), 400);
}

// "A server or client that receives an HTTP/1.0 message containing a Transfer-Encoding header field MUST
// treat the message as if the framing is faulty"
TEST(Rfc9112, S6_1_TransferEncodingInHttp10IsFaulty) {
    EXPECT_EQ(statusOf("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), 400);
}

// "A server MAY reject a request that contains both Content-Length and Transfer-Encoding [...] Regardless,
// the server MUST close the connection after responding to such a request": an error is terminal.
TEST(Rfc9112, S6_1_BothLengthsAreRejected) {
    EXPECT_EQ(
        statusOf("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n"),
        400);
}

// "A server that receives a request message with a transfer coding it does not understand SHOULD respond with
// 501."
TEST(Rfc9112, S6_1_UnknownCodingIs501) {
    EXPECT_EQ(statusOf("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: foo, chunked\r\n\r\n"), 501);
}

// "If a Transfer-Encoding header field is present in a request and the chunked transfer coding is not the
// final encoding [...] the server MUST respond with the 400 status code and then close the connection."
TEST(Rfc9112, S6_3_ChunkedMustBeFinal) {
    EXPECT_EQ(statusOf("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, foo\r\n\r\n"), 400);
    EXPECT_EQ(statusOf("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: foo\r\n\r\n"), 400);
}

// "If a message is received without Transfer-Encoding and with an invalid Content-Length header field, then
// the message framing is invalid and the recipient MUST treat it as an unrecoverable error [...] 400"
TEST(Rfc9112, S6_3_InvalidContentLengthIs400) {
    for (const char* bad : {"", "x", "-1", "+1", "1,2", "1 2", "0x1", "99999999999999999999"}) {
        EXPECT_EQ(statusOf("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::string(bad) + "\r\n\r\n"),
                  400)
            << bad;
    }
}

// "If this is a request message and none of the above are true, then the message body length is zero."
TEST(Rfc9112, S6_3_NoLengthMeansNoBody) {
    EXPECT_TRUE(contains(logOf("POST / HTTP/1.1\r\nHost: a\r\n\r\n"), "end\nidle"));
}

// "A recipient MUST be able to parse and decode the chunked transfer coding."
TEST(Rfc9112, S7_1_ChunkedIsDecoded) {
    EXPECT_TRUE(contains(logOf(chunked("a\r\n0123456789\r\nA\r\n0123456789\r\n0\r\n\r\n")),
                         "body 01234567890123456789\nend"));
}

// "Recipients MUST anticipate potentially large hexadecimal numerals and prevent parsing errors due to
// integer conversion overflows or precision loss."
TEST(Rfc9112, S7_1_LargeSizesDoNotOverflow) {
    EXPECT_EQ(statusOf(chunked("ffffffffffffffff\r\n")), 413);
    EXPECT_EQ(statusOf(chunked("10000000000000001\r\n")), 400);
    EXPECT_EQ(statusOf(chunked("1\r\na\r\nffffffffffffffff\r\n")), 413);
}

// "A recipient MUST ignore unrecognized chunk extensions."; "ought to limit the total length of chunk
// extensions"
TEST(Rfc9112, S7_1_1_ChunkExtensionsAreIgnoredAndLimited) {
    EXPECT_TRUE(contains(logOf(chunked("1;x=y;z=\"1;2\"\r\na\r\n0\r\n\r\n")), "body a\nend"));
    EXPECT_EQ(statusOf(chunked("1;" + std::string(16383, 'x') + "\r\na\r\n0\r\n\r\n")), 0);
    EXPECT_EQ(statusOf(chunked("1;" + std::string(16384, 'x') + "\r\na\r\n0\r\n\r\n")), 400);
}

// "A recipient that removes the chunked coding [...] MAY selectively retain or discard the received trailer
// fields."; "MUST NOT merge" what is not known to be safe (RFC 9110 6.5.1): trailers never reach the head.
TEST(Rfc9112, S7_1_2_TrailersStayApartFromTheHead) {
    const std::string log = logOf(chunked("0\r\nHost: b\r\nX: y\r\n\r\n"));
    EXPECT_TRUE(contains(log, "host=a"));
    EXPECT_TRUE(contains(log, "trailer X: y\n"));
    EXPECT_FALSE(contains(log, "trailer Host"));
}

// "a server that receives an incomplete request message [...] MAY send an error": it is never taken for
// complete.
TEST(Rfc9112, S8_IncompleteMessagesAreNotComplete) {
    EXPECT_TRUE(
        contains(logOf("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nabcd"), "wait for body"));
    EXPECT_TRUE(contains(logOf(chunked("1\r\na\r\n0\r\n")), "wait for body"));
}

// 9.3: "If the 'close' connection option is present, the connection will not persist [...] HTTP/1.1 (or
// later) persists
// [...] HTTP/1.0 persists with keep-alive [...] otherwise closes."
TEST(Rfc9112, S9_3_Persistence) {
    EXPECT_TRUE(contains(logOf(get("Connection: close\r\n")), "host=a close"));
    EXPECT_FALSE(contains(logOf(get("")), " close"));
    EXPECT_FALSE(contains(logOf("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"), " close\n"));
    EXPECT_TRUE(contains(logOf("GET / HTTP/1.0\r\n\r\n"), " close\n"));
}

// 9.3.2: "A server MAY process a sequence of pipelined requests in parallel [...] MUST send the responses in
// the same order": the parser hands them out in order.
TEST(Rfc9112, S9_3_2_PipelinedRequestsComeInOrder) {
    const std::string log = logOf("GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_LT(log.find("head GET /1"), log.find("head GET /2"));
}

} // namespace
} // namespace aha::test
