#include "core/mvc/route_table.h"

#include "mvc/route_log.h"
#include "support/golden.h"

#include <gtest/gtest.h>

#include <random>

namespace aha::mvc {

TEST(RouteTable, GoldenData) {
    test::GoldenFile file("mvc/routes.txt");
    std::vector<std::string> logs;
    for (const test::GoldenCase& golden : file.cases()) {
        const auto slash = golden.settings.find("slash");
        const auto delimiter = golden.settings.find("delimiter");
        logs.push_back(test::routeLog(
            golden.input, delimiter == golden.settings.end() ? '/' : delimiter->second[0],
            slash == golden.settings.end() ? RouteTable::Slash::Ignored : RouteTable::Slash::Strict));
        EXPECT_TRUE(test::GoldenFile::wantsUpdate() || logs.back() == golden.expected)
            << golden.name << "\nis:\n"
            << logs.back() << "should be:\n"
            << golden.expected;
    }
    if (test::GoldenFile::wantsUpdate()) {
        file.update(logs);
    }
}

static PathPattern parsed(std::string_view text, char delimiter = '/') {
    Result<PathPattern> pattern = PathPattern::parse(text, delimiter);
    EXPECT_TRUE(pattern.ok()) << (pattern.ok() ? "" : pattern.error().message);
    return pattern.ok() ? pattern.take() : PathPattern::parse("/").take();
}

static std::string problemOf(const std::string& text) {
    Result<PathPattern> pattern = PathPattern::parse(text);
    return pattern.ok() ? "" : pattern.error().message;
}

TEST(PathPattern, LimitsAreLimits) {
    EXPECT_EQ(problemOf("/" + std::string(kMaxPatternBytes - 1, 'a')), "");
    EXPECT_NE(problemOf("/" + std::string(kMaxPatternBytes, 'a')).find("longer than 2048 bytes"),
              std::string::npos);
    std::string segments, parameters, choices = "/{x:a";
    for (std::size_t i = 0; i < kMaxSegments; ++i) {
        segments += "/a";
    }
    for (std::size_t i = 0; i < kMaxParameters; ++i) {
        parameters += "/{p" + std::to_string(i) + "}";
    }
    for (std::size_t i = 1; i < kMaxChoices; ++i) {
        choices += "|c" + std::to_string(i);
    }
    EXPECT_EQ(problemOf(segments), "");
    EXPECT_NE(problemOf(segments + "/a").find("more than 32 segments"), std::string::npos);
    EXPECT_EQ(problemOf(parameters), "");
    EXPECT_NE(problemOf(parameters + "/{x}").find("more than 16 parameters"), std::string::npos);
    EXPECT_EQ(problemOf(choices + "}"), "");
    EXPECT_NE(problemOf(choices + "|y}").find("more than 64 values"), std::string::npos);
}

TEST(PathPattern, ConstrainIsAsIfItStoodInTheText) {
    PathPattern pattern = parsed("/a/{id}/{rest}");
    ASSERT_TRUE(pattern.constrain("id", "int").ok());
    ASSERT_TRUE(pattern.constrain("rest", "any").ok());
    EXPECT_EQ(pattern.parameter(0).type, SegmentType::Int);
    EXPECT_EQ(pattern.parameter(1).type, SegmentType::Rest);
    EXPECT_FALSE(pattern.constrain("id", "any").ok()); // not at the end
    EXPECT_EQ(pattern.parameter(0).type, SegmentType::Int);
    EXPECT_FALSE(pattern.constrain("nobody", "int").ok());
    EXPECT_FALSE(pattern.constrain("id", "").ok());
    ASSERT_TRUE(pattern.constrain("id", "b|a").ok());
    EXPECT_EQ(pattern.parameter(0).typeText(), "a|b");
}

static std::string built(const PathPattern& pattern, std::vector<std::optional<std::string_view>> values) {
    std::string out;
    Result<void> result = pattern.build(values, out);
    return result.ok() ? out : result.error().message;
}

TEST(PathPattern, BuildsPaths) {
    EXPECT_EQ(built(parsed("/"), {}), "/");
    EXPECT_EQ(built(parsed("/a/"), {}), "/a/");
    EXPECT_EQ(built(parsed("/caf\xc3\xa9/{x}"), {"a b/c"}), "/caf%C3%A9/a%20b%2Fc");
    EXPECT_EQ(built(parsed("/f/{x:any}"), {"a b/c"}), "/f/a%20b/c");
    EXPECT_EQ(built(parsed("/a/{x?}"), {std::nullopt}), "/a");
    EXPECT_EQ(built(parsed("/{x?}"), {std::nullopt}), "/");
    EXPECT_EQ(built(parsed("/v{x:int}.json"), {"5"}), "/v5.json");
    EXPECT_EQ(built(parsed("user-{id:int}", '-'), {"5"}), "user-5");
    EXPECT_EQ(built(parsed("/a/{x}/{y}"), {std::nullopt, std::nullopt}),
              "Route pattern \"/a/{x}/{y}\": missing: x, y");
    EXPECT_EQ(built(parsed("/{x:int}"), {"a"}),
              "Route pattern \"/{x:int}\": parameter \"x\" must be of type int, not \"a\"");
    EXPECT_EQ(built(parsed("/{x:en|de}"), {"fr"}),
              "Route pattern \"/{x:en|de}\": parameter \"x\" must be of type de|en, not \"fr\"");
    EXPECT_EQ(built(parsed("/{x}"), {""}), "Route pattern \"/{x}\": parameter \"x\" must not be empty");
    for (const char* bad : {"..", "."}) {
        EXPECT_NE(built(parsed("/{x}"), {bad}).find("no segment"), std::string::npos);
        EXPECT_NE(built(parsed("/{x:any}"), {std::string("a/") + bad}).find("no segment"), std::string::npos);
    }
    EXPECT_NE(built(parsed("/{x}"), {std::string_view("a\0b", 3)}).find("zero byte"), std::string::npos);
    EXPECT_NE(built(parsed("/{x:any}"), {"/a"}).find("not begin with '/'"), std::string::npos);
    EXPECT_NE(built(parsed("user-{x}", '-'), {"a-b"}).find("no '-'"), std::string::npos);
}

static std::string addAll(RouteTable& table, const std::vector<std::pair<std::string, std::string>>& routes) {
    std::uint32_t next = 0;
    for (const auto& [method, text] : routes) {
        const auto methods = method == "*" ? std::vector<std::string>{} : std::vector<std::string>{method};
        if (Result<void> added = table.add(next++, methods, parsed(text), text); !added) {
            return added.error().message;
        }
    }
    return "";
}

TEST(RouteTable, PathsAreLimited) {
    RouteTable table;
    ASSERT_EQ(addAll(table, {{"GET", "/{x}"}, {"GET", "/r/{y:any}"}}), "");
    RouteMatch match;
    const std::string longest = "/" + std::string(kMaxPathBytes - 1, 'a');
    table.match("GET", longest, match);
    EXPECT_EQ(match.outcome, RouteMatch::Outcome::Found);
    EXPECT_EQ(match.values[0].size(), kMaxPathBytes - 1);
    table.match("GET", longest + "a", match);
    EXPECT_EQ(match.outcome, RouteMatch::Outcome::TooLong);
    std::string encoded = "/r/%41/";
    while (encoded.size() < kMaxPathBytes) {
        encoded += encoded.size() % 2 || encoded.size() + 1 == kMaxPathBytes ? "a" : "/";
    }
    table.match("GET", encoded, match);
    EXPECT_EQ(match.outcome, RouteMatch::Outcome::Found);
    EXPECT_TRUE(match.values[0].starts_with("A/"));
    EXPECT_EQ(match.values[0].size(), kMaxPathBytes - 5);
}

TEST(RouteTable, PathsMayHaveMoreSegmentsThanPatterns) {
    std::string deep;
    for (std::size_t i = 0; i < kMaxSegments; ++i) {
        deep += "/a";
    }
    for (const RouteTable::Slash slash : {RouteTable::Slash::Ignored, RouteTable::Slash::Strict}) {
        RouteTable table('/', slash);
        ASSERT_TRUE(table.add(0, {"GET"}, parsed(deep + "/"), "deep").ok());
        ASSERT_TRUE(table.add(1, {"GET"}, parsed("/a/{x:any}"), "rest").ok());
        RouteMatch match;
        table.match("GET", deep + "/", match);
        EXPECT_EQ(match.route, 0u);
        for (const char* more : {"/a", "/a/a", "/a/%41/b"}) {
            table.match("GET", deep + more, match);
            ASSERT_EQ(match.outcome, RouteMatch::Outcome::Found);
            EXPECT_EQ(match.route, 1u) << more;
        }
        EXPECT_TRUE(match.values[0].ends_with("a/a/A/b"));
        table.match("GET", deep + "//", match);
        EXPECT_EQ(match.outcome == RouteMatch::Outcome::Found, slash == RouteTable::Slash::Strict);
        table.match("GET", deep + "/a/a/%4", match);
        EXPECT_EQ(match.outcome, RouteMatch::Outcome::BadPath);
    }
}

TEST(RouteTable, MethodsAreLimited) {
    RouteTable table;
    for (std::size_t i = 3; i < kMaxMethods; ++i) { // GET, HEAD and OPTIONS are there
        ASSERT_TRUE(table.add(0, {"M" + std::to_string(i)}, parsed("/a"), "a").ok());
    }
    EXPECT_TRUE(table.add(0, {"GET"}, parsed("/a"), "a").ok());
    EXPECT_EQ(table.add(0, {"M99"}, parsed("/b"), "b").error().code, Errc::TooMany);
    RouteMatch match;
    table.match("M31", "/a", match);
    EXPECT_EQ(match.outcome, RouteMatch::Outcome::Found);
    EXPECT_TRUE(RouteTable().add(0, {std::string(kMaxMethodBytes, 'M')}, parsed("/"), "").ok());
    EXPECT_FALSE(RouteTable().add(0, {std::string(kMaxMethodBytes + 1, 'M')}, parsed("/"), "").ok());
    EXPECT_FALSE(RouteTable().add(0, {""}, parsed("/"), "").ok());
}

TEST(RouteTable, AThousandRoutes) {
    RouteTable table;
    for (std::uint32_t i = 0; i < 1000; ++i) {
        const std::string name = "/api/resource" + std::to_string(i);
        const std::string text = i % 2 ? name + "/{id:int}/edit" : name;
        ASSERT_TRUE(table.add(i, {i % 3 ? "GET" : "POST"}, parsed(text), text).ok());
    }
    EXPECT_EQ(table.size(), 1000u);
    RouteMatch match;
    for (std::uint32_t i = 0; i < 1000; ++i) {
        const std::string path = "/api/resource" + std::to_string(i) + (i % 2 ? "/12/edit" : "");
        table.match(i % 3 ? "GET" : "POST", path, match);
        ASSERT_EQ(match.outcome, RouteMatch::Outcome::Found) << path;
        EXPECT_EQ(match.route, i);
        table.match(i % 3 ? "POST" : "PUT", path, match);
        EXPECT_EQ(match.outcome, RouteMatch::Outcome::MethodNotAllowed);
    }
}

TEST(RouteTable, RoutesAreLimited) {
    RouteTable table;
    for (std::size_t i = 0; i < kMaxRoutes; ++i) {
        ASSERT_TRUE(table.add(0, {}, parsed("/" + std::to_string(i)), "").ok());
    }
    EXPECT_EQ(table.add(0, {}, parsed("/one-more"), "").error().code, Errc::TooMany);
    RouteMatch match;
    table.match("GET", "/" + std::to_string(kMaxRoutes - 1), match);
    EXPECT_EQ(match.outcome, RouteMatch::Outcome::Found);
}

// The same question answered without a tree: every route is tried, the best one wins.
class NaiveRoutes {
public:
    void add(std::string method, PathPattern pattern) {
        routes_.emplace_back(std::move(method), std::move(pattern));
    }
    std::string match(const std::string& method, const std::vector<std::string>& path) const {
        std::vector<std::vector<int>> best;
        std::string found = "-";
        bool allowed = false;
        std::vector<int> bestRank;
        for (std::size_t i = 0; i < routes_.size(); ++i) {
            std::vector<int> rank;
            if (!fitsPath(routes_[i].second, path, rank)) {
                continue;
            }
            allowed = true;
            if (routes_[i].first == method && (found == "-" || rank < bestRank)) {
                found = std::to_string(i);
                bestRank = rank;
            }
        }
        return found == "-" && allowed ? "405" : found;
    }

private:
    static bool fitsPath(const PathPattern& pattern, const std::vector<std::string>& path,
                         std::vector<int>& rank) {
        std::size_t at = 0;
        for (const PatternSegment& segment : pattern.segments()) {
            if (segment.type == SegmentType::Rest && segment.isParameter() && at < path.size()) {
                rank.push_back(99);
                return true;
            }
            if (at == path.size()) {
                return segment.optional;
            }
            if (segment.isParameter() ? !segment.accepts(path[at]) : segment.prefix != path[at]) {
                return false;
            }
            rank.push_back(segment.isParameter() ? 1 + static_cast<int>(segment.type) : 0);
            ++at;
        }
        return at == path.size();
    }
    std::vector<std::pair<std::string, PathPattern>> routes_;
};

TEST(RouteTable, FindsWhatTryingAllRoutesFinds) {
    std::mt19937 random(7);
    const std::vector<std::string> words = {"a", "b", "1", "22", "a-b"};
    const std::vector<std::string> kinds = {"a", "b", "1", "{?}", "{?:int}", "{?:alpha}", "{?:slug}"};
    const auto pick = [&](const auto& list) { return list[random() % list.size()]; };
    for (int round = 0; round < 300; ++round) {
        RouteTable table;
        NaiveRoutes naive;
        std::uint32_t routes = 0;
        for (int i = 0; i < 12; ++i) {
            std::string text;
            const std::size_t depth = random() % 4;
            for (std::size_t d = 0; d < depth; ++d) {
                std::string kind = pick(kinds);
                if (const auto mark = kind.find('?'); mark != std::string::npos) {
                    kind.replace(mark, 1, "p" + std::to_string(d));
                }
                text += "/" + kind;
            }
            text += random() % 6 == 0 ? "/{rest:any}" : random() % 6 == 0 ? "/{last:int?}" : depth ? "" : "/";
            const std::string method = random() % 2 ? "GET" : "POST";
            const RouteTable before = table; // a conflict makes a table unusable
            if (table.add(routes, {method}, parsed(text), text).ok()) {
                naive.add(method, parsed(text));
                ++routes;
            } else {
                std::destroy_at(&table);
                std::construct_at(&table, before);
            }
        }
        RouteMatch match;
        for (int i = 0; i < 200; ++i) {
            std::vector<std::string> segments;
            std::string path;
            for (std::size_t d = random() % 5; d > 0; --d) {
                segments.push_back(pick(words));
                path += "/" + segments.back();
            }
            const std::string method = random() % 2 ? "GET" : "POST";
            table.match(method, path.empty() ? "/" : path, match);
            const std::string found = match.outcome == RouteMatch::Outcome::Found
                                          ? std::to_string(match.route)
                                      : match.outcome == RouteMatch::Outcome::MethodNotAllowed ? "405"
                                                                                               : "-";
            ASSERT_EQ(found, naive.match(method, segments)) << method << " " << path;
        }
    }
}

} // namespace aha::mvc
