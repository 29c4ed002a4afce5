#include "php/storage/db/database.h"

#include "php/coroutine/wait_line.h"
#include "php/error.h"
#include "php/register.h"
#include "php/storage/db/cursor.h"
#include "php/storage/db/db_operation.h"
#include "php/storage/db/db_values.h"
#include "php/storage/db/insert_run.h"
#include "php/storage/db/transaction.h"
#include "php/storage/db/transaction_run.h"

#include "php_stubs/Storage/Db/Database_arginfo.h"

#include <algorithm>
#include <unistd.h>

namespace aha::php {

DatabaseObject& DatabaseObject::from(zend_object* object) { return Class<DatabaseObject>::from(object); }

zend_class_entry* databaseClass() { return Class<DatabaseObject>::entry; }

DatabaseObject* DatabaseObject::constructed(zval* self) {
    auto& database = Class<DatabaseObject>::from(self);
    if (!database.isConfigured_) {
        throwException(exceptions.state, "The constructor of Aha\\Storage\\Db\\Database was not called");
        return nullptr;
    }
    return &database;
}

bool DatabaseObject::configure(HashTable* conf, std::string name, const char* owner) {
    if (isConfigured_) {
        throwException(exceptions.state, "The database is configured already");
        return false;
    }
    if (!settings_.parse(conf, owner)) {
        return false;
    }
    settings_.client.name = std::move(name);
    isConfigured_ = true;
    return true;
}

std::string DatabaseObject::label() const {
    if (!settings_.client.name.empty()) {
        return "\"" + settings_.client.name + "\"";
    }
    return core_ ? core_->driver().target() : settings_.driver;
}

std::string DatabaseObject::shapeOf(std::string_view sql) const {
    return core_ ? client::sqlShape(sql, core_->driver().quotes()) : std::string();
}

client::SqlClient* DatabaseObject::core() {
    if (isClosed_) {
        throwException(exceptions.state, "The database %s is closed", label().c_str());
        return nullptr;
    }
    if (core_) {
        return core_.get();
    }
    Runtime& runtime = Runtime::get();
    if (Runtime::isOver()) {
        throwException(exceptions.state, "The script has ended");
        return nullptr;
    }
    host_ = std::make_unique<client::LoopPoolHost>(runtime.loop());
    resolver_ = std::make_unique<net::Resolver>(runtime.loop());
    client::SqlClientOptions options = settings_.client;
    auto driver = settings_.makeDriver(runtime.loop(), *resolver_, options.pool);
    if (!driver) {
        resolver_.reset();
        host_.reset();
        throwObject(makeException(exceptions.config, driver.error().message));
        return nullptr;
    }
    options.seed = net::Loop::nowNs() ^ (static_cast<std::uint64_t>(getpid()) << 32);
    core_ = std::make_unique<client::SqlClient>(*host_, driver.take(), std::move(options));
    runtime.addGuest(*this);
    return core_.get();
}

std::uint64_t DatabaseObject::limitFor(const std::optional<std::uint64_t>& timeoutMs) const {
    const std::uint64_t own = timeoutMs.value_or(settings_.timeoutMs);
    std::uint64_t limit = own == 0 ? pool::kNever : own;
    Runtime& runtime = Runtime::get();
    const Scope* scope = runtime.current().scope;
    return scope ? std::min(limit, scope->leftMs(runtime.loop().nowMs())) : limit;
}

zend_object* DatabaseObject::close() {
    if (!closing_) {
        isClosed_ = true;
        Future& future = Class<Future>::make();
        closing_.adopt(future.object());
        if (core_) {
            future.retainByLoop();
            core_->drain([this] {
                if (!Runtime::isOver()) {
                    Future::from(closing_.get()).fulfillNull();
                }
            });
        } else {
            future.fulfillNull();
        }
    }
    GC_ADDREF(closing_.get());
    return closing_.get();
}

// The end of the last statement may let go of this object.
void DatabaseObject::onRuntimeEnd() {
    std::unique_ptr<client::LoopPoolHost> host = std::move(host_);
    std::unique_ptr<net::Resolver> resolver = std::move(resolver_);
    std::unique_ptr<client::SqlClient> core = std::move(core_);
}

void releaseDatabase(ObjectRef& database) {
    if (database && GC_REFCOUNT(database.get()) > 1) { // it stays
        database.reset();
    } else if (zend_object* object = database.release()) {
        zval zv;
        ZVAL_OBJ(&zv, object);
        Runtime::releaseLater(&zv);
    }
}

void registerDatabase() {
    Class<DatabaseObject>::install(register_class_Aha_Storage_Db_Database());
    zend_register_class_alias("Aha\\Storage\\Db\\Mysqli", Class<DatabaseObject>::entry);
}

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Storage_Db_Database, __construct) {
    HashTable* conf;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_ARRAY_HT(conf)
    ZEND_PARSE_PARAMETERS_END();
    Class<DatabaseObject>::from(ZEND_THIS).configure(conf, {}, "Aha\\Storage\\Db\\Database");
}

PHP_METHOD(Aha_Storage_Db_Database, query) {
    DatabaseObject* database = DatabaseObject::constructed(ZEND_THIS);
    if (!database) {
        RETURN_THROWS();
    }
    dbQueryMethod(INTERNAL_FUNCTION_PARAM_PASSTHRU, *database, nullptr);
}

