// Files as responses: paths, conditions, ranges, and the way they are sent.
#include "core/server/static_files.h"
#include "support/http_harness.h"
#include "support/http_temp_tree.h"

#include <gtest/gtest.h>

#include <functional>

namespace aha::test {
namespace {

using server::FileAnswer;
using server::FileBody;
using server::HttpExchange;
using server::HttpOptions;
using server::OpenFile;
using server::StaticFiles;
using server::StaticOptions;
using Client = HttpHarness::Client;

constexpr std::int64_t kModified = 784111777; // Sun, 06 Nov 1994 08:49:37 GMT

// Serves a small tree; get() sends one request and gives the answer without its Date.
class StaticFilesTest : public ::testing::Test {
protected:
    StaticFilesTest() {
        tree.file("index.html", "<h1>root</h1>");
        tree.file("a.txt", "0123456789");
        tree.file("sub dir/index.html", "sub");
        tree.file("empty/x", "");
        tree.file(".git/config", "secret");
        tree.file(".well-known/acme", "token");
        tree.file("outside.txt", "outside");
        tree.modifiedAt("a.txt", kModified);
        tree.link("inner.txt", "a.txt");
        tree.link("outer.txt", "/etc/passwd");
        tree.link("linked", "sub dir");
        serve({});
        harness.handler.request = [this](HttpExchange& exchange) {
            files->lookup(exchange.head(), now).send(exchange);
        };
    }
    void serve(StaticOptions options, bool hasOpenat2 = true) {
        files = StaticFiles::open(tree.root(), std::move(options)).take();
        if (!hasOpenat2) {
            files->forbidOpenat2();
        }
    }
    std::string get(std::string_view target, std::string_view fields = {}, std::string_view method = "GET") {
        Client& client = harness.connect();
        std::string request = std::string(method) + " " + std::string(target) + " HTTP/1.1\r\nHost: a\r\n";
        request.append(fields).append("\r\n");
        return withoutDate(harness.send(client, request));
    }
    int status(std::string_view target, std::string_view fields = {}, std::string_view method = "GET") {
        return std::stoi(get(target, fields, method).substr(9, 3));
    }
    std::string body(std::string_view target, std::string_view fields = {}) {
        const std::string answer = get(target, fields);
        return answer.substr(answer.find("\r\n\r\n") + 4);
    }
    std::string field(const std::string& answer, const std::string& name) {
        const std::size_t at = answer.find("\r\n" + name + ": ");
        if (at == std::string::npos) {
            return "-";
        }
        const std::size_t from = at + name.size() + 4;
        return answer.substr(from, answer.find("\r\n", from) - from);
    }

