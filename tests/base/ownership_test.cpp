#include "core/base/intrusive_list.h"
#include "core/base/ref.h"
#include "core/base/result.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace aha {
namespace {

struct Other {};
struct Item : Link<>, Link<Other> {
    explicit Item(char letter) : name(letter) {}
    char name;
};

template <typename Tag> std::string namesIn(IntrusiveList<Item, Tag>& list) {
    std::string names;
    for (Item* item = list.front(); item; item = list.next(*item)) {
        names += item->name;
    }
    return names;
}

TEST(IntrusiveListTest, KeepsItsOrder) {
    Item a('a'), b('b'), c('c');
    IntrusiveList<Item> list;
    EXPECT_TRUE(list.empty());
    EXPECT_EQ(list.front(), nullptr);
    EXPECT_EQ(list.back(), nullptr);
    EXPECT_EQ(list.popFront(), nullptr);
    list.pushBack(b);
    list.pushBack(c);
    list.pushFront(a);
    EXPECT_EQ(namesIn(list), "abc");
    EXPECT_EQ(list.back(), &c);
    EXPECT_EQ(list.popFront(), &a);
    c.Link<>::unlink();
    c.Link<>::unlink(); // does nothing the second time
    EXPECT_EQ(namesIn(list), "b");
    b.Link<>::unlink();
}

TEST(IntrusiveListTest, AnItemSitsInSeveralLists) {
    Item a('a'), b('b');
    IntrusiveList<Item> one;
    IntrusiveList<Item, Other> two;
    one.pushBack(a);
    one.pushBack(b);
    two.pushBack(b);
    two.pushBack(a);
    EXPECT_EQ(namesIn(one), "ab");
    EXPECT_EQ(namesIn(two), "ba");
    a.Link<>::unlink();
    EXPECT_EQ(namesIn(two), "ba");
    while (one.popFront() || two.popFront()) {
    }
}

TEST(IntrusiveListTest, SplicesAtTheEnd) {
    Item a('a'), b('b'), c('c');
    IntrusiveList<Item> one, two;
    one.splice(two);
    EXPECT_TRUE(one.empty());
    two.pushBack(b);
    two.pushBack(c);
    one.pushBack(a);
    one.splice(two);
    EXPECT_EQ(namesIn(one), "abc");
    EXPECT_TRUE(two.empty());
    two.splice(one);
    EXPECT_EQ(namesIn(two), "abc");
    while (two.popFront()) {
    }
}

TEST(IntrusiveListDeathTest, MisuseIsCaught) {
    testing::FLAGS_gtest_death_test_style = "threadsafe";
    EXPECT_DEATH(
        {
            IntrusiveList<Item> list;
            Item gone('x');
            list.pushBack(gone);
        },
        "isLinked");
    EXPECT_DEATH(
        {
            IntrusiveList<Item> list;
            auto* twice = new Item('x');
            list.pushBack(*twice);
            list.pushBack(*twice);
        },
        "isLinked");
}

struct Shared final : RefCounted<Shared> {
    explicit Shared(int& counter) : destroyed(counter) {}
    static void destroy(Shared* object) noexcept {
        ++object->destroyed;
        delete object;
    }
    int& destroyed;
};

TEST(RefTest, DestroysWithTheLastReference) {
    int destroyed = 0;
    Ref<Shared> one(*new Shared(destroyed));
    Ref<Shared> two = one;
    Ref<Shared> three = std::move(one);
    EXPECT_FALSE(one);
    Ref<Shared>& same = two;
    two = same;
    EXPECT_EQ(two.get(), three.get());
    two.reset();
    EXPECT_EQ(destroyed, 0);
    three = Ref<Shared>();
    EXPECT_EQ(destroyed, 1);
}

TEST(ResultTest, HoldsAValueOrAnError) {
    Result<std::unique_ptr<int>> good = std::make_unique<int>(7);
    ASSERT_TRUE(good.ok());
    EXPECT_EQ(*good.take(), 7);
    Result<std::unique_ptr<int>> bad = Error{Errc::TimedOut, "late"};
    EXPECT_FALSE(bad);
    EXPECT_EQ(bad.error().message, "late");
    Result<void> fine, broken = Error{Errc::Io, "x"};
    EXPECT_TRUE(fine.ok());
    EXPECT_EQ(broken.error().code, Errc::Io);
}

TEST(ResultDeathTest, TheWrongSideIsABug) {
    testing::FLAGS_gtest_death_test_style = "threadsafe";
    Result<int> bad = Error{Errc::Io, "x"};
    Result<int> good = 1;
    Result<void> fine;
    EXPECT_DEATH(bad.value(), "internal error");
    EXPECT_DEATH(static_cast<void>(good.error()), "internal error");
    EXPECT_DEATH(static_cast<void>(fine.error()), "internal error");
}

} // namespace
} // namespace aha
