#include "php/storage/db/result.h"

#include "php/class.h"
#include "php/error.h"
#include "php/register.h"
#include "php/storage/db/db_values.h"

#include "php_stubs/Storage/Db/Link_arginfo.h"
#include "php_stubs/Storage/Db/Result_arginfo.h"

namespace aha::php {

// ---- rows

DbColumnNames::~DbColumnNames() {
    for (const Key& key : keys_) {
        zend_string_release(key.name);
    }
}

void DbColumnNames::set(const std::vector<client::SqlColumn>& columns) {
    if (!keys_.empty()) {
        return; // they do not change
    }
    keys_.reserve(columns.size());
    for (const client::SqlColumn& column : columns) {
        Key key{zend_string_init(column.name.data(), column.name.size(), false), 0, false};
        key.isIndex = ZEND_HANDLE_NUMERIC_STR(ZSTR_VAL(key.name), ZSTR_LEN(key.name), key.index);
        zend_string_hash_val(key.name);
        keys_.push_back(key);
    }
}

void DbColumnNames::add(HashTable* row, std::size_t column, zval* value) const {
    const Key& key = keys_[column];
    if (key.isIndex) {
        zend_hash_index_update(row, key.index, value);
    } else {
        zend_hash_update(row, key.name, value);
    }
}

void makeDbRow(zval* row, const client::SqlRows& rows, std::size_t index, const DbColumnNames& names,
               int mode) {
    const std::size_t columns = rows.columns();
    array_init_size(row, static_cast<std::uint32_t>(mode == 3 ? 2 * columns : columns));
    for (std::size_t column = 0; column < columns; ++column) {
        zval value;
        setDbCell(&value, rows.at(index, column));
        if (mode == 3) {
            Z_TRY_ADDREF(value);
        }
        if (mode & 2) {
            zend_hash_index_update(Z_ARR_P(row), column, &value);
        }
        if (mode & 1) {
            names.add(Z_ARR_P(row), column, &value);
        }
    }
}

void makeDbColumns(zval* result, const std::vector<client::SqlColumn>& columns) {
    array_init_size(result, static_cast<std::uint32_t>(columns.size()));
    for (const client::SqlColumn& column : columns) {
        zval entry;
        array_init_size(&entry, 2);
        add_assoc_stringl(&entry, "name", column.name.data(), column.name.size());
        add_assoc_stringl(&entry, "type", column.type.data(), column.type.size());
        add_next_index_zval(result, &entry);
    }
}

namespace {

enum ResultSlot : std::uint32_t { Rows, AffectedRows, LastInsertId, Warnings, Duration };
enum LinkSlot : std::uint32_t { Errno, ErrorText, SqlState, LinkAffected, InsertId, WarningCount };

// Native part of Aha\Storage\Db\Result. The property `rows` is an undefined slot until it is first read.
class ResultObject {
public:
    void visit(Gc& gc) { gc.add(next); }
    std::size_t count() const { return data.rows.size(); }
    void row(zval* result, std::size_t index, int mode = 1) {
        names.set(data.columns);
        makeDbRow(result, data.rows, index, names, mode);
    }
    void all(zval* result, int mode) {
        array_init_size(result, static_cast<std::uint32_t>(count()));
        for (std::size_t i = 0; i < count(); ++i) {
            zval entry;
            row(&entry, i, mode);
            zend_hash_next_index_insert_new(Z_ARR_P(result), &entry);
            if (isOutOfMemory()) {
                return;
            }
        }
    }
    void nextRow(zval* result, int mode) {
        if (position < count()) {
            row(result, position++, mode);
        }
    }

