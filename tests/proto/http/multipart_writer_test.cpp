#include "core/proto/http/multipart.h"
#include "core/proto/http/multipart_writer.h"

#include <gtest/gtest.h>

namespace aha::http {
namespace {

FormPart field(std::string name, std::uint64_t bytes) { return {std::move(name), {}, "", {}, bytes}; }

TEST(MultipartWriter, FramesParts) {
    MultipartWriter writer("B");
    ASSERT_TRUE(writer.add(field("a", 5)).ok());
    ASSERT_TRUE(writer.add({"f", "x.txt", "text/plain", {{"X-A", "1"}}, 2}).ok());
    ASSERT_TRUE(writer.add({"g", "", "", {}, 0}).ok());
    const std::string body = std::string(writer.head(0)) + "hello" + std::string(writer.head(1)) + "hi" +
                             std::string(writer.head(2)) + writer.tail();
    EXPECT_EQ(body, "--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nhello"
                    "\r\n--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x.txt\"\r\n"
                    "Content-Type: text/plain\r\nX-A: 1\r\n\r\nhi"
                    "\r\n--B\r\nContent-Disposition: form-data; name=\"g\"; filename=\"\"\r\n"
                    "Content-Type: application/octet-stream\r\n\r\n"
                    "\r\n--B--\r\n");
    EXPECT_EQ(writer.totalBytes(), body.size());
    EXPECT_EQ(writer.contentType(), "multipart/form-data; boundary=B");
}

TEST(MultipartWriter, MayBeEmpty) {
    MultipartWriter writer("B");
    EXPECT_EQ(writer.tail(), "--B--\r\n");
    EXPECT_EQ(writer.totalBytes(), 7u);
}

TEST(MultipartWriter, EscapesNames) {
    MultipartWriter writer("B");
    ASSERT_TRUE(writer.add({"a\"\r\nX: y", "f\"\n\\.txt", "", {}, 0}).ok());
    EXPECT_NE(writer.head(0).find("name=\"a%22%0D%0AX: y\"; filename=\"f%22%0A\\.txt\"\r\n"),
              std::string::npos);
    EXPECT_FALSE(writer.add(field(std::string("a\0b", 3), 0)).ok());
    EXPECT_FALSE(writer.add({"a", "f\x01", "", {}, 0}).ok());
    EXPECT_FALSE(writer.add({"a", {}, "text/plain\r\nX: y", {}, 0}).ok());
    EXPECT_FALSE(writer.add({"a", {}, "", {{"X", "a\nb"}}, 0}).ok());
    EXPECT_FALSE(writer.add({"a", {}, "", {{"X Y", "a"}}, 0}).ok());
    EXPECT_FALSE(writer.add({"a", {}, "", {{"content-type", "a/b"}}, 0}).ok());
    EXPECT_EQ(writer.count(), 1u);
}

TEST(MultipartWriter, KnowsWhenItDoesNotKnowTheLength) {
    MultipartWriter writer("B");
    ASSERT_TRUE(writer.add({"a", {}, "", {}, std::nullopt}).ok());
    ASSERT_TRUE(writer.add(field("b", 1)).ok());
    EXPECT_EQ(writer.totalBytes(), std::nullopt);
    MultipartWriter huge("B");
    ASSERT_TRUE(huge.add(field("a", ~std::uint64_t{0})).ok());
    EXPECT_EQ(huge.totalBytes(), std::nullopt);
}

// What the server's parser makes of it.
TEST(MultipartWriter, IsReadByTheParser) {
    MultipartWriter writer(MultipartWriter::makeBoundary("0123456789abcdef0123456789abcdef"));
    ASSERT_TRUE(writer.add({"name", "file.bin", "image/png", {}, 4}).ok());
    EXPECT_EQ(multipartBoundary(writer.contentType()), "aha-0123456789abcdef0123456789abcdef");
    struct Sink final : MultipartSink {
        std::string log;
        void onPartBegin(const PartHead& head) override {
            log.append(head.name + "," + head.filename.value_or("-") + "," + head.contentType + ":");
        }
        void onPartData(std::string_view bytes) override { log.append(bytes); }
        void onPartEnd() override { log.append(";"); }
    } sink;
    MultipartParser parser(*multipartBoundary(writer.contentType()), {}, sink);
    ASSERT_TRUE(parser.feed(std::string(writer.head(0)) + "\r\n--" + writer.tail()).ok());
    ASSERT_TRUE(parser.finish().ok());
    EXPECT_EQ(sink.log, "name,file.bin,image/png:\r\n--;");
}

} // namespace
} // namespace aha::http
