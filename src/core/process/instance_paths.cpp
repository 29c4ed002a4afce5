#include "core/process/instance_paths.h"

#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstdlib>

namespace aha::process {

static constexpr std::size_t kMaxAppBytes = 40;
static constexpr std::size_t kMaxSocketPathBytes = sizeof(sockaddr_un::sun_path) - 1;

static void addToHash(std::uint64_t& hash, std::string_view bytes) { // FNV-1a
    for (char c : bytes) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
    }
}

static std::string hashOf(std::string_view script, std::string_view address) {
    std::uint64_t hash = 0xcbf29ce484222325U;
    addToHash(hash, script);
    addToHash(hash, std::string_view("\0", 1));
    addToHash(hash, address);
    std::string digits;
    for (int shift = 60; shift >= 0; shift -= 4) {
        digits += "0123456789abcdef"[(hash >> shift) & 0xf];
    }
    return digits;
}

static bool isPlain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '.' || c == '-';
}

static std::string fileNameOf(std::string_view app) {
    std::string name(app.substr(0, kMaxAppBytes));
    for (char& c : name) {
        c = isPlain(c) ? c : '_';
    }
    return name.empty() ? "aha" : name;
}

static bool isOurFolder(const std::string& path) {
    struct stat info {};
    return ::stat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode) && info.st_uid == ::geteuid();
}

static std::string chooseFolder(std::string_view temporaryFolder) {
    const char* runtime = std::getenv("XDG_RUNTIME_DIR");
    if (runtime && *runtime == '/' && isOurFolder(runtime)) {
        return std::string(runtime) + "/aha";
    }
    return std::string(temporaryFolder) + "/aha-" + std::to_string(::geteuid());
}

// Whoever can write to the folder could pose as our server: one that is not safe is refused, not repaired.
static Result<void> makeFolder(const std::string& path) {
    if (::mkdir(path.c_str(), 0700) == 0) {
        ::chmod(path.c_str(), 0700); // whatever the umask says
    } else if (errno != EEXIST) {
        return errorFromErrno(errno, "create the folder " + path);
    }
    struct stat info {};
    if (::lstat(path.c_str(), &info) != 0) {
        return errorFromErrno(errno, "look at the folder " + path);
    }
    const char* problem = S_ISLNK(info.st_mode)        ? "it is a symbolic link"
                          : !S_ISDIR(info.st_mode)     ? "it is not a folder"
                          : info.st_uid != ::geteuid() ? "it belongs to another user"
                          : (info.st_mode & 0077) != 0 ? "other users have access to it (mode must be 0700)"
                          : (info.st_mode & 0700) != 0700 ? "we have no access to it (mode must be 0700)"
                                                          : nullptr;
    if (problem) {
        return Error{Errc::PermissionDenied,
                     "folder " + path + " is not safe for a control socket: " + problem};
    }
    return {};
}

Result<InstancePaths> instancePaths(const InstanceQuery& query) {
    InstancePaths paths;
    paths.folder = chooseFolder(query.temporaryFolder);
    std::string base = paths.folder + "/" + fileNameOf(query.app) + "-" + hashOf(query.script, query.address);
    paths.controlSocket = base + ".sock";
    paths.pidFile = base + ".pid";
    if (paths.controlSocket.size() > kMaxSocketPathBytes) {
        return Error{Errc::TooLarge, "control socket " + paths.controlSocket + ": the path has " +
                                         std::to_string(paths.controlSocket.size()) + " bytes, at most " +
                                         std::to_string(kMaxSocketPathBytes) + " are possible"};
    }
    if (auto made = makeFolder(paths.folder); !made) {
        return made.error();
    }
    return paths;
}

} // namespace aha::process
