#pragma once

#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <functional>
#include <string>
#include <utility>

#ifdef AHA_COVERAGE // defined by whoever measures; else what children run is not counted
extern "C" void __gcov_dump();
#endif

namespace aha::test {

// Ends a forked child at once: nothing of the test's is destroyed or printed there.
[[noreturn]] inline void endChild(int code) {
#ifdef AHA_COVERAGE
    __gcov_dump();
#endif
    ::_exit(code);
}

// A forked child of the test that runs a function, and says what that returns. It never returns into the
// test. Whatever it does, nothing here waits longer than 10 s for it; it is killed when this object goes.
class ChildProcess {
public:
    explicit ChildProcess(const std::function<std::string()>& body) {
        int ends[2];
        if (::pipe(ends) != 0 || (pid_ = ::fork()) < 0) {
            return;
        }
        if (pid_ == 0) {
            ::close(ends[0]);
            std::string said = body();
            ssize_t written = ::write(ends[1], said.data(), said.size());
            endChild(written == ssize_t(said.size()) ? 0 : 99);
        }
        ::close(ends[1]);
        output_ = ends[0];
    }
    ~ChildProcess() {
        kill(SIGKILL);
        status();
        if (output_ >= 0) {
            ::close(output_);
        }
    }
    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;

    pid_t pid() const { return pid_; }
    void kill(int signal) const {
        if (pid_ > 0 && !isReaped_) {
            ::kill(pid_, signal);
        }
    }
    // What it has said by its end; the end of all that hold its descriptors, to be exact.
    std::string said() {
        std::string text;
        char bytes[4096];
        for (pollfd end{output_, POLLIN, 0}; ::poll(&end, 1, kLimitMs) > 0;) {
            ssize_t got = ::read(output_, bytes, sizeof bytes);
            if (got <= 0) {
                return text;
            }
            text.append(bytes, std::size_t(got));
        }
        return text + "<timed out>";
    }
    // As waitpid() has it; -1 when it does not end.
    int status() {
        for (int i = 0; i < kLimitMs && !isReaped_; ++i) {
            if (::waitpid(pid_, &status_, WNOHANG) == pid_) {
                isReaped_ = true;
            } else {
                ::poll(nullptr, 0, 1);
            }
        }
        return isReaped_ ? status_ : -1;
    }

private:
    static constexpr int kLimitMs = 10'000;
    pid_t pid_ = -1;
    int output_ = -1;
    int status_ = 0;
    bool isReaped_ = false;
};

// What a function returns when a forked child runs it.
inline std::string inChild(const std::function<std::string()>& body) { return ChildProcess(body).said(); }

// Waits for a condition that another process brings about. False after 10 s.
inline bool eventually(const std::function<bool()>& condition) {
    for (int i = 0; i < 10'000; ++i) {
        if (condition()) {
            return true;
        }
        ::poll(nullptr, 0, 1);
    }
    return false;
}

} // namespace aha::test
