#pragma once

#include "core/base/result.h"

#include <sys/types.h>

#include <string>

namespace aha::process {

struct PrivilegeOptions {
    std::string user;   // name or number; "" = stays
    std::string group;  // name or number; "" = the user's primary group
    std::string chroot; // absolute path of a folder; "" = none
};

// Which user, group and root folder a process is to run with: names are resolved while they can be.
// A value; check() before anything is forked, apply() in each worker. apply() clears a parent-death signal
// (PR_SET_PDEATHSIG) that was set before.
class Privileges {
public:
    // Says what is wrong: unknown names, no such folder, or that this process may not do it.
    static Result<Privileges> check(const PrivilegeOptions& options);

    // Groups, group, chroot, user, in this order; then makes sure that root cannot come back. After an error
    // the process is half changed, and must end.
    Result<void> apply() const;

    bool changesAnything() const { return setsGroup_ || setsUser_ || !root_.empty(); }
    uid_t uid() const { return uid_; } // with which files made for the workers have to be owned
    gid_t gid() const { return gid_; }

private:
    Result<void> resolveUser(const std::string& user);
    Result<void> resolveGroup(const std::string& group);
    Result<void> checkRights(const PrivilegeOptions& options);
    Result<void> applyGroups() const;
    Result<void> verify() const;

    std::string userName_, root_;
    uid_t uid_ = 0;
    gid_t gid_ = 0;
    bool setsUser_ = false, setsGroup_ = false;
    bool knowsGroup_ = false; // gid_ is that of the user
};

} // namespace aha::process
