#include "php/storage/db/db_error.h"

#include "php/error.h"

#include "php_stubs/Storage/Db/Exceptions_arginfo.h"

#include <string>

namespace aha::php {

static constexpr std::size_t kShownSqlBytes = 160; // in messages; getSql() has more

static struct { // written in MINIT only
    zend_class_entry *query, *lost, *syntax, *constraint, *duplicate, *deadlock, *access, *tooLarge;
} dbExceptions;

void registerDbExceptions() {
    auto& e = dbExceptions;
    e.query = register_class_Aha_Storage_Db_QueryException(spl_ce_RuntimeException, exceptions.marker);
    e.lost = register_class_Aha_Storage_Db_LostException(e.query);
    e.syntax = register_class_Aha_Storage_Db_SyntaxException(e.query);
    e.constraint = register_class_Aha_Storage_Db_ConstraintException(e.query);
    e.duplicate = register_class_Aha_Storage_Db_DuplicateException(e.constraint);
    e.deadlock = register_class_Aha_Storage_Db_DeadlockException(e.query);
    e.access = register_class_Aha_Storage_Db_AccessException(e.query);
    e.tooLarge = register_class_Aha_Storage_Db_TooLargeException(e.query);
}

bool isDbInfrastructure(client::SqlError::Kind kind) {
    using Kind = client::SqlError::Kind;
    return kind == Kind::Lost || kind == Kind::TimedOut || kind == Kind::Cancelled || kind == Kind::Pool;
}

bool isDbDeadlock(zend_object* exception) { return exception->ce == dbExceptions.deadlock; }

static zend_class_entry* dbClassOf(const client::SqlError& error) {
    using Kind = client::SqlError::Kind;
    switch (error.kind) {
    case Kind::Lost: return error.wasSent ? dbExceptions.lost : exceptions.connect;
    case Kind::TimedOut: return exceptions.timeout;
    case Kind::Cancelled: return exceptions.cancelled;
    case Kind::Pool: return exceptions.pool;
    case Kind::Syntax: return dbExceptions.syntax;
    case Kind::Duplicate: return dbExceptions.duplicate;
    case Kind::Constraint: return dbExceptions.constraint;
    case Kind::Deadlock: return dbExceptions.deadlock;
    case Kind::Refused: return dbExceptions.access;
    case Kind::TooLarge: return dbExceptions.tooLarge;
    case Kind::Misuse:
    case Kind::Other: break;
    }
    return dbExceptions.query;
}

// At a whole character of UTF-8.
static std::string_view shortenedSql(std::string_view sql, std::size_t limit) {
    if (sql.size() <= limit) {
        return sql;
    }
    while (limit > 0 && (static_cast<unsigned char>(sql[limit]) & 0xC0) == 0x80) {
        --limit;
    }
    return sql.substr(0, limit);
}

zend_object* makeDbException(const client::SqlError& error, std::string_view sql, double ranMs) {
    std::string message = error.error.message;
    if (!sql.empty()) {
        const std::string_view shown = shortenedSql(sql, kShownSqlBytes);
        message.append(" in \"").append(shown).append(shown.size() < sql.size() ? " …\"" : "\"");
    }
    if (ranMs > 0) {
        char after[40];
        snprintf(after, sizeof after, " after %.3f s", ranMs / 1000);
        message.append(after);
    }
    zend_object* exception = makeException(dbClassOf(error), message, nullptr, error.code);
    if (instanceof_function(exception->ce, dbExceptions.query)) {
        zend_update_property_stringl(dbExceptions.query, exception, ZEND_STRL("sql"), sql.data(), sql.size());
        zend_update_property_stringl(dbExceptions.query, exception, ZEND_STRL("sqlState"),
                                     error.sqlState.data(), error.sqlState.size());
        zend_update_property_double(dbExceptions.query, exception, ZEND_STRL("duration"), ranMs / 1000);
    }
    return exception;
}

static void returnDbProperty(zval* self, const char* name, std::size_t length, zval* result) {
    zval storage;
    zval* value = zend_read_property(dbExceptions.query, Z_OBJ_P(self), name, length, true, &storage);
    ZVAL_COPY_DEREF(result, value);
}

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Storage_Db_QueryException, getSql) {
    ZEND_PARSE_PARAMETERS_NONE();
    returnDbProperty(ZEND_THIS, ZEND_STRL("sql"), return_value);
}

PHP_METHOD(Aha_Storage_Db_QueryException, getSqlState) {
    ZEND_PARSE_PARAMETERS_NONE();
    returnDbProperty(ZEND_THIS, ZEND_STRL("sqlState"), return_value);
}

PHP_METHOD(Aha_Storage_Db_QueryException, getDuration) {
    ZEND_PARSE_PARAMETERS_NONE();
    returnDbProperty(ZEND_THIS, ZEND_STRL("duration"), return_value);
}
