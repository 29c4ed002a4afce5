#include "core/process/cpu.h"

#include "support/child_process.h"
#include "support/http_temp_tree.h"

#include <gtest/gtest.h>

#include <thread>

#ifdef __linux__
#include <sched.h>
#endif

namespace aha::process {
namespace {

TEST(Cpus, AreAtLeastOneAndNoMoreThanThereAre) {
    EXPECT_GE(usableCpus(), 1U);
    EXPECT_LE(usableCpus(), std::max(1U, std::thread::hardware_concurrency()));
}

#ifdef __linux__
std::string pinnedCpus() {
    cpu_set_t set;
    CPU_ZERO(&set);
    std::string cpus;
    if (sched_getaffinity(0, sizeof set, &set) == 0) {
        for (int cpu = 0; cpu < CPU_SETSIZE; ++cpu) {
            if (CPU_ISSET(cpu, &set)) {
                cpus += std::to_string(cpu) + " ";
            }
        }
    }
    return cpus;
}

TEST(Cpus, CanBePinnedToAndThenThereIsOne) {
    cpu_set_t set;
    ASSERT_EQ(sched_getaffinity(0, sizeof set, &set), 0);
    std::vector<int> all;
    for (int cpu = 0; cpu < CPU_SETSIZE; ++cpu) {
        if (CPU_ISSET(cpu, &set)) {
            all.push_back(cpu);
        }
    }
    for (unsigned index = 0; index < unsigned(all.size()) * 2; ++index) {
        EXPECT_EQ(test::inChild([&] {
                      auto pinned = pinTo(index);
                      return pinned ? pinnedCpus() + std::to_string(usableCpus()) : pinned.error().message;
                  }),
                  std::to_string(all[index % all.size()]) + " 1");
    }
}
#endif

// The files of the kernel, as far as they are read.
class ControlGroups : public testing::Test {
protected:
    void groups(std::string_view lines) const { tree.file("proc/self/cgroup", lines); }
    void v2(const std::string& group, std::string_view max) const {
        tree.file("sys/fs/cgroup" + group + "/cpu.max", max);
    }
    void v1(const std::string& group, std::string_view quota, std::string_view period) const {
        tree.file("sys/fs/cgroup/" + group + "/cpu.cfs_quota_us", quota);
        tree.file("sys/fs/cgroup/" + group + "/cpu.cfs_period_us", period);
    }
    unsigned limit() const { return cgroupCpuLimit(tree.root()); }

    test::TempTree tree;
};

TEST_F(ControlGroups, SetNoLimitWhenThereAreNone) {
    EXPECT_EQ(limit(), 0U);
    groups("0::/\n");
    EXPECT_EQ(limit(), 0U);
    groups("garbage\n::\n0:\n0::relative\n\n");
    EXPECT_EQ(limit(), 0U);
}

TEST_F(ControlGroups, RoundTheQuotaUp) {
    groups("0::/app.slice/server.service\n");
    struct {
        const char* max;
        unsigned limit;
    } cases[] = {{"max 100000\n", 0},    {"100000 100000\n", 1},
                 {"100001 100000\n", 2}, {"250000 100000\n", 3},
                 {"1000 100000\n", 1},   {"0 100000\n", 0},
                 {"100000\n", 0},        {"100000 0\n", 0},
                 {"-1 100000\n", 0},     {"", 0},
                 {"200000 50000\n", 4},  {"999999999999999999 1\n", 1'000'000}};
    for (const auto& [max, expected] : cases) {
        v2("/app.slice/server.service", max);
        EXPECT_EQ(limit(), expected) << max;
    }
}

TEST_F(ControlGroups, AreBoundByTheirAncestors) {
    groups("0::/a/b/c\n");
    v2("/a/b/c", "max 100000\n");
    v2("/a/b", "400000 100000\n");
    v2("/a", "200000 100000\n");
    EXPECT_EQ(limit(), 2U);
    v2("/a/b/c", "100000 100000\n");
    EXPECT_EQ(limit(), 1U);
}

TEST_F(ControlGroups, OfAContainerAreAtTheMount) {
    groups("0::/docker/0123abc\n"); // a path of the host, which is not to be seen here
    v2("", "150000 100000\n");
    EXPECT_EQ(limit(), 2U);
    groups("0::/\n");
    EXPECT_EQ(limit(), 2U);
    groups("0::/../other\n");
    EXPECT_EQ(limit(), 2U);
}

TEST_F(ControlGroups, OfVersionOne) {
    groups("11:memory:/x\n4:cpu,cpuacct:/docker/1\n0::/\n");
    v1("cpu,cpuacct", "300000\n", "100000\n");
    EXPECT_EQ(limit(), 3U);
    v1("cpu,cpuacct/docker/1", "-1\n", "100000\n");
    EXPECT_EQ(limit(), 3U);
    v1("cpu,cpuacct/docker/1", "150000\n", "100000\n");
    EXPECT_EQ(limit(), 2U);
    groups("4:cpuset:/docker/1\n"); // another controller
    EXPECT_EQ(limit(), 0U);
    groups("4:cpu:/\n");
    v1("cpu", "100000\n", "100000\n");
    EXPECT_EQ(limit(), 1U);
}

} // namespace
} // namespace aha::process
