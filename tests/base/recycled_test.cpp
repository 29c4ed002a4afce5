#include "core/base/recycled.h"

#include <gtest/gtest.h>

#include <array>
#include <memory>
#include <set>
#include <vector>

using namespace aha;

namespace {

class Large final : public Recycled<Large> {
public:
    explicit Large(int& living) : living_(living) { ++living_; }
    ~Large() { --living_; }
    std::array<char, 3000> bytes{};

private:
    int& living_;
};

} // namespace

TEST(Recycled, LivingObjectsNeverShareMemory) {
    int living = 0;
    for (int round = 0; round < 3; ++round) {
        std::vector<std::unique_ptr<Large>> all;
        std::set<const void*> places;
        for (std::size_t i = 0; i < Large::kKept + 10; ++i) {
            all.push_back(std::make_unique<Large>(living));
            EXPECT_EQ(all.back()->bytes[2999], 0) << "made anew";
            all.back()->bytes.fill('x');
            places.insert(all.back().get());
        }
        EXPECT_EQ(places.size(), all.size());
        EXPECT_EQ(living, int(all.size()));
    }
    EXPECT_EQ(living, 0);
}

TEST(Recycled, TheLastOnesComeBackUpToTheLimit) {
    if (AHA_WATCHES_MEMORY) {
        GTEST_SKIP() << "a sanitizer sees each object come and go";
    }
    int living = 0;
    std::vector<std::unique_ptr<Large>> all;
    for (std::size_t i = 0; i < Large::kKept + 1; ++i) {
        all.push_back(std::make_unique<Large>(living));
    }
    const void* last = all[Large::kKept - 1].get();
    for (auto& one : all) { // the one beyond the limit goes for good
        one.reset();
    }
    auto again = std::make_unique<Large>(living);
    EXPECT_EQ(static_cast<const void*>(again.get()), last);
}
