#include "core/proto/http/request_writer.h"

#include <gtest/gtest.h>

namespace aha::http {
namespace {

struct Given {
    std::string method = "GET";
    std::string url = "http://a.example/x?y=1";
    std::vector<HeaderLine> headers = {};
    TargetForm form = TargetForm::Origin;
    BodyPlan body = {};
    bool expectContinue = false;
};

// The head, or "!" and the error; the output is unchanged then.
std::string headOf(const Given& given) {
    const Url url = Url::parse(given.url).take();
    std::string out = "before|";
    const Result<void> done = appendRequestHead(
        out, {given.method, url, given.headers, given.form, given.body, given.expectContinue});
    if (!done) {
        EXPECT_EQ(out, "before|");
        EXPECT_EQ(done.error().code, Errc::InvalidArgument);
        return "!" + done.error().message;
    }
    return out.substr(7);
}
constexpr BodyPlan kFive{BodyPlan::Kind::Length, 5};
constexpr BodyPlan kChunked{BodyPlan::Kind::Chunked, 0};

TEST(RequestWriter, WritesTheFourForms) {
    EXPECT_EQ(headOf({}), "GET /x?y=1 HTTP/1.1\r\nHost: a.example\r\n\r\n");
    EXPECT_EQ(headOf({"GET", "http://u:p@a:81/x#f", {}, TargetForm::Absolute}),
              "GET http://a:81/x HTTP/1.1\r\nHost: a:81\r\n\r\n");
    EXPECT_EQ(headOf({"CONNECT", "https://[::1]/", {}, TargetForm::Authority}),
              "CONNECT [::1]:443 HTTP/1.1\r\nHost: [::1]:443\r\n\r\n");
    EXPECT_EQ(headOf({"OPTIONS", "http://a/", {}, TargetForm::Asterisk}),
              "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n");
}

TEST(RequestWriter, KeepsOrderAndNames) {
    EXPECT_EQ(headOf({"GET", "http://a/", {{"x-B", "1"}, {"X-a", " 2\t"}, {"x-B", ""}, {"HOST", "b:8"}}}),
              "GET / HTTP/1.1\r\nx-B: 1\r\nX-a: 2\r\nx-B: \r\nHOST: b:8\r\n\r\n");
}

TEST(RequestWriter, FramesTheBody) {
    EXPECT_EQ(headOf({"POST", "http://a/"}), "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
    EXPECT_EQ(headOf({"DELETE", "http://a/"}), "DELETE / HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(headOf({"GET", "http://a/", {}, TargetForm::Origin, kFive}),
              "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n");
    EXPECT_EQ(headOf({"PUT", "http://a/", {{"Trailer", "X"}}, TargetForm::Origin, kChunked, true}),
              "PUT / HTTP/1.1\r\nHost: a\r\nTrailer: X\r\nTransfer-Encoding: chunked\r\nExpect: "
              "100-continue\r\n\r\n");
    EXPECT_EQ(headOf({"PUT", "http://a/", {{"content-length", "5"}}, TargetForm::Origin, kFive}),
              "PUT / HTTP/1.1\r\nHost: a\r\ncontent-length: 5\r\n\r\n");
    EXPECT_EQ(headOf({"PUT", "http://a/", {{"transfer-encoding", "Chunked"}}, TargetForm::Origin, kChunked}),
              "PUT / HTTP/1.1\r\nHost: a\r\ntransfer-encoding: Chunked\r\n\r\n");
}

TEST(RequestWriter, RefusesInjectionAndNamesTheHeader) {
    EXPECT_EQ(headOf({"GET", "http://a/", {{"X-Evil", "a\r\nX: b"}}}),
              "!Header \"X-Evil\" must not contain control characters such as CR, LF or NUL");
    EXPECT_EQ(headOf({"GET", "http://a/", {{"X-Evil", "a\nb"}}}).substr(0, 16), "!Header \"X-Evil\"");
    EXPECT_EQ(headOf({"GET", "http://a/", {{"X-Evil", std::string("a\0b", 3)}}}).substr(0, 16),
              "!Header \"X-Evil\"");
    EXPECT_EQ(headOf({"GET", "http://a/", {{"X: a\r\nY", "b"}}}).substr(0, 20), "!Header name \"X: a??");
    EXPECT_EQ(headOf({"GET", "http://a/", {{"", "b"}}}).substr(0, 15), "!Header name \"\"");
    EXPECT_EQ(headOf({"GET / HTTP/1.1\r\nX:", "http://a/"}).substr(0, 8), "!Method ");
    EXPECT_EQ(headOf({"", "http://a/"}), "!Method \"\" must be a token");
    Url url = Url::parse("http://a/").take();
    url.path = "/ HTTP/1.1\r\nX: y"; // somebody changed a part by hand
    std::string out;
    EXPECT_FALSE(appendRequestHead(out, {"GET", url, {}}).ok());
    EXPECT_EQ(out, "");
}

TEST(RequestWriter, RefusesContradictions) {
    auto with = [](HeaderLine header, BodyPlan body = {}) {
        return headOf({"PUT", "http://a/", {header}, TargetForm::Origin, body});
    };
    EXPECT_EQ(with({"Content-Length", "6"}, kFive)[0], '!');
    EXPECT_EQ(with({"Content-Length", "5"}, kChunked)[0], '!');
    EXPECT_EQ(with({"Content-Length", "5"})[0], '!');
    EXPECT_EQ(with({"Content-Length", "0"}), "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
    EXPECT_EQ(with({"Transfer-Encoding", "chunked"}, kFive)[0], '!');
    EXPECT_EQ(with({"Transfer-Encoding", "gzip, chunked"}, kChunked)[0], '!');
    EXPECT_EQ(with({"Expect", "100-continue"}, kFive)[0], '!');
    EXPECT_EQ(with({"Trailer", "X"}, kFive)[0], '!');
    EXPECT_EQ(with({"Host", "a/b"})[0], '!');
    EXPECT_EQ(headOf({"GET", "http://a/", {{"Host", "a"}, {"host", "a"}}})[0], '!');
    EXPECT_EQ(headOf({"PUT",
                      "http://a/",
                      {{"Content-Length", "5"}, {"Content-Length", "5"}},
                      TargetForm::Origin,
                      kFive})[0],
              '!');
    EXPECT_EQ(headOf({"GET", "http://a/", {}, TargetForm::Authority})[0], '!');
    EXPECT_EQ(headOf({"CONNECT", "http://a/"})[0], '!');
    EXPECT_EQ(headOf({"CONNECT", "http://a/", {}, TargetForm::Authority, kFive})[0], '!');
    EXPECT_EQ(headOf({"TRACE", "http://a/", {}, TargetForm::Origin, kFive})[0], '!');
    EXPECT_EQ(headOf({"GET", "http://a/", {}, TargetForm::Asterisk})[0], '!');
    EXPECT_EQ(headOf({"PUT", "http://a/", {}, TargetForm::Origin, {}, true})[0], '!');
    EXPECT_EQ(headOf({"PUT", "http://a/", {}, TargetForm::Origin, {BodyPlan::Kind::Length, 0}, true})[0],
              '!');
}

TEST(BodyWriter, HoldsTheCallerToTheLength) {
    BodyWriter body(kFive);
    std::string out;
    EXPECT_TRUE(body.write(out, "hel").ok());
    EXPECT_TRUE(body.write(out, "").ok());
    EXPECT_FALSE(body.write(out, "lo!").ok());
    EXPECT_FALSE(body.finish(out).ok());
    EXPECT_TRUE(body.write(out, "lo").ok());
    EXPECT_FALSE(body.finish(out, {{"X", "y"}}).ok());
    EXPECT_TRUE(body.finish(out).ok());
    EXPECT_EQ(out, "hello");
    EXPECT_EQ(body.written(), 5u);
    BodyWriter none(BodyPlan{});
    EXPECT_FALSE(none.write(out, "x").ok());
    EXPECT_TRUE(none.finish(out).ok());
}

TEST(BodyWriter, WritesChunksAndTrailers) {
    BodyWriter body(kChunked);
    std::string out;
    EXPECT_TRUE(body.write(out, "hello").ok());
    EXPECT_TRUE(body.write(out, "").ok());
    EXPECT_TRUE(body.write(out, std::string(16, 'x')).ok());
    EXPECT_FALSE(body.finish(out, {{"X-Sum", "1\r\n"}}).ok());
    EXPECT_FALSE(body.finish(out, {{"Content-Length", "1"}}).ok());
    EXPECT_TRUE(body.finish(out, {{"X-Sum", "1"}}).ok());
    EXPECT_EQ(out, "5\r\nhello\r\n10\r\n" + std::string(16, 'x') + "\r\n0\r\nX-Sum: 1\r\n\r\n");
}

TEST(BodyWriter, LetsTheCallerSendPiecesWithoutCopy) {
    BodyWriter body(kChunked);
    std::string before;
    ASSERT_TRUE(body.beginPiece(before, 255).ok());
    EXPECT_EQ(before, "ff\r\n");
    EXPECT_EQ(body.endPiece(), "\r\n");
}

} // namespace
} // namespace aha::http
