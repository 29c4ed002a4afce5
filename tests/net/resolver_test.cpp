#include "core/net/resolver.h"

#include "support/loop_fixture.h"

#include <gtest/gtest.h>

#include <condition_variable>
#include <mutex>

namespace aha::net {
namespace {

// A resolver of the system whose answers the test gives; lookups of names that begin with "stuck" do not end
// before the gate opens.
class FakeDns {
public:
    Resolver::Answer look(const std::string& name) {
        std::unique_lock<std::mutex> lock(mutex_);
        names_.push_back(name);
        if (name.rfind("stuck", 0) == 0) {
            opened_.wait(lock, [this] { return isOpen_; });
        }
        auto found = answers_.find(name);
        if (found == answers_.end()) {
            return Error{Errc::Unreachable, "look up \"" + name + "\": Name or service not known"};
        }
        return found->second;
    }
    void answer(const std::string& name, Resolver::Addresses addresses) {
        std::lock_guard<std::mutex> lock(mutex_);
        answers_[name] = std::move(addresses);
    }
    void open() {
        std::lock_guard<std::mutex> lock(mutex_);
        isOpen_ = true;
        opened_.notify_all();
    }
    std::size_t asked() {
        std::lock_guard<std::mutex> lock(mutex_);
        return names_.size();
    }

private:
    std::mutex mutex_;
    std::condition_variable opened_;
    std::map<std::string, Resolver::Addresses> answers_;
    std::vector<std::string> names_;
    bool isOpen_ = false;
};

class Resolving : public testing::Test {
protected:
    Resolving() { use({}); }
    ~Resolving() override { dns.open(); } // before the loop, which waits for its threads

    void use(ResolverOptions options) {
        resolver = std::make_unique<Resolver>(*loop, options,
                                              [this](const std::string& name) { return dns.look(name); });
    }
    std::unique_ptr<Resolver::Query> ask(const std::string& name, std::uint64_t timeoutMs = 5'000) {
        return resolver->resolve(name, timeoutMs,
                                 [this](Resolver::Answer answer) { answers.push_back(std::move(answer)); });
    }
    bool answered(std::size_t count) {
        return test::runUntil(*loop, [&] { return answers.size() >= count; });
    }

