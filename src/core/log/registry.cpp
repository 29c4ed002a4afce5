#include "core/log/registry.h"

#include "core/log/log_writer.h"

#include <atomic>

namespace aha::log {

WriterRegistry& WriterRegistry::instance() {
    static WriterRegistry registry;
    return registry;
}

// The fences keep the list whole for a signal handler on this thread.
void WriterRegistry::add(LogWriter& writer) {
    writer.nextWriter_ = first_;
    std::atomic_signal_fence(std::memory_order_seq_cst);
    first_ = &writer;
}

void WriterRegistry::remove(LogWriter& writer) {
    droppedBefore_ += writer.dropped();
    for (LogWriter** link = &first_; *link; link = &(*link)->nextWriter_) {
        if (*link == &writer) {
            *link = writer.nextWriter_;
            break;
        }
    }
    std::atomic_signal_fence(std::memory_order_seq_cst);
}

void WriterRegistry::reopenAll() {
    for (LogWriter* writer = first_; writer; writer = writer->nextWriter_) {
        writer->reopen();
    }
}

void WriterRegistry::flushAllNow() {
    for (LogWriter* writer = first_; writer; writer = writer->nextWriter_) {
        writer->flush();
    }
}

void WriterRegistry::detachFrom(net::Loop& loop) {
    for (LogWriter* writer = first_; writer; writer = writer->nextWriter_) {
        if (writer->loop() == &loop) {
            writer->attach(nullptr);
        }
    }
}

void WriterRegistry::forgetAfterFork() {
    droppedBefore_ = 0;
    for (LogWriter* writer = first_; writer; writer = writer->nextWriter_) {
        writer->forgetAfterFork();
    }
}

std::uint64_t WriterRegistry::droppedTotal() const {
    std::uint64_t total = droppedBefore_;
    for (LogWriter* writer = first_; writer; writer = writer->nextWriter_) {
        total += writer->dropped();
    }
    return total;
}

void WriterRegistry::crashFlush() noexcept {
    for (LogWriter* writer = first_; writer; writer = writer->nextWriter_) {
        writer->crashFlush();
    }
}

void reopenAll() { WriterRegistry::instance().reopenAll(); }
void flushAllNow() { WriterRegistry::instance().flushAllNow(); }
void detachAllFrom(net::Loop& loop) { WriterRegistry::instance().detachFrom(loop); }
void forgetAllAfterFork() { WriterRegistry::instance().forgetAfterFork(); }
std::uint64_t droppedTotal() { return WriterRegistry::instance().droppedTotal(); }

} // namespace aha::log
