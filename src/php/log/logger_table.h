#pragma once

#include "core/log/log_options.h"
#include "php/log/log_clock.h"
#include "php/log/record_format.h"
#include "php/value.h"

#include <cstddef>
#include <list>
#include <memory>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace aha::php {

class Logger;

// What the loggers of one thread share: who there is, the named instances, the clock, buffers for lines.
// Static; emptied at the end of the script, when the objects may still be there. Calls nobody.
class LoggerTable {
public:
    static LoggerTable& get();

    void add(Logger& logger) { live_.insert(&logger); }
    void remove(Logger& logger) { live_.erase(&logger); }
    LogClock& clock() { return clock_; }

    // The named instance, now the most recently used; null: there is none. Borrowed.
    zend_object* find(const std::string& name);
    // Keeps a reference. The least recently used one beyond kMaxNamed is flushed and let go.
    void keep(const std::string& name, zend_object* object);
    ObjectRef& sys() { return sys_; }

    // Texts for the duration of a call, which may call loggers itself.
    class Lease {
    public:
        explicit Lease(LoggerTable& table);
        ~Lease() { --table_.depth_; }
        Lease(const Lease&) = delete;
        Lease& operator=(const Lease&) = delete;
        LogScratch& texts() { return *texts_; }

    private:
        LoggerTable& table_;
        LogScratch* texts_;
    };

    void shutdown();

    static constexpr std::size_t kMaxNamed = 1000;

private:
    static constexpr std::size_t kKeptBytes = 64 * 1024; // of a text between two calls

    struct Named {
        std::string name;
        ObjectRef object;
    };
    std::unordered_set<Logger*> live_;
    std::list<Named> named_; // the most recently used first
    std::unordered_map<std::string, std::list<Named>::iterator> byName_;
    ObjectRef sys_;
    LogClock clock_;
    std::vector<std::unique_ptr<LogScratch>> scratch_;
    std::size_t depth_ = 0;
};

// Psr\Log\LoggerInterface, if it exists: the class implements it until the end of the script. False: the
// autoloader has thrown.
bool implementPsrInterface(zend_class_entry* ce);
void forgetPsrInterface(zend_class_entry* ce);

} // namespace aha::php