    FakeDns dns;
    std::unique_ptr<Loop> loop = std::make_unique<Loop>();
    std::vector<Resolver::Answer> answers;
    std::unique_ptr<Resolver> resolver;
};

using Addresses = Resolver::Addresses;

TEST_F(Resolving, AnswersFromALookupAndThenFromTheCache) {
    dns.answer("example.test", {"192.0.2.1", "2001:db8::1"});
    auto first = ask("example.test");
    EXPECT_TRUE(answers.empty());
    ASSERT_TRUE(answered(1));
    EXPECT_TRUE(first->isDone());
    EXPECT_EQ(answers[0].value(), (Addresses{"192.0.2.1", "2001:db8::1"}));
    auto second = ask("EXAMPLE.test");
    EXPECT_EQ(answers.size(), 1U); // from the loop, also from the cache
    ASSERT_TRUE(answered(2));
    EXPECT_EQ(answers[1].value(), answers[0].value());
    EXPECT_EQ(dns.asked(), 1U);
    EXPECT_EQ(resolver->stats().hits, 1U);
    EXPECT_EQ(resolver->stats().latency.count(), 1U);
}

TEST_F(Resolving, AnAnswerIsKeptForItsTimeOnly) {
    ResolverOptions options;
    options.ttlMs = 1'000'000;
    options.negativeTtlMs = 500'000;
    use(options);
    dns.answer("good.test", {"192.0.2.1"});
    auto a = ask("good.test"), b = ask("bad.test");
    ASSERT_TRUE(answered(2));
    loop->skipTime(400'000);
    EXPECT_TRUE(resolver->known("good.test") && resolver->known("good.test")->ok());
    EXPECT_TRUE(resolver->known("bad.test") && !resolver->known("bad.test")->ok());
    EXPECT_EQ(resolver->stats().negativeHits, 2U);
    loop->skipTime(200'000);
    EXPECT_FALSE(resolver->known("bad.test"));
    EXPECT_TRUE(resolver->known("good.test"));
    loop->skipTime(500'000);
    EXPECT_FALSE(resolver->known("good.test"));
    EXPECT_EQ(resolver->entries(), 0U);
}

TEST_F(Resolving, OneLookupServesAllWhoAskMeanwhile) {
    dns.answer("stuck.test", {"192.0.2.7"});
    std::vector<std::unique_ptr<Resolver::Query>> queries;
    for (int i = 0; i < 5; ++i) {
        queries.push_back(ask("stuck.test"));
    }
    EXPECT_EQ(resolver->running(), 1U);
    queries.pop_back(); // cancels silently
    dns.open();
    ASSERT_TRUE(answered(4));
    test::settle(*loop);
    EXPECT_EQ(answers.size(), 4U);
    EXPECT_EQ(dns.asked(), 1U);
    EXPECT_EQ(resolver->stats().joined, 4U);
    EXPECT_EQ(resolver->running(), 0U);
}

TEST_F(Resolving, LiteralsAndLoopbackNamesAreAnsweredAtOnce) {
    for (auto& [name, expected] : std::map<std::string, Addresses>{
             {"127.0.0.1", {"127.0.0.1"}},
             {"::1", {"::1"}},
             {"[::1]", {"::1"}},
             {"localhost", {"127.0.0.1", "::1"}},
             {"LOCALHOST.", {"127.0.0.1", "::1"}},
             {"app.localhost", {"127.0.0.1", "::1"}},
         }) {
        answers.clear();
        auto query = ask(name);
        ASSERT_TRUE(answered(1));
        ASSERT_TRUE(answers[0].ok()) << name;
        EXPECT_EQ(answers[0].value(), expected) << name;
    }
    EXPECT_EQ(dns.asked(), 0U);
    auto notALiteral = ask("1.example.test");
    ASSERT_TRUE(answered(2));
    EXPECT_EQ(dns.asked(), 1U);
}

TEST_F(Resolving, RefusesWhatIsNoName) {
    std::string longest = std::string(253, 'a');
    auto fits = ask(longest);
    ASSERT_TRUE(answered(1));
    EXPECT_EQ(dns.asked(), 1U);
    for (const std::string& name : {std::string(), longest + "a", std::string("a b"), std::string("a\nb"),
                                    std::string("a\0b", 3), std::string("a/b")}) {
        answers.clear();
        auto query = ask(name);
        ASSERT_TRUE(answered(1));
        ASSERT_FALSE(answers[0].ok());
        EXPECT_EQ(answers[0].error().code, Errc::InvalidArgument);
    }
    EXPECT_EQ(dns.asked(), 1U);
}

TEST_F(Resolving, AStuckLookupHoldsNobodyWhoAsksLater) {
    dns.answer("stuck.test", {"192.0.2.7"});
    auto first = ask("stuck.test", 1'000'000);
    auto patient = ask("stuck.test", 0);
    loop->skipTime(1'000'000);
    ASSERT_TRUE(answered(1));
    EXPECT_EQ(answers[0].error().code, Errc::TimedOut);
    EXPECT_EQ(answers[0].error().message, "look up \"stuck.test\": no answer within 1000000 ms");
    EXPECT_EQ(resolver->stats().timeouts, 1U);
    auto later = ask("stuck.test", 0);
    EXPECT_EQ(resolver->running(), 2U); // a lookup of its own
    dns.open();
    ASSERT_TRUE(answered(3));
    EXPECT_TRUE(answers[1].ok() && answers[2].ok());
}

TEST_F(Resolving, SoManyLookupsRunAndSoManyWait) {
    ResolverOptions options;
    options.maxRunning = 2;
    options.maxQueued = 2;
    use(options);
    std::vector<std::unique_ptr<Resolver::Query>> queries;
    for (int i = 1; i <= 4; ++i) {
        queries.push_back(ask("stuck" + std::to_string(i), 0));
    }
    EXPECT_EQ(resolver->running(), 2U);
    EXPECT_EQ(resolver->queued(), 2U);
    queries.push_back(ask("stuck5"));
    ASSERT_TRUE(answered(1));
    EXPECT_EQ(answers[0].error().code, Errc::TooMany);
    queries.push_back(ask("stuck4", 0)); // joins
    EXPECT_EQ(resolver->queued(), 2U);
    queries[2].reset(); // nobody wants stuck3 any more: it is not looked up
    EXPECT_EQ(resolver->queued(), 1U);
    dns.open();
    ASSERT_TRUE(answered(5));
    EXPECT_EQ(dns.asked(), 3U);
    EXPECT_EQ(resolver->stats().failures, 3U);
}

TEST_F(Resolving, OneThatWaitsForAThreadHasATimeLimit) {
    ResolverOptions options;
    options.maxRunning = 1;
    use(options);
    auto stuck = ask("stuck.test", 0);
    auto waits = ask("other.test", 1'000'000);
    loop->skipTime(1'000'000);
    ASSERT_TRUE(answered(1));
    EXPECT_EQ(answers[0].error().code, Errc::TimedOut);
    EXPECT_EQ(resolver->queued(), 0U);
}

TEST_F(Resolving, TheCacheAndAnAnswerHaveLimits) {
    ResolverOptions options;
    options.maxEntries = 2;
    options.maxAddresses = 3;
    use(options);
    dns.answer("a.test", {"192.0.2.1", "192.0.2.2", "192.0.2.3"});
    dns.answer("b.test", {"192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4"});
    dns.answer("c.test", {"192.0.2.1"});
    for (const char* name : {"a.test", "b.test", "c.test"}) {
        std::size_t before = answers.size();
        auto query = ask(name);
        ASSERT_TRUE(answered(before + 1));
        loop->skipTime(10);
    }
    EXPECT_EQ(answers[0].value().size(), 3U);
    EXPECT_EQ(answers[1].value().size(), 3U);
    EXPECT_EQ(resolver->entries(), 2U);
    EXPECT_FALSE(resolver->known("a.test")); // the oldest made room
    EXPECT_EQ(resolver->stats().evicted, 1U);
    resolver->forget("C.test");
    EXPECT_FALSE(resolver->known("c.test"));
    resolver->clear();
    EXPECT_EQ(resolver->entries(), 0U);
}

TEST_F(Resolving, ANameWithoutAddressesIsAnError) {
    dns.answer("empty.test", {});
    auto query = ask("empty.test");
    ASSERT_TRUE(answered(1));
    EXPECT_EQ(answers[0].error().message, "look up \"empty.test\": it has no address");
}

TEST_F(Resolving, EndsWithTheResolver) {
    auto waits = ask("stuck.test");
    resolver.reset();
    EXPECT_TRUE(answers.empty());
    ASSERT_TRUE(answered(1));
    EXPECT_EQ(answers[0].error().code, Errc::Cancelled);
}

TEST_F(Resolving, EndsWithTheLoop) {
    auto waits = ask("stuck.test");
    auto known = ask("localhost");
    dns.open(); // the loop cannot end before its threads
    loop.reset();
    ASSERT_EQ(answers.size(), 2U);
    EXPECT_EQ(answers[0].error().code, Errc::Cancelled);
    EXPECT_EQ(answers[1].error().code, Errc::Cancelled);
}

TEST_F(Resolving, AQueryMayBeDestroyedByItsCallback) {
    std::unique_ptr<Resolver::Query> query;
    bool isCalled = false;
    query = resolver->resolve("unknown.test", 1000, [&](Resolver::Answer answer) {
        EXPECT_FALSE(answer.ok());
        isCalled = true;
        query.reset();
    });
    EXPECT_TRUE(test::runUntil(*loop, [&] { return isCalled; }));
}

TEST(SystemResolver, KnowsThisHost) {
    auto answer = Resolver::systemLookup("localhost");
    ASSERT_TRUE(answer.ok()) << answer.error().message;
    EXPECT_FALSE(answer.value().empty());
    auto tooLong = Resolver::systemLookup(std::string(300, 'a')); // fails without asking anybody
    ASSERT_FALSE(tooLong.ok());
    EXPECT_NE(tooLong.error().message.find("look up \"aaa"), std::string::npos);
}

} // namespace
} // namespace aha::net
