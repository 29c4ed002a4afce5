#include "core/process/memory_usage.h"

#include "support/child_process.h"

#include <gtest/gtest.h>

#include <sys/mman.h>
#include <sys/resource.h>

#include <cstring>

namespace aha::process {
namespace {

constexpr std::size_t kBytes = std::size_t{32} << 20;

void* touched(int flags) {
    void* memory = ::mmap(nullptr, kBytes, PROT_READ | PROT_WRITE, flags | MAP_ANONYMOUS, -1, 0);
    std::memset(memory, 1, kBytes);
    return memory;
}

TEST(MemoryUsage, CountsPrivateMemoryInBoth) {
    MemoryMeter meter;
    MemoryUsage before = meter.read();
    if (before.residentBytes == 0) {
        GTEST_SKIP() << "this operating system does not tell";
    }
    EXPECT_LT(before.privateBytes, before.residentBytes);
    void* memory = touched(MAP_PRIVATE);
    MemoryUsage after = meter.read();
    EXPECT_GE(after.residentBytes, before.residentBytes + kBytes * 9 / 10);
    EXPECT_GE(after.privateBytes, before.privateBytes + kBytes * 9 / 10);
    ::munmap(memory, kBytes);
    EXPECT_LE(meter.read().privateBytes, after.privateBytes - kBytes / 2);
}

TEST(MemoryUsage, CountsSharedMemoryAsResidentOnly) {
    MemoryMeter meter;
    MemoryUsage before = meter.read();
    if (before.residentBytes == 0) {
        GTEST_SKIP() << "this operating system does not tell";
    }
    void* memory = touched(MAP_SHARED);
    MemoryUsage after = meter.read();
    ::munmap(memory, kBytes);
    EXPECT_GE(after.residentBytes, before.residentBytes + kBytes * 9 / 10);
    EXPECT_LE(after.privateBytes, before.privateBytes + kBytes / 2);
}

TEST(MemoryUsage, IsZeroWhereItCannotBeRead) {
    EXPECT_EQ(test::inChild([] {
                  rlimit none{0, 0};
                  ::setrlimit(RLIMIT_NOFILE, &none);
                  MemoryUsage usage = MemoryMeter().read();
                  return std::to_string(usage.residentBytes) + " " + std::to_string(usage.privateBytes);
              }),
              "0 0");
}

} // namespace
} // namespace aha::process
