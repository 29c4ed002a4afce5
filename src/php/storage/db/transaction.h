#pragma once

#include "core/client/sql/sql_session.h"
#include "php/runtime.h"
#include "php/storage/db/database.h"
#include "php/value.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace aha::php {

// Native part of Aha\Storage\Db\Transaction: a session of the core, and in Aha's form the chain of statements
// that will run in it. Nested ones share the session. Dropping an open one rolls back,
// and so does the end of the request (or of the Aha\run()) it was begun in.
class TransactionObject final : public RuntimeGuest, public ScopeGuest {
public:
    enum class State : std::uint8_t {
        New,   // by beginTrans(), nothing has been done
        Begun, // its begin is under way
        Open,
        Ending, // its commit or rollback is under way
        Ended,
    };
    struct Entry {
        std::string key;
        Value statement; // a string, a list of SQL and parameters, or a closure
    };
    using Session = std::shared_ptr<client::SqlSession>;

    ~TransactionObject();
    void attach(zend_object* self) { self_ = self; }
    zend_object* object() const { return self_; }
    void visit(Gc& gc);
    void onRuntimeEnd() override;
    void onScopeOver() override;

    // Owned by the caller.
    static zend_object* make(DatabaseObject& database, const DbTransactionOptions& options, Site site);
    // One whose begin and end are those of a transaction(). With a session: nested in `parent`.
    static zend_object* makeManaged(DatabaseObject& database, TransactionObject* parent, Session session,
                                    Site site);
    static TransactionObject& from(zend_object* object);

    bool isUsable() const; // open, with none open within it; false: StateException is thrown
    bool mayEnd() const;   // likewise, and it is not managed
    bool openSession();    // takes a session if it has none; false: an exception is thrown
    void end();            // lets go of the session: whatever is open is rolled back

    DatabaseObject& database() const { return DatabaseObject::from(database_.get()); }
    client::SqlSession* session() const { return session_.get(); }
    const Session& sharedSession() const { return session_; }
    const DbTransactionOptions& options() const { return options_; }
    void setOptions(const DbTransactionOptions& options) { options_ = options; }
    const std::string& place() const { return place_; }

    State state = State::New;
    bool hasInner = false; // another one is open within it
    std::vector<Entry> chain;
    Callable callback;

private:
    bool isLeftOpen() const;
    void warnOpen(const char* what) const;
    void bindToScope();
    ObjectRef database_;
    ObjectRef parent_;
    Session session_;
    DbTransactionOptions options_;
    std::string place_;
    zend_object* self_ = nullptr;
    bool isManaged_ = false;
};

// Future of begin (ends with the Transaction), commit or rollback (null). Owned by the caller.
enum class DbVerb : std::uint8_t { Begin, Commit, Rollback };
zend_object* startDbVerb(TransactionObject& transaction, DbVerb verb, Site site);

void dbQuoteMethod(INTERNAL_FUNCTION_PARAMETERS, const client::SqlDriver& driver);
void dbQuoteNameMethod(INTERNAL_FUNCTION_PARAMETERS, const client::SqlDriver& driver);

} // namespace aha::php