    TempTree tree;
    HttpHarness harness;
    std::unique_ptr<StaticFiles> files;
    std::int64_t now = 1'700'000'000;
};

TEST_F(StaticFilesTest, AnswersAFileWithItsFields) {
    const std::string answer = get("/a.txt");
    EXPECT_EQ(answer, "HTTP/1.1 200 OK\r\nServer: Aha\r\nContent-Type: text/plain; charset=utf-8\r\nETag: " +
                          field(answer, "ETag") +
                          "\r\nLast-Modified: Sun, 06 Nov 1994 08:49:37 GMT\r\nAccept-Ranges: bytes\r\n"
                          "Content-Length: 10\r\n\r\n0123456789");
    EXPECT_EQ(field(answer, "ETag").front(), '"');
}

TEST_F(StaticFilesTest, HeadHasTheSameFieldsAndNoBody) {
    const std::string whole = get("/a.txt");
    EXPECT_EQ(get("/a.txt", "", "HEAD"), whole.substr(0, whole.size() - 10));
    EXPECT_EQ(get("/a.txt", "Range: bytes=0-1\r\n", "HEAD"), whole.substr(0, whole.size() - 10))
        << "Range is defined for GET only";
}

TEST_F(StaticFilesTest, OtherMethodsAreNotAllowed) {
    const std::string answer = get("/a.txt", "Content-Length: 0\r\n", "POST");
    EXPECT_EQ(answer.substr(0, 12), "HTTP/1.1 405");
    EXPECT_EQ(field(answer, "Allow"), "GET, HEAD");
    EXPECT_EQ(status("/a.txt", "", "OPTIONS"), 405);
}

TEST_F(StaticFilesTest, DirectoriesHaveAnIndexOrNothing) {
    EXPECT_EQ(body("/"), "<h1>root</h1>");
    EXPECT_EQ(body("/sub%20dir/"), "sub");
    EXPECT_EQ(status("/empty/"), 403);
    const std::string answer = get("/sub%20dir?x=1&y=%20");
    EXPECT_EQ(answer.substr(0, 12), "HTTP/1.1 301");
    EXPECT_EQ(field(answer, "Location"), "/sub%20dir/?x=1&y=%20");
    EXPECT_EQ(field(get("//sub%20dir"), "Location"), "/sub%20dir/") << "never another host";
    EXPECT_EQ(status("/a.txt/"), 404);
    StaticOptions options;
    options.index = {"nope.html", "x"};
    serve(options);
    EXPECT_EQ(status("/empty/"), 200) << "the second name of an index";
}

TEST_F(StaticFilesTest, NothingLeavesTheRoot) {
    for (const bool hasOpenat2 : {true, false}) {
        serve({}, hasOpenat2);
        for (const char* target : {"/../outside.txt", "/sub%20dir/../../etc/passwd", "/%2e%2e/etc/passwd",
                                   "/..%2fetc/passwd", "/%2e%2e%2f%2e%2e%2fetc%2fpasswd", "/..\\..\\etc",
                                   "/a.txt%00.html", "/%c0%ae%c0%ae/etc/passwd", "/./../../etc/passwd"}) {
            const int code = status(target);
            EXPECT_TRUE(code == 400 || code == 404) << target << " gave " << code;
        }
        EXPECT_EQ(status("/etc/passwd"), 404);
        EXPECT_EQ(status("//etc/passwd"), 404);
        EXPECT_EQ(body("/./a.txt"), "0123456789");
    }
}

TEST_F(StaticFilesTest, SymbolicLinksFollowTheirPolicy) {
    for (const bool hasOpenat2 : {true, false}) {
        serve({}, hasOpenat2);
        EXPECT_EQ(status("/inner.txt"), 404);
        EXPECT_EQ(status("/outer.txt"), 404);
        EXPECT_EQ(status("/linked/"), 404);
        EXPECT_EQ(status("/linked/index.html"), 404);
        EXPECT_EQ(status("/sub%20dir/index.html"), 200);
    }
    StaticOptions options;
    options.symlinks = StaticOptions::Symlinks::Inside;
    serve(options);
    EXPECT_EQ(status("/inner.txt"), 200);
    EXPECT_EQ(body("/linked/"), "sub");
    EXPECT_EQ(status("/outer.txt"), 404);
    options.symlinks = StaticOptions::Symlinks::All;
    serve(options);
    EXPECT_EQ(status("/inner.txt"), 200);
    EXPECT_EQ(status("/outer.txt"), 200);
}

TEST_F(StaticFilesTest, DotFilesAreHidden) {
    EXPECT_EQ(status("/.git/config"), 404);
    EXPECT_EQ(status("/%2egit/config"), 404);
    EXPECT_EQ(body("/.well-known/acme"), "token");
    EXPECT_EQ(status("/.well-known/.git"), 404);
    StaticOptions options;
    options.dotFiles = true;
    serve(options);
    EXPECT_EQ(body("/.git/config"), "secret");
}

TEST_F(StaticFilesTest, OnlyRegularFilesAreServed) {
    ASSERT_EQ(::mkfifo(tree.path("fifo").c_str(), 0600), 0);
    EXPECT_EQ(status("/fifo"), 403);
    EXPECT_EQ(status("/" + std::string(5000, 'n')), 404);
}

TEST_F(StaticFilesTest, UnreadableFilesAreForbidden) {
    tree.file("locked", "x");
    ASSERT_EQ(::chmod(tree.path("locked").c_str(), 0), 0);
    ASSERT_EQ(::chmod(tree.root().c_str(), 0755), 0);
    const bool isRoot = ::geteuid() == 0; // who may read everything
    if (isRoot) {
        ASSERT_EQ(::seteuid(65534), 0);
    }
    EXPECT_EQ(status("/locked"), 403);
    if (isRoot) {
        ASSERT_EQ(::seteuid(0), 0);
    }
}

TEST_F(StaticFilesTest, ConditionsAreHonoured) {
    const std::string etag = field(get("/a.txt"), "ETag");
    const std::string unchanged = get("/a.txt", "If-None-Match: " + etag + "\r\n");
    EXPECT_EQ(unchanged, "HTTP/1.1 304 Not Modified\r\nServer: Aha\r\nETag: " + etag +
                             "\r\nLast-Modified: Sun, 06 Nov 1994 08:49:37 GMT\r\n\r\n");
    EXPECT_EQ(status("/a.txt", "If-None-Match: \"other\"\r\n"), 200);
    EXPECT_EQ(status("/a.txt", "If-None-Match: *\r\n"), 304);
    EXPECT_EQ(status("/a.txt", "If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT\r\n"), 304);
    EXPECT_EQ(status("/a.txt", "If-Modified-Since: Sun, 06 Nov 1994 08:49:36 GMT\r\n"), 200);
    EXPECT_EQ(status("/a.txt", "If-Match: \"other\"\r\n"), 412);
    EXPECT_EQ(status("/a.txt", "If-Unmodified-Since: Sun, 06 Nov 1994 08:49:36 GMT\r\n"), 412);
    EXPECT_EQ(status("/a.txt", "If-Match: " + etag + "\r\n"), 200);
}

TEST_F(StaticFilesTest, RangesAreHonoured) {
    const std::string part = get("/a.txt", "Range: bytes=2-4\r\n");
    EXPECT_EQ(part.substr(0, 30), "HTTP/1.1 206 Partial Content\r\n");
    EXPECT_EQ(field(part, "Content-Range"), "bytes 2-4/10");
    EXPECT_EQ(field(part, "Content-Length"), "3");
    EXPECT_EQ(part.substr(part.size() - 7), "\r\n\r\n234");
    EXPECT_EQ(body("/a.txt", "Range: bytes=-3\r\n"), "789");
    EXPECT_EQ(body("/a.txt", "Range: bytes=8-\r\n"), "89");
    EXPECT_EQ(body("/a.txt", "Range: bytes=8-100\r\n"), "89");
    const std::string beyond = get("/a.txt", "Range: bytes=10-\r\n");
    EXPECT_EQ(beyond.substr(0, 12), "HTTP/1.1 416");
    EXPECT_EQ(field(beyond, "Content-Range"), "bytes */10");
    EXPECT_EQ(status("/a.txt", "Range: lines=1-2\r\n"), 200);
    EXPECT_EQ(status("/a.txt", "Range: bytes=0-1,4-5\r\n"), 200) << "several parts: the whole";
    const std::string etag = field(part, "ETag");
    EXPECT_EQ(status("/a.txt", "Range: bytes=0-1\r\nIf-Range: " + etag + "\r\n"), 206);
    EXPECT_EQ(status("/a.txt", "Range: bytes=0-1\r\nIf-Range: \"other\"\r\n"), 200);
}

TEST_F(StaticFilesTest, CacheControlAndTheClock) {
    StaticOptions options;
    options.maxAgeSeconds = 60;
    serve(options);
    EXPECT_EQ(field(get("/a.txt"), "Cache-Control"), "max-age=60");
    options.cacheControl = "public, immutable";
    serve(options);
    EXPECT_EQ(field(get("/a.txt"), "Cache-Control"), "public, immutable");
    now = kModified - 7;
    EXPECT_EQ(field(get("/a.txt"), "Last-Modified"), "Sun, 06 Nov 1994 08:49:30 GMT") << "not in the future";
}

TEST_F(StaticFilesTest, PrecompressedSiblings) {
    StaticOptions options;
    options.precompressed = true;
    serve(options);
    tree.file("a.txt.gz", "gz");
    const std::string zipped = get("/a.txt", "Accept-Encoding: gzip, br\r\n");
    EXPECT_EQ(field(zipped, "Content-Encoding"), "gzip");
    EXPECT_EQ(field(zipped, "Vary"), "Accept-Encoding");
    EXPECT_EQ(field(zipped, "Content-Type"), "text/plain; charset=utf-8");
    EXPECT_EQ(zipped.substr(zipped.size() - 6), "\r\n\r\ngz");
    EXPECT_NE(field(zipped, "ETag"), field(get("/a.txt"), "ETag"));
    EXPECT_EQ(body("/a.txt", "Accept-Encoding: gzip;q=0\r\n"), "0123456789");
    EXPECT_EQ(field(get("/a.txt"), "Vary"), "Accept-Encoding");
    tree.modifiedAt("a.txt.gz", kModified - 1);
    EXPECT_EQ(body("/a.txt", "Accept-Encoding: gzip\r\n"), "0123456789") << "older than the file";
}

TEST_F(StaticFilesTest, NoDescriptorIsLost) {
    const std::size_t before = openDescriptors();
    for (int i = 0; i < 5; ++i) {
        for (const char* target :
             {"/", "/a.txt", "/nope", "/sub%20dir", "/empty/", "/.git/config", "/outer.txt"}) {
            get(target);
            get(target, "", "HEAD");
            get(target, "Range: bytes=99-\r\n");
            get(target, "If-None-Match: *\r\n");
        }
    }
    EXPECT_EQ(openDescriptors(), before);
}

// ---- sending

class FileSendingTest : public ::testing::Test {
protected:
    static std::string pattern(std::size_t size) {
        std::string text;
        for (std::size_t i = 0; text.size() < size; ++i) {
            text += std::to_string(i) + ",";
        }
        text.resize(size);
        return text;
    }
    void sendFile(std::string name, std::uint64_t offset, std::uint64_t length) {
        harness.handler.request = [this, name, offset, length](HttpExchange& exchange) {
            harness.held.emplace_back(exchange);
            auto file = OpenFile::open(tree.path(name));
            ASSERT_TRUE(file.ok());
            exchange.respondFile(200, {}, file.value().take(offset, length));
        };
    }

