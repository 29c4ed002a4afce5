#include "core/proto/http/multipart.h"
#include "proto/http/multipart_log.h"

#include <gtest/gtest.h>

namespace aha::http {
namespace {

using test::MultipartLog;

// The log of a body with boundary "b"; all ways of cutting must agree.
std::string logOf(const std::string& body, const MultipartLimits& limits = {},
                  std::string_view boundary = "b") {
    const std::string log = MultipartLog::of(body, boundary, limits, test::whole());
    EXPECT_EQ(MultipartLog::of(body, boundary, limits, test::byteByByte()), log);
    for (unsigned seed = 0; seed < 20; ++seed) {
        EXPECT_EQ(MultipartLog::of(body, boundary, limits, test::randomCuts(seed)), log);
    }
    return log;
}

std::string part(const std::string& disposition, const std::string& content) {
    return "--b\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n" + content + "\r\n";
}

TEST(Multipart, FieldsAndFiles) {
    EXPECT_EQ(logOf(part("name=\"a\"", "1") + "--b\r\ncontent-disposition:form-data;name=f;filename=\"x."
                                              "txt\"\r\nContent-Type: text/plain\r\n\r\n"
                                              "line\r\nline\r\n\r\n--b--\r\n"),
              "part name=a fields=1\n[1]\n"
              "part name=f file=x.txt type=text/plain fields=2\n[line\r\nline\r\n]\nok");
}

TEST(Multipart, NoParts) {
    EXPECT_EQ(logOf("--b--"), "ok");
    EXPECT_EQ(logOf("--b--\r\n"), "ok");
}

TEST(Multipart, PreambleAndEpilogueAreIgnored) {
    EXPECT_EQ(logOf("preamble --b\r\nmore\r\n" + part("name=a", "1") + "--b--epilogue\r\n--b\r\n"),
              "part name=a fields=1\n[1]\nok");
    EXPECT_EQ(logOf("\r\n--b--"), "ok");
}

TEST(Multipart, EmptyContentInBothSpellings) {
    EXPECT_EQ(logOf(part("name=a", "") + "--b--"), "part name=a fields=1\n[]\nok");
    EXPECT_EQ(logOf("--b\r\nContent-Disposition: form-data; name=a\r\n\r\n--b--"),
              "part name=a fields=1\n[]\nok");
}

TEST(Multipart, ContentThatLooksLikeADelimiter) {
    for (const char* content :
         {"--b", "\r", "\r\n", "\r\n-", "\r\n--", "\r\n--a", "\r\r\n--a\r\n-\r\n", "x\r\n--\r\n", "-"}) {
        EXPECT_EQ(logOf("--b\r\nContent-Disposition: form-data; name=a\r\n\r\nx" + std::string(content) +
                        "\r\n--b--"),
                  "part name=a fields=1\n[x" + std::string(content) + "]\nok");
    }
    EXPECT_EQ(logOf(part("name=a", "-") + "--b--"), "part name=a fields=1\n[-]\nok");
    EXPECT_EQ(logOf(part("name=a", "-\r\n\r\n") + "--b--"), "part name=a fields=1\n[-\r\n\r\n]\nok");
}

TEST(Multipart, BinaryContentComesThroughUnchanged) {
    std::string content;
    for (int i = 0; i < 3 * 256; ++i) {
        content.push_back(static_cast<char>(i));
    }
    EXPECT_EQ(logOf(part("name=a", content) + "--b--"), "part name=a fields=1\n[" + content + "]\nok");
}

TEST(Multipart, BlanksBehindADelimiter) {
    EXPECT_EQ(logOf("--b \t\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--b-- "),
              "part name=a fields=1\n[1]\nok");
}

TEST(Multipart, PaddingCapAtTheLimitAndOneBeyond) {
    const std::string rest = "\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--b--";
    EXPECT_EQ(logOf("--b" + std::string(256, ' ') + rest), "part name=a fields=1\n[1]\nok");
    EXPECT_EQ(logOf("--b" + std::string(257, ' ') + rest), "malformed: malformed multipart delimiter");
}

TEST(Multipart, QuotedNames) {
    EXPECT_EQ(logOf(part("name=\"a \\\"b\\\\ ;c\"; filename=\"C:\\dir\\f.txt\"", "1") + "--b--"),
              "part name=a \"b\\ ;c file=C:\\dir\\f.txt fields=1\n[1]\nok");
    EXPECT_EQ(logOf(part("filename=\"\"; name=\"\"", "") + "--b--"), "part name= file= fields=1\n[]\nok");
}

TEST(Multipart, ExtendedFilenamesAreIgnored) {
    EXPECT_EQ(logOf(part("name=a; filename*=UTF-8''x%20y; filename=z", "1") + "--b--"),
              "part name=a file=z fields=1\n[1]\nok");
    EXPECT_EQ(logOf(part("name=a; filename*=UTF-8''x", "1") + "--b--"), "part name=a fields=1\n[1]\nok");
}

TEST(Multipart, RefusesMalformedDispositions) {
    for (const char* bad :
         {"Content-Disposition: form-data", "Content-Disposition: form-data; filename=a",
          "Content-Disposition: attachment; name=a", "Content-Disposition: form-data; name=\"a",
          "Content-Disposition: form-data; name=a; name=b", "Content-Disposition: form-data; name",
          "Content-Disposition: form-data; name=a; filename=b; filename=c",
          "Content-Disposition: form-data; name=a\r\nContent-Disposition: form-data; name=b"}) {
        EXPECT_EQ(logOf("--b\r\n" + std::string(bad) + "\r\n\r\n1\r\n--b--"),
                  "malformed: malformed Content-Disposition of a multipart part")
            << bad;
    }
    EXPECT_EQ(logOf("--b\r\nX: y\r\n\r\n1\r\n--b--"),
              "malformed: multipart part without Content-Disposition");
    EXPECT_EQ(logOf("--b\r\n\r\n1\r\n--b--"), "malformed: multipart part without Content-Disposition");
}

TEST(Multipart, RefusesLooseLines) {
    const std::string name = "Content-Disposition: form-data; name=a";
    EXPECT_EQ(logOf("--b\n" + name), "malformed: malformed multipart delimiter");
    EXPECT_EQ(logOf("--bx\r\n" + name), "malformed: malformed multipart delimiter");
    EXPECT_EQ(logOf("--b-\r\n" + name), "malformed: malformed multipart delimiter");
    EXPECT_EQ(logOf("--b\rx" + name), "malformed: malformed multipart delimiter");
    EXPECT_EQ(logOf("--b\r\n" + name + "\n\r\n"), "malformed: line ends in LF without CR");
    EXPECT_EQ(logOf("--b\r\n" + name + "\rx"), "malformed: CR without LF");
    EXPECT_EQ(logOf("--b\r\n" + name + "\r\n folded\r\n"), "malformed: folded or indented header line");
    EXPECT_EQ(logOf("--b\r\nX : y\r\n"), "malformed: blank before the colon of a header");
    EXPECT_EQ(logOf("--b\r\nX: \x01\r\n"), "malformed: control character in the head");
}

TEST(Multipart, EveryPrefixIsIncomplete) {
    const std::string body = part("name=a", "1") + part("name=f; filename=g", "\r\n--c") + "--b--";
    for (std::size_t length = 0; length < body.size(); ++length) {
        const std::string log = MultipartLog::of(body.substr(0, length), "b", {}, test::whole());
        EXPECT_NE(log.find("malformed: multipart body ends before its closing delimiter"), std::string::npos)
            << length;
    }
}

TEST(Multipart, AfterAnErrorNothingIsAccepted) {
    MultipartLog log;
    MultipartParser parser("b", {}, log);
    EXPECT_FALSE(parser.feed("--b!").ok());
    EXPECT_FALSE(parser.feed("\r\n").ok());
    EXPECT_FALSE(parser.finish().ok());
}

TEST(Multipart, PartCapAtTheLimitAndOneBeyond) {
    MultipartLimits limits;
    limits.parts = 2;
    const std::string two = part("name=a", "1") + part("name=b", "2");
    EXPECT_EQ(logOf(two + "--b--", limits), "part name=a fields=1\n[1]\npart name=b fields=1\n[2]\nok");
    EXPECT_EQ(logOf(two + part("name=c", "3") + "--b--", limits),
              "part name=a fields=1\n[1]\npart name=b fields=1\n[2]\ntoo_many: too many parts in the "
              "multipart body");
}

TEST(Multipart, HeaderCapsAtTheLimitAndOneBeyond) {
    const std::string disposition = "Content-Disposition: form-data; name=a\r\n"; // 40 bytes
    MultipartLimits limits;
    limits.partHeaderBytes = 46;
    limits.partHeaderCount = 2;
    EXPECT_EQ(logOf("--b\r\n" + disposition + "X: 1\r\n\r\n1\r\n--b--", limits),
              "part name=a fields=2\n[1]\nok");
    EXPECT_EQ(logOf("--b\r\n" + disposition + "X: 12\r\n\r\n1\r\n--b--", limits),
              "too_large: header of a multipart part too large");
    limits.partHeaderBytes = 8192;
    EXPECT_EQ(logOf("--b\r\n" + disposition + "X: 1\r\nY: 2\r\n\r\n1\r\n--b--", limits),
              "too_many: too many header fields in a multipart part");
}

TEST(Multipart, ABoundaryOfSeventyCharacters) {
    const std::string boundary(70, '-');
    EXPECT_EQ(logOf("--" + boundary + "\r\nContent-Disposition: form-data; name=a\r\n\r\n-----\r\n--" +
                        boundary + "--",
                    {}, boundary),
              "part name=a fields=1\n[-----]\nok");
}

TEST(MultipartBoundary, OfValidContentTypes) {
    EXPECT_EQ(multipartBoundary("multipart/form-data; boundary=abc"), "abc");
    EXPECT_EQ(multipartBoundary("Multipart/Form-Data; charset=utf-8; Boundary=\"a b:c?\""), "a b:c?");
    EXPECT_EQ(multipartBoundary("multipart/form-data; boundary=" + std::string(70, 'x')),
              std::string(70, 'x'));
}

TEST(MultipartBoundary, RefusesAllOthers) {
    for (const char* bad :
         {"", "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"\"",
          "multipart/mixed; boundary=a", "text/plain; boundary=a", "multipart/form-data; boundary=\"a \"",
          "multipart/form-data; boundary=\"a@b\"", "multipart/form-data; boundary=\"a"}) {
        EXPECT_EQ(multipartBoundary(bad), std::nullopt) << bad;
    }
    EXPECT_EQ(multipartBoundary("multipart/form-data; boundary=" + std::string(71, 'x')), std::nullopt);
}

} // namespace
} // namespace aha::http
