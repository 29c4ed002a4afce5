#include "php/log/logger_table.h"

#include "core/log/crash_flush.h"
#include "php/class.h"
#include "php/log/logger.h"

namespace aha::php {

LoggerTable& LoggerTable::get() {
#ifdef ZTS
    static thread_local LoggerTable table;
#else
    static LoggerTable table;
#endif
    return table;
}

zend_object* LoggerTable::find(const std::string& name) {
    auto found = byName_.find(name);
    if (found == byName_.end()) {
        return nullptr;
    }
    named_.splice(named_.begin(), named_, found->second);
    return found->second->object.get();
}

void LoggerTable::keep(const std::string& name, zend_object* object) {
    named_.emplace_front();
    named_.front().name = name;
    named_.front().object.set(object);
    byName_[name] = named_.begin();
    if (named_.size() > kMaxNamed) {
        byName_.erase(named_.back().name);
        Class<Logger>::from(named_.back().object.get()).flush();
        named_.pop_back();
    }
}

LoggerTable::Lease::Lease(LoggerTable& table) : table_(table) {
    if (table.depth_ == table.scratch_.size()) {
        table.scratch_.push_back(std::make_unique<LogScratch>());
    }
    texts_ = table.scratch_[table.depth_++].get();
    for (std::string* text : {&texts_->line, &texts_->message}) {
        text->clear();
        if (text->capacity() > kKeptBytes) {
            text->shrink_to_fit();
        }
    }
}

// Objects that the script still holds are destroyed later by the engine, when the loop is gone.
void LoggerTable::shutdown() {
    for (Logger* logger : live_) {
        logger->detach();
    }
    byName_.clear();
    named_.clear();
    sys_.reset();
    scratch_.clear();
    depth_ = 0;
    clock_.forget();
    forgetPsrInterface(Class<Logger>::entry);
    log::removeCrashFlush();
}

} // namespace aha::php