    TempTree tree;
    HttpHarness harness;
};

constexpr std::string_view kGet = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

TEST_F(FileSendingTest, SmallFilesLeaveWithTheirHeadInOneWrite) {
    tree.file("s", pattern(3000));
    sendFile("s", 100, 2000);
    Client& client = harness.connect();
    const std::string part = pattern(3000).substr(100, 2000);
    EXPECT_EQ(withoutDate(harness.send(client, std::string(kGet) + std::string(kGet))), ok(part) + ok(part));
    EXPECT_EQ(client.wire.writes, 1u);
    EXPECT_EQ(harness.held[0]->bytesSent(), 2000u);
}

TEST_F(FileSendingTest, BigFilesAreSentNoFasterThanTheClientReads) {
    const std::string content = pattern(5'000'000);
    tree.file("b", content);
    sendFile("b", 0, content.size());
    const std::size_t before = openDescriptors();
    Client& client = harness.connect();
    client.wire.room = 1000;
    std::string sent = harness.send(client, std::string(kGet) + "GET /next HTTP/1.1\r\nHost: a\r\n\r\n");
    std::size_t most = 0;
    for (int i = 0; i < 1000 && !client.wire.queued.empty(); ++i) {
        most = std::max(most, client.wire.queued.size());
        if (harness.handler.log.size() == 1) {
            harness.handler.request = nullptr; // the next request is echoed
        }
        client.drain(1'000'000);
        harness.turn(2);
    }
    EXPECT_LE(most, 400'000u);
    sent += HttpHarness::take(client);
    EXPECT_TRUE(withoutDate(sent) == ok(content) + ok("GET /next"));
    EXPECT_EQ(openDescriptors(), before);
    EXPECT_TRUE(harness.held[0]->isFinished());
}

// Every read by the thread pool, as if nothing were in the page cache.
class PooledFileTest : public FileSendingTest {
protected:
    PooledFileTest() {
        HttpOptions options;
        options.readFilesInPlace = false;
        harness.makeServer(options);
    }
    // The pool takes real time.
    void turnUntil(const std::function<bool()>& isDone) {
        for (int i = 0; i < 5000 && !isDone(); ++i) {
            harness.turn();
            ::usleep(200);
        }
        ASSERT_TRUE(isDone());
    }
};

TEST_F(PooledFileTest, SendsSmallAndBigFilesInOrder) {
    const std::string content = pattern(1'000'000);
    tree.file("b", content);
    const std::size_t before = openDescriptors();
    for (const std::size_t length : {5u, 1'000'000u}) {
        sendFile("b", 0, length);
        Client& client = harness.connect();
        client.data(std::string(kGet) + std::string(kGet));
        const std::string expected = ok(content.substr(0, length)) + ok(content.substr(0, length));
        turnUntil([&] { return withoutDate(client.wire.sent).size() >= expected.size(); });
        EXPECT_TRUE(withoutDate(HttpHarness::take(client)) == expected);
    }
    turnUntil([&] { return openDescriptors() == before; });
}

TEST_F(PooledFileTest, AClientMayLeaveDuringARead) {
    tree.file("b", pattern(1'000'000));
    const std::size_t before = openDescriptors();
    sendFile("b", 0, 1'000'000);
    Client& client = harness.connect();
    client.data(kGet);
    harness.turn(1);
    client.error(Errc::Reset);
    turnUntil([&] { return client.wire.isDestroyed && openDescriptors() == before; });
    EXPECT_EQ(harness.handler.log.back(), "aborted reset");
}

TEST_F(PooledFileTest, AShortFileCutsTheConnection) {
    tree.file("b", pattern(1'000));
    sendFile("b", 0, 2'000);
    Client& client = harness.connect();
    client.data(kGet);
    turnUntil([&] { return client.wire.isShut; });
    EXPECT_EQ(withoutDate(HttpHarness::take(client)),
              "HTTP/1.1 200 OK\r\nServer: Aha\r\nContent-Length: 2000\r\n\r\n" + pattern(1'000));
    EXPECT_TRUE(harness.held[0]->isAborted());
    EXPECT_EQ(harness.handler.log.back(), "aborted io");
}

TEST_F(FileSendingTest, AFastClientDoesNotStarveOthers) {
    const std::string content = pattern(4'500'000);
    tree.file("b", content);
    sendFile("b", 0, content.size());
    Client& client = harness.connect();
    client.data(kGet);
    harness.turn(1);
    EXPECT_LT(client.wire.sent.size(), 2'500'000u) << "a part per turn";
    harness.turn(10);
    EXPECT_TRUE(withoutDate(HttpHarness::take(client)) == ok(content));
    harness.handler.request = nullptr;
    EXPECT_EQ(withoutDate(harness.send(client, kGet)), ok("GET /"));
}

TEST_F(FileSendingTest, AFileThatShrinksCutsTheConnection) {
    for (const bool isAtOnce : {true, false}) {
        tree.file("b", pattern(2'000'000));
        sendFile("b", 0, isAtOnce ? 2'500'000 : 2'000'000);
        const std::size_t before = openDescriptors();
        Client& client = harness.connect();
        client.wire.room = isAtOnce ? 10'000'000 : 1000;
        harness.send(client, std::string(kGet) + std::string(kGet));
        ASSERT_EQ(::truncate(tree.path("b").c_str(), 10), 0);
        for (int i = 0; i < 100; ++i) {
            client.drain(1'000'000);
            harness.turn();
        }
        EXPECT_TRUE(client.wire.isShut);
        EXPECT_EQ(openDescriptors(), before);
        EXPECT_EQ(harness.server->stats().inFlight, 0u);
        EXPECT_TRUE(harness.held.back()->isAborted());
    }
    EXPECT_EQ(harness.held.size(), 2u) << "nothing is served behind it";
}

TEST_F(FileSendingTest, TheDescriptorIsClosedWhateverHappens) {
    tree.file("b", pattern(2'000'000));
    sendFile("b", 0, 2'000'000);
    const std::size_t before = openDescriptors();
    Client& client = harness.connect();
    client.wire.room = 1000;
    harness.send(client, kGet);
    EXPECT_GT(openDescriptors(), before);
    client.error(Errc::Reset);
    harness.turn();
    EXPECT_EQ(openDescriptors(), before);
    EXPECT_EQ(harness.handler.log.back(), "aborted reset") << "it was not sent yet";

    auto file = OpenFile::open(tree.path("b"));
    harness.held[0]->respondFile(200, {}, file.value().take(0, 5));
    EXPECT_EQ(openDescriptors(), before) << "also when the exchange is over";
    Client& head = harness.connect();
    harness.send(head, "HEAD / HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(openDescriptors(), before);
}

TEST_F(FileSendingTest, OpenFileSaysWhyItCannot) {
    EXPECT_EQ(OpenFile::open(tree.path("nope")).error().code, Errc::NotFound);
    EXPECT_EQ(OpenFile::open(tree.root()).error().code, Errc::InvalidArgument);
    EXPECT_FALSE(StaticFiles::open(tree.path("nope"), {}).ok());
}

TEST_F(FileSendingTest, AnswersCanBeKeptAndReplaced) {
    tree.file("a", "aaa");
    tree.file("b", "b");
    const std::size_t before = openDescriptors();
    {
        OpenFile file = OpenFile::open(tree.path("a")).take();
        file = OpenFile::open(tree.path("b")).take();
        EXPECT_EQ(file.size(), 1u);
        const http::RequestHead head;
        FileAnswer answer = server::answerFile(std::move(file), head, {}, 0);
        EXPECT_EQ(answer.status(), 200);
        answer = server::answerFile(OpenFile::open(tree.path("a")).take(), head, {}, 0);
        EXPECT_EQ(answer.file().length, 3u);
        answer = FileAnswer(404);
    }
    EXPECT_EQ(openDescriptors(), before);
}

TEST_F(FileSendingTest, AFileIsNoBodyWhereNoneMayBe) {
    tree.file("a", "aaa");
    harness.handler.request = [this](HttpExchange& exchange) {
        exchange.respondFile(204, {}, OpenFile::open(tree.path("a")).take().take(0, 3));
    };
    Client& client = harness.connect();
    EXPECT_EQ(withoutDate(harness.send(client, kGet)), "HTTP/1.1 204 No Content\r\nServer: Aha\r\n\r\n");
}

TEST_F(FileSendingTest, AnApplicationsFieldsWin) {
    tree.file("data.bin", "12345");
    harness.handler.request = [this](HttpExchange& exchange) {
        server::FileFields fields;
        fields.lines = "ETag: \"mine\"\r\nContent-Type: image/x\r\nX-Y: z\r\n";
        fields.hasEtag = fields.hasContentType = fields.hasLastModified = true;
        fields.etag = "\"mine\"";
        server::answerFile(OpenFile::open(tree.path("data.bin")).take(), exchange.head(), fields,
                           1'700'000'000)
            .send(exchange);
    };
    Client& client = harness.connect();
    EXPECT_EQ(withoutDate(harness.send(client, kGet)),
              "HTTP/1.1 200 OK\r\nServer: Aha\r\nETag: \"mine\"\r\nContent-Type: image/x\r\nX-Y: z\r\n"
              "Accept-Ranges: bytes\r\nContent-Length: 5\r\n\r\n12345");
    EXPECT_EQ(
        withoutDate(harness.send(client, "GET / HTTP/1.1\r\nHost: a\r\nIf-None-Match: \"mine\"\r\n\r\n"))
            .substr(0, 26),
        "HTTP/1.1 304 Not Modified\r");
}

} // namespace
} // namespace aha::test