    client::SqlResult data;
    DbColumnNames names;
    ObjectRef next;
    std::size_t position = 0; // of fetch()
};

ResultObject& resultOf(zval* zv) { return Class<ResultObject>::from(zv); }

zval* rowsOf(zend_object* object) {
    zval* slot = OBJ_PROP_NUM(object, Rows);
    if (Z_TYPE_P(slot) == IS_UNDEF && !EG(exception)) {
        zval rows;
        Class<ResultObject>::from(object).all(&rows, 1);
        ZVAL_COPY_VALUE(slot, &rows);
    }
    return slot;
}

zval* readResult(zend_object* object, zend_string* name, int type, void** cache, zval* storage) {
    if (zend_string_equals_literal(name, "rows")) {
        rowsOf(object);
    }
    return zend_std_read_property(object, name, type, cache, storage);
}

int hasResult(zend_object* object, zend_string* name, int check, void** cache) {
    if (zend_string_equals_literal(name, "rows")) {
        rowsOf(object);
    }
    return zend_std_has_property(object, name, check, cache);
}

HashTable* resultProperties(zend_object* object) {
    rowsOf(object);
    return zend_std_get_properties(object);
}

// ---- foreach: makes one row at a time

struct RowIterator {
    zend_object_iterator base;
    zval row;
    std::size_t index;
};

RowIterator* rowIterator(zend_object_iterator* iterator) { return reinterpret_cast<RowIterator*>(iterator); }

void freeRows(zend_object_iterator* iterator) {
    zval_ptr_dtor(&rowIterator(iterator)->row);
    zval_ptr_dtor(&iterator->data);
}

int hasRow(zend_object_iterator* iterator) {
    return rowIterator(iterator)->index < resultOf(&iterator->data).count() ? SUCCESS : FAILURE;
}

void dropRow(zend_object_iterator* iterator) {
    zval* row = &rowIterator(iterator)->row;
    zval old = *row;
    ZVAL_UNDEF(row);
    zval_ptr_dtor(&old);
}

zval* currentRow(zend_object_iterator* iterator) {
    RowIterator* rows = rowIterator(iterator);
    if (Z_TYPE(rows->row) == IS_UNDEF) {
        resultOf(&iterator->data).row(&rows->row, rows->index);
    }
    return &rows->row;
}

void rowKey(zend_object_iterator* iterator, zval* key) {
    ZVAL_LONG(key, static_cast<zend_long>(rowIterator(iterator)->index));
}

void forwardRow(zend_object_iterator* iterator) {
    dropRow(iterator);
    ++rowIterator(iterator)->index;
}

void rewindRows(zend_object_iterator* iterator) {
    dropRow(iterator);
    rowIterator(iterator)->index = 0;
}

const zend_object_iterator_funcs kRowFunctions = {freeRows,   hasRow,     currentRow, rowKey,
                                                  forwardRow, rewindRows, dropRow,    nullptr};

zend_object_iterator* iterateRows(zend_class_entry*, zval* object, int byReference) {
    if (byReference) {
        zend_throw_error(nullptr, "The rows of a Result cannot be changed by reference");
        return nullptr;
    }
    auto* rows = static_cast<RowIterator*>(emalloc(sizeof(RowIterator)));
    zend_iterator_init(&rows->base);
    ZVAL_OBJ_COPY(&rows->base.data, Z_OBJ_P(object));
    rows->base.funcs = &kRowFunctions;
    ZVAL_UNDEF(&rows->row);
    rows->index = 0;
    return &rows->base;
}

class LinkObject {
public:
    void visit(Gc&) {}
};

// Its position, or -1 with a ValueError.
std::ptrdiff_t columnOf(ResultObject& result, zend_string* name, zend_long position) {
    const auto& columns = result.data.columns;
    for (std::size_t i = 0; name && i < columns.size(); ++i) {
        if (columns[i].name == view(name)) {
            return static_cast<std::ptrdiff_t>(i);
        }
    }
    if (!name && position >= 0 && static_cast<std::size_t>(position) < columns.size()) {
        return position;
    }
    if (name) {
        zend_argument_value_error(1, "must be a column of the result, \"%s\" is none", ZSTR_VAL(name));
    } else {
        zend_argument_value_error(1, "must be a column of the result, which has %zu", columns.size());
    }
    return -1;
}

} // namespace

// ---- making them

static zend_object* makeOneResult(client::SqlResult data, double ranMs) {
    zend_object* object = Class<ResultObject>::create(Class<ResultObject>::entry);
    auto& native = Class<ResultObject>::from(object);
    native.data = std::move(data);
    ZVAL_LONG(OBJ_PROP_NUM(object, AffectedRows), static_cast<zend_long>(native.data.affectedRows));
    setDbNumber(OBJ_PROP_NUM(object, LastInsertId), native.data.lastInsertId);
    ZVAL_LONG(OBJ_PROP_NUM(object, Warnings), native.data.warnings);
    ZVAL_DOUBLE(OBJ_PROP_NUM(object, Duration), ranMs / 1000);
    return object;
}

zend_object* makeDbResult(std::vector<client::SqlResult> results, double ranMs) {
    if (results.empty()) {
        return makeOneResult({}, ranMs);
    }
    zend_object* next = nullptr;
    for (std::size_t i = results.size(); i > 0; --i) {
        zend_object* object = makeOneResult(std::move(results[i - 1]), ranMs);
        Class<ResultObject>::from(object).next.adopt(next);
        next = object;
    }
    return next;
}

zend_object* makeDbLink(const client::SqlResult* result, const client::SqlError* error) {
    zend_object* object = Class<LinkObject>::create(Class<LinkObject>::entry);
    const std::string_view message = error ? std::string_view(error->error.message) : std::string_view("");
    const std::string_view state = error ? std::string_view(error->sqlState) : std::string_view("00000");
    ZVAL_LONG(OBJ_PROP_NUM(object, Errno), error ? error->code : 0);
    if (error && error->code == 0) { // ours: whoever looks at errno alone must see that it failed
        ZVAL_LONG(OBJ_PROP_NUM(object, Errno), -1);
    }
    ZVAL_STRINGL(OBJ_PROP_NUM(object, ErrorText), message.data(), message.size());
    ZVAL_STRINGL(OBJ_PROP_NUM(object, SqlState), state.data(), state.size());
    ZVAL_LONG(OBJ_PROP_NUM(object, LinkAffected), error    ? -1
                                                  : result ? static_cast<zend_long>(result->affectedRows)
                                                           : 0);
    setDbNumber(OBJ_PROP_NUM(object, InsertId), result ? result->lastInsertId : 0);
    ZVAL_LONG(OBJ_PROP_NUM(object, WarningCount), result ? result->warnings : 0);
    return object;
}

void registerDbResult() {
    Class<ResultObject>::install(
        register_class_Aha_Storage_Db_Result(zend_ce_aggregate, zend_ce_countable, php_json_serializable_ce));
    Class<ResultObject>::entry->get_iterator = iterateRows;
    zend_object_handlers& handlers = Class<ResultObject>::handlers;
    handlers.read_property = readResult;
    handlers.has_property = hasResult;
    handlers.get_properties = resultProperties;
    Class<LinkObject>::install(register_class_Aha_Storage_Db_Link());
}

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Storage_Db_Link, __construct) { ZEND_PARSE_PARAMETERS_NONE(); }
PHP_METHOD(Aha_Storage_Db_Result, __construct) { ZEND_PARSE_PARAMETERS_NONE(); }

