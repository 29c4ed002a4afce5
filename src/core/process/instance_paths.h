#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>

namespace aha::process {

struct InstanceQuery {
    std::string_view app;             // its name begins the file names, as far as it is fit for that
    std::string_view script;          // path of the script, and
    std::string_view address;         // what it listens on: together they tell instances apart
    std::string_view temporaryFolder; // where our folder is made when there is no XDG_RUNTIME_DIR
};

struct InstancePaths {
    std::string folder;
    std::string controlSocket;
    std::string pidFile;
};

// Where the control socket and the pid file of an instance are unless the user says otherwise:
// $XDG_RUNTIME_DIR/aha, or <temporary folder>/aha-<uid>. Makes the folder, readable by us alone, and refuses
// one that others could have put there.
Result<InstancePaths> instancePaths(const InstanceQuery& query);

} // namespace aha::process
