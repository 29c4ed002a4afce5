#pragma once

#include "core/base/result.h"
#include "core/process/descriptor.h"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <sys/types.h>

namespace aha::process {

// How the background process came up, as the process that was started from the shell sees it.
struct DaemonStart {
    bool ok = false;
    std::string message; // why not
    int pid = 0;         // of the background process
};

// The background process's end of the line to the one that waits in the foreground.
// Owned by the background process (and by its forked children, which forget() it).
// Destroying it unreported lets the foreground process go on waiting for the death of this one.
class DaemonReport {
public:
    explicit DaemonReport(Descriptor line) : line_(std::move(line)) {}

    void ready();                        // only the first report counts; what comes later does nothing
    void failure(std::string_view text); // the caller ends the process then
    void forget() { line_.reset(); }
    bool isOpen() const { return line_.isOpen(); }

    static constexpr std::size_t kMaxTextBytes = 32 * 1024; // longer texts are cut

private:
    void send(char kind, std::string_view text);
    Descriptor line_;
};

struct DaemonOptions {
    std::string workingFolder; // "" = stays where it is
};

// What detach() returns, in both processes.
struct Detached {
    std::unique_ptr<DaemonReport> report; // in the background process; null in the foreground one
    DaemonStart start;                    // in the foreground process only
    bool isBackground() const { return report != nullptr; }
};

// Forks. The background process returns at once: in a session of its own, with /dev/null as its input, and
// the output still that of the terminal. The foreground process returns when the other has reported or died;
// it is expected to print `start.message` and to exit. An error: nothing was forked.
Result<Detached> detach(const DaemonOptions& options);

// Sends standard output and error to the end of a file (made with mode 0640), or to /dev/null when the path
// is "". May be called again, which reopens. Descriptors 1 and 2 are inherited by exec, as usual.
Result<void> redirectOutput(const std::string& logFile);

// Makes the file that standard output goes to that of another user, who is to open it again by its name.
Result<void> giveOutput(uid_t user, gid_t group);

} // namespace aha::process
