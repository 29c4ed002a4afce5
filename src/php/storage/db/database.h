#pragma once

#include "core/client/loop_pool_host.h"
#include "core/client/sql/sql_names.h"
#include "php/runtime.h"
#include "php/storage/db/db_settings.h"
#include "php/value.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace aha::php {

// Native part of Aha\Storage\Db\Database: its settings, and the core's client, which is made with the first
// statement: what was made before a fork has no connections. Calls nobody.
class DatabaseObject final : public RuntimeGuest {
public:
    void attach(zend_object* self) { self_ = self; }
    zend_object* object() const { return self_; }
    void visit(Gc& gc) {
        gc.add(hook);
        gc.add(given);
        gc.add(closing_);
    }
    // False: an exception was thrown. `name`: of its pool, "" = where it leads.
    bool configure(HashTable* conf, std::string name, const char* owner);
    static DatabaseObject& from(zend_object* object);
    static DatabaseObject* constructed(zval* self); // null: StateException was thrown
    client::SqlClient* core();                      // null: an exception was thrown
    client::SqlClient* coreIfAny() { return core_.get(); }
    zend_object* close(); // the future, owned by the caller
    void onRuntimeEnd() override;

    const DbSettings& settings() const { return settings_; }
    client::SqlSyntax syntax() const { return client::SqlSyntax::of(settings_.driver); }
    std::string label() const;                       // for messages
    std::string shapeOf(std::string_view sql) const; // without its values
    // How long a statement may take now: its own limit, or that of the database, and the running scope's.
    std::uint64_t limitFor(const std::optional<std::uint64_t>& timeoutMs) const;

    Callable hook;                            // of onQuery()
    Value given;                              // what Pool::getConnection() was given
    class TransactionRun* firstRun = nullptr; // of the open ones of transaction()

private:
    DbSettings settings_;
    std::unique_ptr<client::LoopPoolHost> host_;
    std::unique_ptr<net::Resolver> resolver_;
    std::unique_ptr<client::SqlClient> core_;
    ObjectRef closing_; // the future of close()
    zend_object* self_ = nullptr;
    bool isConfigured_ = false;
    bool isClosed_ = false;
};

// Lets go of a database from within its own callbacks, which it has to outlive.
void releaseDatabase(ObjectRef& database);
zend_class_entry* databaseClass();
zend_object* makeDbCoroutine(zend_object* database);           // owned by the caller
void describeDatabase(DatabaseObject& database, zval* result); // the array of stats()

} // namespace aha::php
