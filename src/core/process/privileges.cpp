#include "core/process/privileges.h"

#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <optional>
#include <vector>

namespace aha::process {

static constexpr std::size_t kMaxRecordBytes = std::size_t{1} << 20; // of one entry of the user database

// getpwnam_r and its relatives want to be asked again with more room.
template <typename Record, typename Key>
static Result<bool> lookUp(int (*call)(Key, Record*, char*, std::size_t, Record**), Key key, Record& record,
                           std::vector<char>& room) {
    for (room.resize(4096); room.size() <= kMaxRecordBytes; room.resize(room.size() * 2)) {
        Record* found = nullptr;
        int err = call(key, &record, room.data(), room.size(), &found);
        if (err == EINTR) {
            continue;
        }
        if (err == 0 || err == ENOENT || err == ESRCH) {
            return found != nullptr;
        }
        if (err != ERANGE) {
            return errorFromErrno(err, "read the user database");
        }
    }
    return Error{Errc::TooLarge, "read the user database: an entry is too long"};
}

static std::optional<unsigned> numberOf(const std::string& text) {
    unsigned number = 0;
    auto [last, err] = std::from_chars(text.data(), text.data() + text.size(), number);
    // The greatest one means "leave it" to the system calls.
    bool isId = err == std::errc() && last == text.data() + text.size() && number != ~0U;
    return isId ? std::optional(number) : std::nullopt;
}

Result<void> Privileges::resolveUser(const std::string& user) {
    passwd record{};
    std::vector<char> room;
    auto found = lookUp<passwd, const char*>(::getpwnam_r, user.c_str(), record, room);
    auto number = numberOf(user);
    if (found && !found.value() && number) {
        uid_ = *number;
        found = lookUp<passwd, uid_t>(::getpwuid_r, uid_, record, room);
        if (found && !found.value()) {
            return {}; // a number needs no entry, only a group then
        }
    }
    if (!found) {
        return Error{found.error().code, "option 'user': \"" + user + "\": " + found.error().message};
    }
    if (!found.value()) {
        return Error{Errc::NotFound, "option 'user': there is no user \"" + user + "\""};
    }
    userName_ = record.pw_name;
    uid_ = record.pw_uid;
    gid_ = record.pw_gid;
    knowsGroup_ = true;
    return {};
}

Result<void> Privileges::resolveGroup(const std::string& name) {
    group record{};
    std::vector<char> room;
    auto found = lookUp<group, const char*>(::getgrnam_r, name.c_str(), record, room);
    if (!found) {
        return Error{found.error().code, "option 'group': \"" + name + "\": " + found.error().message};
    }
    if (found.value()) {
        gid_ = record.gr_gid;
    } else if (auto number = numberOf(name)) {
        gid_ = *number;
    } else {
        return Error{Errc::NotFound, "option 'group': there is no group \"" + name + "\""};
    }
    knowsGroup_ = true;
    return {};
}

static Result<void> checkRoot(const std::string& root) {
    const std::string what = "option 'chroot': \"" + root + "\"";
    if (root[0] != '/') {
        return Error{Errc::InvalidArgument, what + " is not an absolute path"};
    }
    struct stat info {};
    if (::stat(root.c_str(), &info) != 0) {
        return errorFromErrno(errno, what);
    }
    if (!S_ISDIR(info.st_mode)) {
        return Error{Errc::InvalidArgument, what + " is not a folder"};
    }
    return {};
}

// Only root may change anything; asking for what is the case already is fine for everybody.
Result<void> Privileges::checkRights(const PrivilegeOptions& options) {
    if (::geteuid() == 0) {
        return {};
    }
    const std::string only =
        ": only root may do that, and this process runs as user " + std::to_string(::geteuid());
    if (setsUser_ && uid_ != ::geteuid()) {
        return Error{Errc::PermissionDenied, "option 'user': become \"" + options.user + "\"" + only};
    }
    if (!options.group.empty() && gid_ != ::getegid()) {
        return Error{Errc::PermissionDenied,
                     "option 'group': take the group \"" + options.group + "\"" + only};
    }
    if (!root_.empty()) {
        return Error{Errc::PermissionDenied, "option 'chroot': change to \"" + root_ + "\"" + only};
    }
    setsUser_ = setsGroup_ = false;
    return {};
}

Result<Privileges> Privileges::check(const PrivilegeOptions& options) {
    Privileges result;
    result.uid_ = ::geteuid();
    result.gid_ = ::getegid();
    result.root_ = options.chroot;
    result.setsUser_ = !options.user.empty();
    result.setsGroup_ = result.setsUser_ || !options.group.empty();
    if (result.setsUser_) {
        if (auto resolved = result.resolveUser(options.user); !resolved) {
            return resolved.error();
        }
    }
    if (!options.group.empty()) {
        if (auto resolved = result.resolveGroup(options.group); !resolved) {
            return resolved.error();
        }
    }
    if (result.setsUser_ && !result.knowsGroup_) {
        return Error{Errc::InvalidArgument, "option 'user': " + options.user +
                                                " has no entry in the user database: set option 'group' too"};
    }
    if (!result.root_.empty()) {
        if (auto checked = checkRoot(result.root_); !checked) {
            return checked.error();
        }
    }
    if (auto allowed = result.checkRights(options); !allowed) {
        return allowed.error();
    }
    return result;
}

Result<void> Privileges::applyGroups() const {
    const std::string what = "take the group " + std::to_string(gid_);
    int result = userName_.empty() ? ::setgroups(1, &gid_) : ::initgroups(userName_.c_str(), gid_);
    if (result != 0 || ::setgid(gid_) != 0) {
        return errorFromErrno(errno, what);
    }
    return {};
}

Result<void> Privileges::apply() const {
    if (setsGroup_) {
        if (auto done = applyGroups(); !done) {
            return done;
        }
    }
    if (!root_.empty() && (::chroot(root_.c_str()) != 0 || ::chdir("/") != 0)) {
        return errorFromErrno(errno, "option 'chroot': change to \"" + root_ + "\"");
    }
    if (setsUser_ && ::setuid(uid_) != 0) {
        return errorFromErrno(errno, "option 'user': become user " + std::to_string(uid_));
    }
    return verify();
}

// Trust is good: a capability or a missed id would give root back to whoever takes over the process.
Result<void> Privileges::verify() const {
    if (setsGroup_ && (::getgid() != gid_ || ::getegid() != gid_)) {
        return Error{Errc::PermissionDenied,
                     "the group is not " + std::to_string(gid_) + " after the change"};
    }
    if (!setsUser_) {
        return {};
    }
    if (::getuid() != uid_ || ::geteuid() != uid_) {
        return Error{Errc::PermissionDenied, "the user is not " + std::to_string(uid_) + " after the change"};
    }
    if (uid_ != 0 && (::setuid(0) == 0 || ::seteuid(0) == 0)) {
        return Error{Errc::PermissionDenied, "user " + std::to_string(uid_) + " could become root again"};
    }
    return {};
}

} // namespace aha::process
