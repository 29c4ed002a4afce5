#include "core/proto/http/base64.h"
#include "core/proto/http/challenge.h"
#include "core/proto/http/credentials.h"
#include "core/proto/http/digest_auth.h"

#include "core/net/digest.h"

#include <gtest/gtest.h>

namespace aha::http {
namespace {

std::string dump(std::string_view value) {
    const Result<std::vector<Challenge>> challenges = parseChallenges(value);
    if (!challenges) {
        return std::string("!") + std::string(errcName(challenges.error().code));
    }
    std::string out;
    for (const Challenge& challenge : challenges.value()) {
        out.append(out.empty() ? "" : " | ").append(challenge.scheme);
        out.append(challenge.token68.empty() ? "" : " <" + challenge.token68 + ">");
        for (const auto& [name, text] : challenge.parameters) {
            out.append(" ").append(name).append("=[").append(text).append("]");
        }
    }
    return out;
}

TEST(Challenge, IsTakenApart) {
    EXPECT_EQ(dump("Basic realm=\"a b\""), "basic realm=[a b]");
    EXPECT_EQ(dump("Basic realm=token"), "basic realm=[token]");
    EXPECT_EQ(dump("NEGOTIATE"), "negotiate");
    EXPECT_EQ(dump("Negotiate abc/+=="), "negotiate <abc/+==>");
    EXPECT_EQ(dump("Negotiate abc== , Basic realm=\"x\""), "negotiate <abc==> | basic realm=[x]");
    EXPECT_EQ(dump("Newauth realm=\"apps\", type=1, title=\"Login to \\\"apps\\\"\", Basic realm=\"simple\""),
              "newauth realm=[apps] type=[1] title=[Login to \"apps\"] | basic realm=[simple]");
    EXPECT_EQ(dump(",, Basic  realm = \"x\" ,, , Foo,"), "basic realm=[x] | foo");
    EXPECT_EQ(dump("A, B, C x=1"), "a | b | c x=[1]");
    EXPECT_EQ(dump("Digest realm=\"a, Basic b=\\\"c\\\"\", QOP=\"auth,auth-int\""),
              "digest realm=[a, Basic b=\"c\"] qop=[auth,auth-int]");
    EXPECT_EQ(dump("Basic realm=\"\""), "basic realm=[]");
    EXPECT_EQ(dump(""), "");
}

TEST(Challenge, RefusesWhatCouldBeReadTwoWays) {
    for (std::string_view value :
         {"=", "\"x\"", "Basic realm", "Basic realm=", "Basic realm=\"x", "Basic realm=\"x\\",
          "Basic realm=\"x\"y", "Basic realm=x y=z", "Basic realm=\"a\" realm=\"b\"",
          "Basic realm=\"a\", realm=\"b\"", "Basic realm=\"a\", Realm=\"b\"", "Negotiate abc==, x=1",
          "Basic@realm=x", "Basic realm=,x", "Basic =x", "realm=x"}) {
        // "Basic realm" and "Basic realm=" are a token68 by the grammar, and have no realm.
        const std::string got = dump(value);
        EXPECT_TRUE(got == "!malformed" || got == "basic <realm>" || got.substr(0, 14) == "basic <realm=>")
            << value << ": " << got;
    }
    EXPECT_EQ(dump(std::string_view("Basic realm=\"a\0b\"", 17)), "!malformed");
}

TEST(Challenge, HasLimits) {
    std::string many = "A";
    for (std::size_t i = 1; i < kMaxChallenges; ++i) {
        many.append(", A");
    }
    EXPECT_EQ(dump(many).front(), 'a');
    EXPECT_EQ(dump(many + ", A"), "!too_many");
    std::string long1 = "A p0=1";
    for (std::size_t i = 1; i < kMaxChallengeParameters; ++i) {
        long1.append(", p" + std::to_string(i) + "=1");
    }
    EXPECT_EQ(dump(long1).front(), 'a');
    EXPECT_EQ(dump(long1 + ", q=1"), "!too_many");
}

TEST(Challenge, PicksTheStrongest) {
    auto picked = [](std::string_view value) -> std::string {
        const auto challenges = parseChallenges(value);
        const Challenge* best = pickChallenge(challenges.value());
        return best ? best->scheme + std::string(best->parameter("algorithm").value_or("")) : "none";
    };
    EXPECT_EQ(picked("Basic realm=a, Digest realm=a, nonce=b, Digest realm=a, nonce=b, algorithm=SHA-256"),
              "digestSHA-256");
    EXPECT_EQ(picked("Basic realm=a, Digest realm=a, algorithm=SHA-512-256"), "basic");
    EXPECT_EQ(picked("Digest realm=a, algorithm=MD5-sess, Basic realm=a"), "digestMD5-sess");
    EXPECT_EQ(picked("Negotiate, NTLM"), "none");
}

TEST(Credentials, AreEncoded) {
    EXPECT_EQ(base64(""), "");
    EXPECT_EQ(base64("f"), "Zg==");
    EXPECT_EQ(base64("fo"), "Zm8=");
    EXPECT_EQ(base64("foo"), "Zm9v");
    EXPECT_EQ(base64("foob"), "Zm9vYg==");
    EXPECT_EQ(base64("\xff\xfe\xfd"), "//79");
    EXPECT_EQ(basicCredentials("Aladdin", "open sesame").value(), "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    EXPECT_EQ(basicCredentials("test", "123\xc2\xa3").value(), "Basic dGVzdDoxMjPCow==");
    EXPECT_EQ(basicCredentials("", ":").value(), "Basic Ojo=");
    EXPECT_FALSE(basicCredentials("a:b", "c").ok());
    EXPECT_FALSE(basicCredentials("a", "c\n").ok());
    EXPECT_EQ(bearerCredentials("mF_9.B5f-4.1JqM~+/==").value(), "Bearer mF_9.B5f-4.1JqM~+/==");
    for (const char* token : {"", "=", "a b", "a\r\nX: y", "a=b", "a\"", "a!"}) {
        EXPECT_FALSE(bearerCredentials(token).ok()) << token;
    }
}

const DigestHashes kHashes{net::md5Hex, net::sha256Hex};

Result<DigestAuth> digestOf(std::string_view field) {
    return DigestAuth::make(parseChallenges(field).value().at(0), kHashes);
}
std::string responseIn(const std::string& value) {
    const std::size_t at = value.find("response=\"");
    return value.substr(at + 10, value.find('"', at + 10) - at - 10);
}

// The example of RFC 7616 3.9.1.
constexpr std::string_view kRfc7616 = "realm=\"http-auth@example.org\", qop=\"auth, auth-int\", "
                                      "nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", "
                                      "opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"";
constexpr std::string_view kCnonce = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
constexpr DigestUser kMufasa{"Mufasa", "Circle of Life"};

TEST(DigestAuth, GivesTheAnswersOfTheRfc) {
    DigestAuth md5 = digestOf("Digest algorithm=MD5, " + std::string(kRfc7616)).take();
    EXPECT_EQ(
        md5.authorize(kMufasa, "GET", "/dir/index.html", kCnonce).value(),
        "Digest username=\"Mufasa\", realm=\"http-auth@example.org\", "
        "nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", uri=\"/dir/index.html\", algorithm=MD5, "
        "qop=auth, nc=00000001, cnonce=\"f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ\", "
        "response=\"8ca523f5e9506fed4657c9700eebdbec\", "
        "opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"");
    DigestAuth sha = digestOf("Digest algorithm=sha-256, " + std::string(kRfc7616)).take();
    EXPECT_EQ(responseIn(sha.authorize(kMufasa, "GET", "/dir/index.html", kCnonce).value()),
              "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1");
}

TEST(DigestAuth, GivesTheAnswersOfOlderRfcs) {
    DigestAuth rfc2617 = digestOf("Digest realm=\"testrealm@host.com\", qop=\"auth,auth-int\", "
                                  "nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\"")
                             .take();
    EXPECT_EQ(
        responseIn(
            rfc2617.authorize({"Mufasa", "Circle Of Life"}, "GET", "/dir/index.html", "0a4f113b").value()),
        "6629fae49393a05397450978507c4ef1");
    DigestAuth rfc2069 =
        digestOf("Digest realm=\"testrealm@host.com\", nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\"").take();
    const std::string value =
        rfc2069.authorize({"Mufasa", "CircleOfLife"}, "GET", "/dir/index.html", "0a4f113b").value();
    EXPECT_EQ(responseIn(value), "1949323746fe6a43ef61f9606e7febea");
    EXPECT_EQ(value.find("nc="), std::string::npos);
    EXPECT_EQ(value.find("cnonce"), std::string::npos);
}

TEST(DigestAuth, CountsAndTakesTheNextNonce) {
    DigestAuth auth = digestOf("Digest realm=r, nonce=n1, qop=auth").take();
    EXPECT_NE(auth.authorize({"u", "p"}, "GET", "/", "c").value().find("nc=00000001"), std::string::npos);
    EXPECT_NE(auth.authorize({"u", "p"}, "GET", "/", "c").value().find("nc=00000002"), std::string::npos);
    EXPECT_TRUE(auth.takeInfo("qop=auth, nextnonce=\"n2\", rspauth=\"x\"").ok());
    const std::string value = auth.authorize({"u", "p"}, "GET", "/", "c").value();
    EXPECT_NE(value.find("nonce=\"n2\""), std::string::npos);
    EXPECT_NE(value.find("nc=00000001"), std::string::npos);
    EXPECT_FALSE(auth.takeInfo("nextnonce").ok());
    EXPECT_TRUE(auth.takeInfo("nextnonce=\"\"").ok());
    EXPECT_NE(auth.authorize({"u", "p"}, "GET", "/", "c").value().find("nonce=\"n2\""), std::string::npos);
}

TEST(DigestAuth, KeepsTheKeyOfASession) {
    DigestAuth auth = digestOf("Digest realm=r, nonce=n, qop=auth, algorithm=MD5-sess").take();
    const std::string session = net::md5Hex(net::md5Hex("u:r:p") + ":n:c1");
    const std::string request = net::md5Hex("GET:/");
    EXPECT_EQ(responseIn(auth.authorize({"u", "p"}, "GET", "/", "c1").value()),
              net::md5Hex(session + ":n:00000001:c1:auth:" + request));
    EXPECT_EQ(responseIn(auth.authorize({"u", "p"}, "GET", "/", "c2").value()),
              net::md5Hex(session + ":n:00000002:c2:auth:" + request));
}

TEST(DigestAuth, QuotesWhatItRepeats) {
    DigestAuth auth = digestOf("Digest realm=\"a\\\"b\\\\c\", nonce=\"n\\\"\", qop=auth").take();
    const std::string value = auth.authorize({"u\"x\\", "p"}, "GET", "/\"", "c").value();
    EXPECT_NE(value.find("username=\"u\\\"x\\\\\", realm=\"a\\\"b\\\\c\", nonce=\"n\\\"\""),
              std::string::npos);
    EXPECT_EQ(responseIn(value), net::md5Hex(net::md5Hex("u\"x\\:a\"b\\c:p") +
                                             ":n\":00000001:c:auth:" + net::md5Hex("GET:/\"")));
    EXPECT_FALSE(auth.authorize({"u\r\n", "p"}, "GET", "/", "c").ok());
    EXPECT_FALSE(auth.authorize({"u", "p"}, "GET", "/", "").ok());
}

TEST(DigestAuth, RefusesWhatItCannotDo) {
    EXPECT_EQ(digestOf("Digest realm=r, nonce=n, algorithm=SHA-512-256").error().code, Errc::Unsupported);
    EXPECT_EQ(digestOf("Digest realm=r, nonce=n, qop=auth-int").error().code, Errc::Unsupported);
    EXPECT_EQ(digestOf("Digest realm=r").error().code, Errc::Malformed);
    EXPECT_EQ(digestOf("Digest nonce=r").error().code, Errc::Malformed);
    EXPECT_EQ(digestOf("Basic realm=r, nonce=n").error().code, Errc::Malformed);
    const DigestHashes none{[](std::string_view) { return std::string(); }, net::sha256Hex};
    EXPECT_EQ(DigestAuth::make(parseChallenges("Digest realm=r, nonce=n").value()[0], none).error().code,
              Errc::Unsupported);
    EXPECT_TRUE(DigestAuth::saysStale(parseChallenges("Digest stale=TRUE").value()[0]));
    EXPECT_FALSE(DigestAuth::saysStale(parseChallenges("Digest stale=false").value()[0]));
    EXPECT_FALSE(DigestAuth::saysStale(parseChallenges("Digest realm=x").value()[0]));
}

} // namespace
} // namespace aha::http
