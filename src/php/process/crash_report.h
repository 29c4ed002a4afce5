#pragma once

namespace aha::php {

class Service;

// When this process crashes (SIGSEGV and the like), the error log tells which requests or tasks were under
// way, each with its id. From install to remove; the service is borrowed. Made for one thread, which is the
// one that crashes.
void installCrashReport(Service& service, const char* tag);
void removeCrashReport();

// For writeCrashLines(): from a signal handler. Writes "aha[tag]: text" and a line end.
class CrashLine {
public:
    CrashLine& add(const char* text, unsigned long length) noexcept;
    CrashLine& add(const char* text) noexcept;
    CrashLine& add(unsigned long number) noexcept;
    void write() noexcept;

private:
    char text_[400];
    unsigned long size_ = 0;
};

// The descriptor of the error log, kept open for code that cannot ask PHP for it: another thread, a signal
// handler. The caller owns it; -1 when there is none.
int openErrorLog();

} // namespace aha::php
