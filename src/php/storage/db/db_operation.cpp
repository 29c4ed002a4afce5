#include "php/storage/db/db_operation.h"

#include "php/error.h"
#include "php/process/steps.h"
#include "php/storage/db/db_error.h"
#include "php/storage/db/transaction_run.h"

#include <syslog.h>

namespace aha::php {

DbOperation::~DbOperation() {
    call_.reset();
    releaseDatabase(database_);
    if (siteFile_) {
        zend_string_release(siteFile_);
    }
}

void DbOperation::open(DatabaseObject& database, zend_object* owner, Site site) {
    database_.set(database.object());
    owner_.set(owner);
    appendSite(place_, site);
    if (site.file) {
        siteFile_ = zend_string_copy(site.file);
        siteLine_ = site.line;
    }
    retainByLoop();
}

void DbOperation::visit(Gc& gc) {
    Future::visit(gc);
    gc.add(database_);
    gc.add(owner_);
}

void DbOperation::abort() {
    call_.reset();
    Future::abort();
}

void DbOperation::describeTo(std::string& out) const {
    out.append("the database ").append(database_ ? database().label() : std::string());
}

// All connections are held by transactions that cannot end before the task goes on: nothing but the limit of
// the pool could end the wait, and that with a message about something else.
bool DbOperation::needs(Wanting& wanting) const {
    if (isSettled() || !ownsLease || !call_ || !database_) {
        return false;
    }
    DatabaseObject& database = this->database();
    client::SqlClient* core = database.coreIfAny();
    if (!core || core->pool().waiting() == 0 || core->pool().leased() < core->pool().options().max) {
        return false;
    }
    std::size_t held = 0;
    for (TransactionRun* run = database.firstRun; run; run = run->nextRun()) {
        if (!run->hasConnection()) {
            continue;
        }
        if (wanting.budget == 0 || !run->workNeeds(wanting)) {
            return false;
        }
        ++held;
    }
    if (held == 0 || held != core->pool().leased()) {
        return false;
    }
    wanting.chain.append("\n  All ").append(std::to_string(core->pool().leased()));
    wanting.chain.append(" connections of ").append(database.label());
    wanting.chain.append(" are held by transactions: use $tx->query() within them, or a larger poolSize");
    return true;
}

void DbOperation::behindDoor(void (*step)(void*), void* argument) {
    zend_object* self = object(); // it may settle, and nobody else may hold it
    GC_ADDREF(self);
    const Entered entered = enter(step, argument);
    if (entered == Entered::Threw) {
        zend_object* exception = takeException();
        reportUnhandled(exception, "the end of a query");
        OBJ_RELEASE(exception);
    } else if (entered == Entered::Exit) {
        Runtime::get().failByExit("exit() was called in a value of a query");
        enter(
            [](void* operation) {
                auto* ended = static_cast<DbOperation*>(operation);
                ended->call_.reset();
                ended->rejectWith(makeException(exceptions.exit, "exit() was called in a value of a query",
                                                nullptr, Runtime::get().exitStatus));
            },
            this);
    }
    if (!Runtime::get().isFatal()) {
        OBJ_RELEASE(self);
    }
}

zend_object* DbOperation::takeThrown() { return endsProcess(EG(exception)) ? nullptr : takeException(); }

void DbOperation::rejectWith(zend_object* exception) {
    if (exception->ce == exceptions.exit) {
        markObserved();
    }
    reject(exception);
}

// From the ready queue, or when the client closes.
void DbOperation::onSqlDone(client::SqlCall& call, client::SqlOutcome outcome) {
    ranMs_ = call.ranMs();
    waitedMs_ = call.waitedMs();
    const bool isEnding = Runtime::isOver() || Runtime::get().isFatal();
    if (!isEnding && (outcome.error || database().hook.isSet() || isSlow())) {
        shape_ = database().shapeOf(call.sql());
    }
    call_.reset();
    if (isEnding) {
        return;
    }
    outcome_ = std::move(outcome);
    behindDoor(
        [](void* operation) {
            auto* self = static_cast<DbOperation*>(operation);
            self->note();
            self->concluded();
        },
        this);
}

bool DbOperation::isSlow() const {
    const std::uint64_t slowMs = database().settings().client.slowMs;
    return slowMs != 0 && ranMs_ >= static_cast<double>(slowMs);
}

// The slow log, and who wants to know of each query.
void DbOperation::note() {
    DatabaseObject& database = this->database();
    std::uint64_t rows = 0, affected = 0;
    for (const client::SqlResult& result : outcome_.results) {
        rows += result.rows.size();
        affected += result.affectedRows;
    }
    if (isSlow()) {
        char times[80];
        snprintf(times, sizeof times, "%.3f s (and %.3f s of waiting)", ranMs_ / 1000, waitedMs_ / 1000);
        std::string line = "aha: slow query on " + database.label() + ": " + times;
        line.append(", asked for at ").append(place_).append(": ").append(shape_);
        logLine(line, LOG_WARNING);
    }
    if (database.hook.isSet()) {
        tellHook(rows, affected);
    }
}

void DbOperation::tellHook(std::uint64_t rows, std::uint64_t affected) {
    zval details;
    array_init_size(&details, 8);
    add_assoc_stringl(&details, "sql", shape_.data(), shape_.size());
    add_assoc_stringl(&details, "place", place_.data(), place_.size());
    add_assoc_double(&details, "seconds", ranMs_ / 1000);
    add_assoc_double(&details, "waited", waitedMs_ / 1000);
    add_assoc_long(&details, "rows", static_cast<zend_long>(rows));
    add_assoc_long(&details, "affected_rows", static_cast<zend_long>(affected));
    zval error;
    ZVAL_NULL(&error);
    if (outcome_.error) {
        ZVAL_OBJ(&error, failure());
    }
    add_assoc_zval(&details, "error", &error);
    startInBackground(Runtime::get(), database().hook, 1, &details, "the query hook of a database");
    zval_ptr_dtor(&details);
}

zend_object* DbOperation::failure() {
    zend_object* exception = makeDbException(*outcome_.error, shape_, ranMs_);
    if (siteFile_) {
        noteChain(exception, "asked for at", {siteFile_, siteLine_});
    }
    return exception;
}

} // namespace aha::php