PHP_METHOD(Aha_Storage_Db_Result, fetch) {
    ZEND_PARSE_PARAMETERS_NONE();
    resultOf(ZEND_THIS).nextRow(return_value, 1);
}

PHP_METHOD(Aha_Storage_Db_Result, fetch_assoc) {
    ZEND_PARSE_PARAMETERS_NONE();
    resultOf(ZEND_THIS).nextRow(return_value, 1);
}

PHP_METHOD(Aha_Storage_Db_Result, fetch_row) {
    ZEND_PARSE_PARAMETERS_NONE();
    resultOf(ZEND_THIS).nextRow(return_value, 2);
}

// The mode of mysqli's functions; false: thrown.
static bool parseMode(zend_execute_data* execute_data, zend_long& mode) {
    ZEND_PARSE_PARAMETERS_START(0, 1)
    Z_PARAM_OPTIONAL
    Z_PARAM_LONG(mode)
    ZEND_PARSE_PARAMETERS_END_EX(return false);
    if (mode < 1 || mode > 3) {
        zend_argument_value_error(1, "must be 1 (maps), 2 (lists) or 3 (both)");
        return false;
    }
    return true;
}

PHP_METHOD(Aha_Storage_Db_Result, fetch_array) {
    zend_long mode = 3;
    if (!parseMode(execute_data, mode)) {
        RETURN_THROWS();
    }
    resultOf(ZEND_THIS).nextRow(return_value, static_cast<int>(mode));
}

