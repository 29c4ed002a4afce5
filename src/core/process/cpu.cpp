#include "core/process/cpu.h"

#ifdef __linux__
#include <sched.h>
#endif
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <thread>
#include <vector>

namespace aha::process {

static constexpr double kMostCpus = 1e6; // that a quota is taken for
static constexpr int kMaxCpus =
    16'384; // of an affinity mask; beyond, the quota and the kernel's count decide

#ifdef __linux__
// The mask of a big machine does not fit cpu_set_t: it grows until the kernel takes it.
static std::vector<int> affinity() {
    for (int count = CPU_SETSIZE; count <= kMaxCpus; count *= 2) {
        cpu_set_t* set = CPU_ALLOC(std::size_t(count));
        std::size_t bytes = CPU_ALLOC_SIZE(std::size_t(count));
        std::vector<int> cpus;
        int err = sched_getaffinity(0, bytes, set) == 0 ? 0 : errno;
        for (int cpu = 0; err == 0 && cpu < count; ++cpu) {
            if (CPU_ISSET_S(std::size_t(cpu), bytes, set)) {
                cpus.push_back(cpu);
            }
        }
        CPU_FREE(set);
        if (err != EINVAL) {
            return cpus;
        }
    }
    return {};
}
#endif

// Reads up to `count` numbers, 0 = all are there; "max" counts as no number.
static bool readNumbers(const std::string& path, double* numbers, int count) {
    std::ifstream file(path);
    for (int i = 0; i < count; ++i) {
        if (!(file >> numbers[i])) {
            return false;
        }
    }
    return true;
}

static unsigned ceilingOf(double quota, double period) {
    if (quota <= 0 || period <= 0) {
        return 0;
    }
    return std::max(1U, unsigned(std::ceil(std::min(quota / period, kMostCpus))));
}

static unsigned smaller(unsigned one, unsigned other) {
    return one == 0 ? other : other == 0 ? one : std::min(one, other);
}

// A group is bound by its ancestors as well. In a container the path may be one of the host, which does not
// exist here: walking up ends at the mount, which is the container's own group then.
static unsigned limitOfGroup(const std::string& mount, std::string group, bool isV2) {
    unsigned limit = 0;
    for (;;) {
        std::string folder = group == "/" ? mount : mount + group;
        double numbers[2] = {0, 0};
        if (isV2) {
            if (readNumbers(folder + "/cpu.max", numbers, 2)) {
                limit = smaller(limit, ceilingOf(numbers[0], numbers[1]));
            }
        } else if (readNumbers(folder + "/cpu.cfs_quota_us", &numbers[0], 1) &&
                   readNumbers(folder + "/cpu.cfs_period_us", &numbers[1], 1)) {
            limit = smaller(limit, ceilingOf(numbers[0], numbers[1]));
        }
        std::size_t slash = group.rfind('/');
        if (group == "/" || slash == std::string::npos) {
            return limit;
        }
        group.resize(std::max<std::size_t>(slash, 1));
    }
}

static bool namesController(const std::string& list, std::string_view wanted) {
    return ("," + list + ",").find("," + std::string(wanted) + ",") != std::string::npos;
}

unsigned cgroupCpuLimit(const std::string& root) {
    std::ifstream groups(root + "/proc/self/cgroup");
    unsigned limit = 0;
    for (std::string line; std::getline(groups, line);) { // "4:cpu,cpuacct:/path"; "0::/path" is version 2
        std::size_t first = line.find(':');
        std::size_t second = first == std::string::npos ? first : line.find(':', first + 1);
        if (second == std::string::npos || line.compare(second + 1, 1, "/") != 0) {
            continue;
        }
        std::string controllers = line.substr(first + 1, second - first - 1);
        std::string group = line.substr(second + 1);
        if (controllers.empty()) {
            limit = smaller(limit, limitOfGroup(root + "/sys/fs/cgroup", group, true));
        } else if (namesController(controllers, "cpu")) {
            for (const char* mount : {"/sys/fs/cgroup/cpu", "/sys/fs/cgroup/cpu,cpuacct"}) {
                limit = smaller(limit, limitOfGroup(root + mount, group, false));
            }
        }
    }
    return limit;
}

unsigned usableCpus() {
    unsigned cpus = std::thread::hardware_concurrency();
#ifdef __linux__
    if (std::size_t allowed = affinity().size(); allowed > 0) {
        cpus = unsigned(allowed);
    }
    cpus = smaller(cpus, cgroupCpuLimit(""));
#endif
    return std::max(cpus, 1U);
}

Result<void> pinTo([[maybe_unused]] unsigned index) {
#ifdef __linux__
    std::vector<int> cpus = affinity();
    if (cpus.empty()) {
        return errorFromErrno(errno, "read the CPU affinity");
    }
    int cpu = cpus[index % cpus.size()];
    std::size_t bytes = CPU_ALLOC_SIZE(std::size_t(cpu) + 1);
    cpu_set_t* set = CPU_ALLOC(std::size_t(cpu) + 1);
    CPU_ZERO_S(bytes, set);
    CPU_SET_S(std::size_t(cpu), bytes, set);
    int err = sched_setaffinity(0, bytes, set) == 0 ? 0 : errno;
    CPU_FREE(set);
    if (err != 0) {
        return errorFromErrno(err, "tie the process to CPU " + std::to_string(cpu));
    }
#endif
    return {};
}

} // namespace aha::process