PHP_METHOD(Aha_Storage_Db_Database, ping) {
    ZEND_PARSE_PARAMETERS_NONE();
    DatabaseObject* database = DatabaseObject::constructed(ZEND_THIS);
    aha::client::SqlCommand command;
    command.sql = "SELECT 1";
    zend_object* future =
        database ? startDbQuery(*database, nullptr, std::move(command), {}, DbShape::Seconds, callerSite())
                 : nullptr;
    if (!future) {
        RETURN_THROWS();
    }
    RETURN_OBJ(future);
}

PHP_METHOD(Aha_Storage_Db_Database, transaction) {
    zend_fcall_info work;
    zend_fcall_info_cache cache;
    HashTable* options = nullptr;
    ZEND_PARSE_PARAMETERS_START(1, 2)
    Z_PARAM_FUNC(work, cache)
    Z_PARAM_OPTIONAL
    Z_PARAM_ARRAY_HT(options)
    ZEND_PARSE_PARAMETERS_END();
    const bool isGenerator = cache.function_handler->common.fn_flags & ZEND_ACC_GENERATOR;
    DbTransactionOptions parsed;
    DatabaseObject* database = DatabaseObject::constructed(ZEND_THIS);
    zend_object* future = database && parsed.parse(options, true)
                              ? TransactionRun::start(*database, nullptr, &work.function_name, !isGenerator,
                                                      parsed, callerSite())
                              : nullptr;
    if (!future) {
        RETURN_THROWS();
    }
    RETURN_OBJ(future);
}

PHP_METHOD(Aha_Storage_Db_Database, beginTrans) {
    HashTable* options = nullptr;
    ZEND_PARSE_PARAMETERS_START(0, 1)
    Z_PARAM_OPTIONAL
    Z_PARAM_ARRAY_HT(options)
    ZEND_PARSE_PARAMETERS_END();
    DbTransactionOptions parsed;
    DatabaseObject* database = DatabaseObject::constructed(ZEND_THIS);
    if (!database || !parsed.parse(options, false)) {
        RETURN_THROWS();
    }
    RETURN_OBJ(TransactionObject::make(*database, parsed, callerSite()));
}

PHP_METHOD(Aha_Storage_Db_Database, stream) {
    DatabaseObject* database = DatabaseObject::constructed(ZEND_THIS);
    if (!database) {
        RETURN_THROWS();
    }
    dbStreamMethod(INTERNAL_FUNCTION_PARAM_PASSTHRU, *database, nullptr);
}

PHP_METHOD(Aha_Storage_Db_Database, insertMany) {
    DatabaseObject* database = DatabaseObject::constructed(ZEND_THIS);
    if (!database) {
        RETURN_THROWS();
    }
    dbInsertMethod(INTERNAL_FUNCTION_PARAM_PASSTHRU, *database, nullptr);
}

PHP_METHOD(Aha_Storage_Db_Database, createCoroutine) {
    ZEND_PARSE_PARAMETERS_NONE();
    if (!DatabaseObject::constructed(ZEND_THIS)) {
        RETURN_THROWS();
    }
    RETURN_OBJ(makeDbCoroutine(Z_OBJ_P(ZEND_THIS)));
}

PHP_METHOD(Aha_Storage_Db_Database, quote) {
    DatabaseObject* database = DatabaseObject::constructed(ZEND_THIS);
    aha::client::SqlClient* core = database ? database->core() : nullptr;
    if (!core) {
        RETURN_THROWS();
    }
    dbQuoteMethod(INTERNAL_FUNCTION_PARAM_PASSTHRU, core->driver());
}

PHP_METHOD(Aha_Storage_Db_Database, quoteName) {
    DatabaseObject* database = DatabaseObject::constructed(ZEND_THIS);
    aha::client::SqlClient* core = database ? database->core() : nullptr;
    if (!core) {
        RETURN_THROWS();
    }
    dbQuoteNameMethod(INTERNAL_FUNCTION_PARAM_PASSTHRU, core->driver());
}

PHP_METHOD(Aha_Storage_Db_Database, onQuery) {
    zend_fcall_info hook;
    zend_fcall_info_cache cache;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_FUNC_OR_NULL(hook, cache)
    ZEND_PARSE_PARAMETERS_END();
    DatabaseObject* database = DatabaseObject::constructed(ZEND_THIS);
    if (!database) {
        RETURN_THROWS();
    }
    if (hook.size) {
        database->hook.set(&hook.function_name);
    } else {
        database->hook.reset();
    }
    RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
}

PHP_METHOD(Aha_Storage_Db_Database, stats) {
    ZEND_PARSE_PARAMETERS_NONE();
    DatabaseObject* database = DatabaseObject::constructed(ZEND_THIS);
    if (!database) {
        RETURN_THROWS();
    }
    describeDatabase(*database, return_value);
}

PHP_METHOD(Aha_Storage_Db_Database, close) {
    ZEND_PARSE_PARAMETERS_NONE();
    DatabaseObject* database = DatabaseObject::constructed(ZEND_THIS);
    if (!database) {
        RETURN_THROWS();
    }
    RETURN_OBJ(database->close());
}