PHP_METHOD(Aha_Storage_Db_Result, fetch_all) {
    zend_long mode = 2;
    if (!parseMode(execute_data, mode)) {
        RETURN_THROWS();
    }
    resultOf(ZEND_THIS).all(return_value, static_cast<int>(mode));
}

PHP_METHOD(Aha_Storage_Db_Result, fetchOne) {
    ZEND_PARSE_PARAMETERS_NONE();
    ResultObject& result = resultOf(ZEND_THIS);
    if (result.count() > 0) {
        result.row(return_value, 0);
    }
}

PHP_METHOD(Aha_Storage_Db_Result, fetchValue) {
    zend_string* name = nullptr;
    zend_long position = 0;
    ZEND_PARSE_PARAMETERS_START(0, 1)
    Z_PARAM_OPTIONAL
    Z_PARAM_STR_OR_LONG(name, position)
    ZEND_PARSE_PARAMETERS_END();
    ResultObject& result = resultOf(ZEND_THIS);
    if (result.count() == 0) {
        RETURN_NULL();
    }
    const std::ptrdiff_t column = columnOf(result, name, position);
    if (column < 0) {
        RETURN_THROWS();
    }
    setDbCell(return_value, result.data.rows.at(0, static_cast<std::size_t>(column)));
}

PHP_METHOD(Aha_Storage_Db_Result, fetchColumn) {
    zend_string* name = nullptr;
    zend_long position = 0;
    ZEND_PARSE_PARAMETERS_START(0, 1)
    Z_PARAM_OPTIONAL
    Z_PARAM_STR_OR_LONG(name, position)
    ZEND_PARSE_PARAMETERS_END();
    ResultObject& result = resultOf(ZEND_THIS);
    const std::ptrdiff_t column = columnOf(result, name, position);
    if (column < 0) {
        RETURN_THROWS();
    }
    array_init_size(return_value, static_cast<std::uint32_t>(result.count()));
    for (std::size_t i = 0; i < result.count(); ++i) {
        zval value;
        setDbCell(&value, result.data.rows.at(i, static_cast<std::size_t>(column)));
        zend_hash_next_index_insert_new(Z_ARR_P(return_value), &value);
        if (isOutOfMemory()) {
            return;
        }
    }
}

PHP_METHOD(Aha_Storage_Db_Result, columns) {
    ZEND_PARSE_PARAMETERS_NONE();
    makeDbColumns(return_value, resultOf(ZEND_THIS).data.columns);
}

PHP_METHOD(Aha_Storage_Db_Result, nextResult) {
    ZEND_PARSE_PARAMETERS_NONE();
    if (zend_object* next = resultOf(ZEND_THIS).next.get()) {
        RETURN_OBJ_COPY(next);
    }
}

PHP_METHOD(Aha_Storage_Db_Result, count) {
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_LONG(static_cast<zend_long>(resultOf(ZEND_THIS).count()));
}

PHP_METHOD(Aha_Storage_Db_Result, getIterator) {
    ZEND_PARSE_PARAMETERS_NONE();
    zend_create_internal_iterator_zval(return_value, ZEND_THIS);
}

PHP_METHOD(Aha_Storage_Db_Result, jsonSerialize) {
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_COPY(rowsOf(Z_OBJ_P(ZEND_THIS)));
}

PHP_METHOD(Aha_Storage_Db_Result, free) {
    ZEND_PARSE_PARAMETERS_NONE();
    ResultObject& result = resultOf(ZEND_THIS);
    result.data.rows.reset(result.data.columns.size());
    zval* slot = OBJ_PROP_NUM(Z_OBJ_P(ZEND_THIS), Rows);
    zval old = *slot;
    ZVAL_EMPTY_ARRAY(slot);
    zval_ptr_dtor(&old);
}
