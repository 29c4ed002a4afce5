#include "core/client/sqlite/sqlite_driver.h"

#if HAVE_SQLITE

#include "core/client/sqlite/sqlite_connection.h"
#include "core/client/sqlite/sqlite_handle.h"

#include <algorithm>
#include <cstdio>

namespace aha::client {

static std::string escapedName(std::string_view text, char quote) {
    std::string out(1, quote);
    for (char c : text) {
        out.append(c == quote ? 2 : 1, c);
    }
    return out + quote;
}

SqliteDriver::SqliteDriver(net::Loop& loop, SqliteOptions options)
    : loop_(loop), options_(std::move(options)), gate_(*new SqliteGate) {}

Result<std::unique_ptr<SqliteDriver>> SqliteDriver::create(net::Loop& loop, SqliteOptions options) {
    if (options.path.empty() || options.path.find('\0') != std::string::npos) {
        return Error{Errc::InvalidArgument, "The path of an SQLite database is empty or has a NUL byte"};
    }
    if (options.path.compare(0, 5, "file:") == 0) {
        return Error{Errc::InvalidArgument, "SQLite needs a path, not a URI: " + options.path};
    }
    options.jobs = std::max<std::size_t>(options.jobs, 1);
    std::unique_ptr<SqliteDriver> driver(new SqliteDriver(loop, std::move(options)));
    if (driver->options_.path == kSqliteMemory) {
        driver->anchor_ = driver->makeHandle();
        driver->anchor_->open(); // in memory, so it blocks nobody
        if (driver->anchor_->error()) {
            return driver->anchor_->error()->error;
        }
    }
    return driver;
}

Result<std::unique_ptr<SqlDriver>> makeSqliteDriver(net::Loop& loop, SqliteOptions options,
                                                    pool::PoolOptions& pool) {
    auto driver = SqliteDriver::create(loop, std::move(options));
    if (!driver) {
        return driver.error();
    }
    driver.value()->adjust(pool);
    return std::unique_ptr<SqlDriver>(driver.take());
}

SqliteDriver::~SqliteDriver() {
    for (Ref<SqliteHandle>& handle : buried_) {
        handle->job.reset(); // what runs is not told any more; the handle closes when it is let go
    }
}

void SqliteDriver::adjust(pool::PoolOptions& pool) const {
    if (options_.path == kSqliteMemory) {
        pool.max = std::min<std::size_t>(pool.max, 1);
        pool.min = std::min(pool.min, pool.max);
    }
}

// One in memory is known by its name in this process.
Ref<SqliteHandle> SqliteDriver::makeHandle() const {
    std::string file = options_.path;
    if (file == kSqliteMemory) {
        char name[64];
        std::snprintf(name, sizeof name, "file:/aha-%p?vfs=memdb", static_cast<const void*>(this));
        file = name;
    }
    return Ref(*new SqliteHandle(options_, std::move(file), gate_));
}

std::unique_ptr<SqlConnection> SqliteDriver::connect(pool::PoolSlot slot) {
    return std::make_unique<SqliteConnection>(*this, slot, makeHandle());
}

// ---- threads

void SqliteDriver::enqueue(SqliteConnection& connection) {
    queue_.pushBack(connection);
    startJobs();
}

void SqliteDriver::startJobs() {
    while (running_ < options_.jobs && !queue_.empty()) {
        ++running_;
        queue_.popFront()->startJob();
    }
}

void SqliteDriver::onJobOver(SqliteHandle& handle) {
    --running_;
    if (!handle.owner) {
        closeBuried(handle);
    }
    startJobs();
}

void SqliteDriver::bury(Ref<SqliteHandle> handle) {
    buried_.push_back(handle);
    if (!handle->job || handle->job->isDone()) {
        closeBuried(*handle);
    }
}

// On a thread: the last one to close a file may have much to write.
void SqliteDriver::closeBuried(SqliteHandle& handle) {
    const Ref<SqliteHandle> held(handle);
    handle.job = net::PoolJob::start(
        loop_, [held] { held->close(); },
        [this, held] {
            gate_->pass(held.get());
            buried_.erase(std::find_if(buried_.begin(), buried_.end(), [&](const Ref<SqliteHandle>& one) {
                return one.get() == held.get();
            }));
        });
}

// ---- the dialect

Result<std::vector<std::string>> SqliteDriver::begin(SqlIsolation, bool isReadOnly) const {
    if (isReadOnly) {
        return std::vector<std::string>{std::string(kSqliteReadOnly), "BEGIN"};
    }
    return std::vector<std::string>{options_.isReadOnly ? "BEGIN" : "BEGIN IMMEDIATE"};
}

std::string SqliteDriver::quote(std::string_view text) const {
    if (text.find('\0') == text.npos) {
        return escapedName(text, '\'');
    }
    static constexpr char kHex[] = "0123456789abcdef"; // no literal may have a NUL byte
    std::string out = "CAST(x'";
    for (char c : text) {
        out += kHex[static_cast<unsigned char>(c) >> 4];
        out += kHex[static_cast<unsigned char>(c) & 15];
    }
    return out + "' AS TEXT)";
}

std::string SqliteDriver::quoteName(std::string_view name) const { return escapedName(name, '"'); }

bool isSqliteAvailable() { return true; }

} // namespace aha::client

#else // configured --without-aha-sqlite

namespace aha::client {

bool isSqliteAvailable() { return false; }

Result<std::unique_ptr<SqlDriver>> makeSqliteDriver(net::Loop&, SqliteOptions, pool::PoolOptions&) {
    return Error{Errc::Unsupported, "this build of aha has no SQLite (--without-aha-sqlite)"};
}

} // namespace aha::client

#endif
