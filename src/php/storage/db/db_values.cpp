#include "php/storage/db/db_values.h"

#include "php/error.h"

#include "php_stubs/Storage/Db/Blob_arginfo.h"

namespace aha::php {

static zend_class_entry* blobClass; // these two are written in MINIT only
static zend_class_entry* dateInterface;

void registerDbBlob() {
    blobClass = register_class_Aha_Storage_Db_Blob();
    dateInterface = static_cast<zend_class_entry*>(
        zend_hash_str_find_ptr(CG(class_table), ZEND_STRL("datetimeinterface")));
}

static bool bindDate(zval* value, client::SqlValue& out) {
    zval format, text;
    ZVAL_STRING(&format, "Y-m-d H:i:s.u");
    ZVAL_UNDEF(&text);
    zend_call_method_with_1_params(Z_OBJ_P(value), Z_OBJCE_P(value), nullptr, "format", &text, &format);
    zval_ptr_dtor(&format);
    if (EG(exception) || Z_TYPE(text) != IS_STRING) {
        zval_ptr_dtor(&text);
        return false;
    }
    out = client::SqlValue::ofText(std::string(Z_STRVAL(text), Z_STRLEN(text)));
    zval_ptr_dtor(&text);
    return true;
}

static bool bindObject(zval* value, client::SqlValue& out, const std::string& what) {
    zend_class_entry* ce = Z_OBJCE_P(value);
    if (ce == blobClass) {
        zval* bytes = OBJ_PROP_NUM(Z_OBJ_P(value), 0);
        if (Z_TYPE_P(bytes) == IS_STRING) {
            out = client::SqlValue::ofBlob(std::string(Z_STRVAL_P(bytes), Z_STRLEN_P(bytes)));
            return true;
        }
    }
    if ((ce->ce_flags & ZEND_ACC_ENUM) && ce->enum_backing_type != IS_UNDEF) {
        return bindDbValue(zend_enum_fetch_case_value(Z_OBJ_P(value)), out, what);
    }
    if (instanceof_function(ce, dateInterface)) {
        return bindDate(value, out);
    }
    if (instanceof_function(ce, zend_ce_stringable)) {
        zend_string* text = zval_try_get_string(value);
        if (!text) {
            return false;
        }
        out = client::SqlValue::ofText(std::string(ZSTR_VAL(text), ZSTR_LEN(text)));
        zend_string_release(text);
        return true;
    }
    zend_value_error("%s cannot be sent to a database: it is of the class %s", what.c_str(),
                     ZSTR_VAL(ce->name));
    return false;
}

bool bindDbValue(zval* value, client::SqlValue& out, const std::string& what) {
    ZVAL_DEREF(value);
    switch (Z_TYPE_P(value)) {
    case IS_NULL: out = client::SqlValue::ofNull(); return true;
    case IS_FALSE: out = client::SqlValue::ofInt(0); return true;
    case IS_TRUE: out = client::SqlValue::ofInt(1); return true;
    case IS_LONG: out = client::SqlValue::ofInt(Z_LVAL_P(value)); return true;
    case IS_DOUBLE: out = client::SqlValue::ofDouble(Z_DVAL_P(value)); return true;
    case IS_STRING:
        out = client::SqlValue::ofText(std::string(Z_STRVAL_P(value), Z_STRLEN_P(value)));
        return true;
    case IS_OBJECT: return bindObject(value, out, what);
    default:
        zend_value_error("%s cannot be sent to a database: it is of the type %s", what.c_str(),
                         zend_zval_type_name(value));
        return false;
    }
}

static bool bindList(HashTable* list, client::SqlCommand& command) {
    const std::size_t count = zend_hash_num_elements(list);
    if (count > client::kMaxSqlParameters) {
        zend_value_error("A statement can have %zu parameters, %zu given", client::kMaxSqlParameters, count);
        return false;
    }
    command.parameters.resize(count);
    std::size_t position = 0;
    zval* value;
    ZEND_HASH_FOREACH_VAL(list, value) {
        if (position == count) { // __toString() has added to it
            break;
        }
        if (!bindDbValue(value, command.parameters[position], "Parameter " + std::to_string(position + 1))) {
            return false;
        }
        ++position;
    }
    ZEND_HASH_FOREACH_END();
    return true;
}

static zval* namedValue(HashTable* map, const std::string& name) {
    zval* value = zend_hash_str_find(map, name.data(), name.size());
    const std::string withColon = ":" + name;
    return value ? value : zend_hash_str_find(map, withColon.data(), withColon.size());
}

// A name that the statement does not have is a slip of the pen, and would go unnoticed.
static bool knowsAllNames(HashTable* map, const std::vector<std::string>& names) {
    zend_string* key;
    ZEND_HASH_FOREACH_STR_KEY(map, key) {
        std::string_view name(ZSTR_VAL(key), ZSTR_LEN(key));
        if (!name.empty() && name[0] == ':') {
            name.remove_prefix(1);
        }
        bool isKnown = false;
        for (const std::string& known : names) {
            isKnown = isKnown || known == name;
        }
        if (!isKnown) {
            zend_value_error("The statement has no parameter :%.*s", static_cast<int>(name.size()),
                             name.data());
            return false;
        }
    }
    ZEND_HASH_FOREACH_END();
    return true;
}

static bool bindMap(HashTable* map, const client::SqlSyntax& syntax, client::SqlCommand& command) {
    zend_string* key;
    ZEND_HASH_FOREACH_STR_KEY(map, key) {
        if (!key) {
            zend_value_error("Parameters are a list or a map by name, not both");
            return false;
        }
    }
    ZEND_HASH_FOREACH_END();
    auto replaced = client::replaceSqlNames(command.sql, syntax);
    if (!replaced) {
        zend_value_error("%s", replaced.error().message.c_str());
        return false;
    }
    const std::vector<std::string>& names = replaced.value().names;
    if (!knowsAllNames(map, names)) {
        return false;
    }
    command.parameters.resize(names.size());
    for (std::size_t i = 0; i < names.size(); ++i) {
        zval* value = namedValue(map, names[i]);
        if (!value) {
            zend_value_error("The parameter :%s of the statement is not among those given", names[i].c_str());
            return false;
        }
        if (!bindDbValue(value, command.parameters[i], "The parameter :" + names[i])) {
            return false;
        }
    }
    command.sql = std::move(replaced.value().sql);
    return true;
}

bool bindDbCommand(zend_string* sql, HashTable* parameters, const client::SqlSyntax& syntax,
                   client::SqlCommand& command) {
    command.sql.assign(ZSTR_VAL(sql), ZSTR_LEN(sql));
    if (!parameters || zend_hash_num_elements(parameters) == 0) {
        return true;
    }
    command.isPrepared = true;
    // __toString() of one parameter may change the array: ours stays as it is.
    GC_TRY_ADDREF(parameters);
    const bool ok =
        zend_array_is_list(parameters) ? bindList(parameters, command) : bindMap(parameters, syntax, command);
    zend_array_release(parameters);
    return ok;
}

void setDbCell(zval* zv, const client::SqlCell& cell) {
    switch (cell.kind) {
    case client::SqlKind::Null: ZVAL_NULL(zv); break;
    case client::SqlKind::Int: ZVAL_LONG(zv, cell.integer); break;
    case client::SqlKind::Double: ZVAL_DOUBLE(zv, cell.real); break;
    case client::SqlKind::Text:
    case client::SqlKind::Blob: ZVAL_STRINGL_FAST(zv, cell.text.data(), cell.text.size()); break;
    }
}

void setDbNumber(zval* zv, std::uint64_t number) {
    if (number <= static_cast<std::uint64_t>(ZEND_LONG_MAX)) {
        ZVAL_LONG(zv, static_cast<zend_long>(number));
    } else {
        const std::string text = std::to_string(number);
        ZVAL_STRINGL(zv, text.data(), text.size());
    }
}

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Storage_Db_Blob, __construct) {
    zend_string* bytes;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_STR(bytes)
    ZEND_PARSE_PARAMETERS_END();
    zval* slot = OBJ_PROP_NUM(Z_OBJ_P(ZEND_THIS), 0);
    if (Z_TYPE_P(slot) != IS_UNDEF) {
        throwException(exceptions.state, "The bytes of a Blob do not change");
        RETURN_THROWS();
    }
    ZVAL_STR_COPY(slot, bytes);
}
