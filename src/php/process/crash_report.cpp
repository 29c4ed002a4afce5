#include "php/process/crash_report.h"

#include "php/process/service.h"

#include <array>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <unistd.h>

namespace aha::php {

static constexpr std::array<int, 5> kSignals = {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL};

// What the handler needs, which nobody can hand to it.
static struct {
    Service* service = nullptr;
    int fd = -1;
    std::string tag;
    std::array<struct sigaction, kSignals.size()> before;
} crash;

CrashLine& CrashLine::add(const char* text, unsigned long length) noexcept {
    for (unsigned long i = 0; i < length && size_ < sizeof text_ - 1; ++i) {
        text_[size_++] = static_cast<unsigned char>(text[i]) < ' ' ? '?' : text[i];
    }
    return *this;
}

CrashLine& CrashLine::add(const char* text) noexcept { return add(text, std::strlen(text)); }

CrashLine& CrashLine::add(unsigned long number) noexcept {
    char digits[20];
    unsigned long at = sizeof digits;
    do {
        digits[--at] = static_cast<char>('0' + number % 10);
        number /= 10;
    } while (number);
    return add(digits + at, sizeof digits - at);
}

void CrashLine::write() noexcept {
    text_[size_++] = '\n';
    const bool isOut = ::write(crash.fd, text_, size_) >= 0;
    (void)isOut; // nobody is left who could be told
    size_ = 0;
}

// Then what stood before takes its turn: the logs write what they hold, and the process dies of the signal.
static void onCrash(int signal, siginfo_t* info, void*) {
    if (Service* service = std::exchange(crash.service, nullptr)) {
        CrashLine line;
        line.add("aha[").add(crash.tag.data(), crash.tag.size()).add("]: signal ");
        line.add(static_cast<unsigned long>(signal))
            .add(" ends this process; what was under way is lost:")
            .write();
        service->writeCrashLines();
    }
    for (std::size_t i = 0; i < kSignals.size(); ++i) {
        if (kSignals[i] == signal) {
            sigaction(signal, &crash.before[i], nullptr);
        }
    }
    if (info->si_code <= 0) {
        raise(signal); // it was sent; a fault comes again by itself
    }
}

void installCrashReport(Service& service, const char* tag) {
    crash.service = &service;
    crash.tag = tag;
    crash.fd = openErrorLog();
    for (std::size_t i = 0; i < kSignals.size(); ++i) {
        struct sigaction action {};
        action.sa_sigaction = onCrash;
        action.sa_flags = SA_SIGINFO | SA_ONSTACK;
        sigemptyset(&action.sa_mask);
        sigaction(kSignals[i], &action, &crash.before[i]);
    }
}

void removeCrashReport() {
    crash.service = nullptr;
    for (std::size_t i = 0; i < kSignals.size(); ++i) {
        sigaction(kSignals[i], &crash.before[i], nullptr);
    }
    if (crash.fd >= 0) {
        ::close(std::exchange(crash.fd, -1));
    }
}

int openErrorLog() {
    const char* file = PG(log_errors) && PG(error_log) && std::strcmp(PG(error_log), "syslog") != 0
                           ? PG(error_log)
                           : nullptr;
    return file ? ::open(file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644)
                : ::fcntl(2, F_DUPFD_CLOEXEC, 0);
}

} // namespace aha::php
