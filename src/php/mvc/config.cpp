#include "php/mvc/config.h"

#include "php/error.h"
#include "php/mvc/config_files.h"
#include "php/mvc/config_merge.h"

#include "php_stubs/Mvc/Config_arginfo.h"

#include <algorithm>

namespace aha::php {

using ConfigClass = Class<Config>;

Config::Config() {
    ZVAL_EMPTY_ARRAY(values.get());
    ZVAL_EMPTY_ARRAY(code_.get());
}

void Config::visit(Gc& gc) {
    gc.add(values);
    gc.add(code_);
}

zval* Config::find(std::string_view path) {
    if (zval* found = findInConfig(values.get(), path)) {
        return found;
    }
    if (isView) {
        return nullptr;
    }
    const std::size_t length = std::min(path.find('.'), path.size());
    zend_string* given = zend_string_init(path.data(), length, false);
    zend_string* section = zend_string_tolower(given);
    zval* found = zend_hash_find_deref(Z_ARR_P(values.get()), section);
    zend_string_release(section);
    zend_string_release(given);
    return found && length < path.size() ? findInConfig(found, path.substr(length + 1)) : found;
}

bool Config::set(std::string_view path, zval* value) {
    return setInConfig(values.get(), path, value) && setInConfig(code_.get(), path, value);
}

bool Config::adopt(zval* given) {
    zval old = *values.get();
    ZVAL_COPY_VALUE(values.get(), given);
    zval_ptr_dtor(&old);
    return mergeConfig(values.get(), code_.get());
}

static void makeView(zval* values, zval* out) {
    object_init_ex(out, ConfigClass::entry);
    auto& view = ConfigClass::from(out);
    view.isView = true;
    view.values.copyFrom(values);
}

static zval* readConfigProperty(zend_object* object, zend_string* name, int type, void**, zval* result) {
    if (type != BP_VAR_R && type != BP_VAR_IS) {
        throwException(exceptions.state, "The configuration is read-only: use set()");
        return &EG(uninitialized_zval);
    }
    auto& config = ConfigClass::from(object);
    zval* found = config.find(view(name));
    if (!found) {
        return &EG(uninitialized_zval);
    }
    if (config.isView || Z_TYPE_P(found) != IS_ARRAY) {
        return found;
    }
    makeView(found, result);
    return result;
}

static zval* writeConfigProperty(zend_object*, zend_string*, zval* value, void**) {
    throwException(exceptions.state, "The configuration is read-only: use set()");
    return value;
}

// `how` is 0 of isset(), 1 of !empty(), 2 of property_exists().
static int hasConfigProperty(zend_object* object, zend_string* name, int how, void**) {
    zval* found = ConfigClass::from(object).find(view(name));
    if (!found || how == ZEND_PROPERTY_EXISTS) {
        return found != nullptr;
    }
    return how == ZEND_PROPERTY_NOT_EMPTY ? zend_is_true(found) : Z_TYPE_P(found) != IS_NULL;
}

static void unsetConfigProperty(zend_object*, zend_string*, void**) {
    throwException(exceptions.state, "The configuration is read-only: use set()");
}

static zval* noConfigPointer(zend_object*, zend_string*, int, void**) { return nullptr; }

void registerConfig() {
    ConfigClass::install(
        register_class_Aha_Mvc_Config(zend_ce_arrayaccess, zend_ce_aggregate, zend_ce_countable));
    ConfigClass::handlers.read_property = readConfigProperty;
    ConfigClass::handlers.write_property = writeConfigProperty;
    ConfigClass::handlers.has_property = hasConfigProperty;
    ConfigClass::handlers.unset_property = unsetConfigProperty;
    ConfigClass::handlers.get_property_ptr_ptr = noConfigPointer;
}

// A key of a section: by number or name.
static zval* keyIn(zval* values, zval* key) {
    if (Z_TYPE_P(key) == IS_STRING) {
        return findInConfig(values, view(Z_STR_P(key)));
    }
    zval* found =
        Z_TYPE_P(values) == IS_ARRAY ? zend_hash_index_find(Z_ARR_P(values), Z_LVAL_P(key)) : nullptr;
    if (found) {
        ZVAL_DEREF(found);
    }
    return found;
}

static bool isKeyOfConfig(zval* key) {
    return key && (Z_TYPE_P(key) == IS_LONG || (Z_TYPE_P(key) == IS_STRING && Z_STRLEN_P(key) > 0));
}

// Of ArrayAccess; null with EG(exception) set when the offset is no key.
static zval* findOffset(zval* self, zval* offset, bool& found) {
    auto& config = ConfigClass::from(self);
    ZVAL_DEREF(offset);
    if (Z_TYPE_P(offset) != IS_LONG && Z_TYPE_P(offset) != IS_STRING) {
        zend_argument_type_error(1, "must be of type string|int, %s given", zend_zval_type_name(offset));
        return nullptr;
    }
    zval* value = Z_TYPE_P(offset) == IS_STRING ? config.find(view(Z_STR_P(offset)))
                                                : keyIn(config.values.get(), offset);
    found = value != nullptr;
    return value;
}

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Mvc_Config, __construct) {
    HashTable* values = nullptr;
    ZEND_PARSE_PARAMETERS_START(0, 1)
    Z_PARAM_OPTIONAL
    Z_PARAM_ARRAY_HT(values)
    ZEND_PARSE_PARAMETERS_END();
    if (values) {
        zval given;
        ZVAL_ARR(&given, values);
        ConfigClass::from(ZEND_THIS).values.copyFrom(&given);
    }
}

PHP_METHOD(Aha_Mvc_Config, load) {
    zend_string* folder;
    zend_string* mode = ZSTR_EMPTY_ALLOC();
    ZEND_PARSE_PARAMETERS_START(1, 2)
    Z_PARAM_PATH_STR(folder)
    Z_PARAM_OPTIONAL
    Z_PARAM_STR(mode)
    ZEND_PARSE_PARAMETERS_END();
    object_init_ex(return_value, ConfigClass::entry);
    readConfigFolder(folder, view(mode), ConfigClass::from(return_value).values.get());
}

PHP_METHOD(Aha_Mvc_Config, tree) {
    zend_string* folder = nullptr;
    HashTable* folders = nullptr;
    zend_string* mode = ZSTR_EMPTY_ALLOC();
    zend_string* module = ZSTR_EMPTY_ALLOC();
    ZEND_PARSE_PARAMETERS_START(1, 3)
    Z_PARAM_ARRAY_HT_OR_STR(folders, folder)
    Z_PARAM_OPTIONAL
    Z_PARAM_STR(mode)
    Z_PARAM_STR(module)
    ZEND_PARSE_PARAMETERS_END();
    object_init_ex(return_value, ConfigClass::entry);
    zval* values = ConfigClass::from(return_value).values.get();
    bool found = false;
    if (folder) {
        if (!readConfigTree(folder, view(mode), view(module), values, found)) {
            RETURN_THROWS();
        }
    } else {
        zval* one;
        ZEND_HASH_FOREACH_VAL(folders, one) {
            ZVAL_DEREF(one);
            if (Z_TYPE_P(one) != IS_STRING) {
                zend_argument_type_error(1, "must be a path or a list of paths");
                RETURN_THROWS();
            }
            if (!readConfigTree(Z_STR_P(one), view(mode), view(module), values, found)) {
                RETURN_THROWS();
            }
        }
        ZEND_HASH_FOREACH_END();
    }
    if (!found) {
        throwException(exceptions.config, "There is no config folder%s%s", folder ? " " : "",
                       folder ? ZSTR_VAL(folder) : "");
    }
}

PHP_METHOD(Aha_Mvc_Config, get) {
    zend_string* section;
    zval* key = nullptr;
    zval* fallback = nullptr;
    ZEND_PARSE_PARAMETERS_START(1, 3)
    Z_PARAM_STR(section)
    Z_PARAM_OPTIONAL
    Z_PARAM_ZVAL(key)
    Z_PARAM_ZVAL(fallback)
    ZEND_PARSE_PARAMETERS_END();
    auto& config = ConfigClass::from(ZEND_THIS);
    const bool isPath = memchr(ZSTR_VAL(section), '.', ZSTR_LEN(section)) != nullptr;
    if (isPath && ZEND_NUM_ARGS() == 2 && !zend_symtable_exists(Z_ARR_P(config.values.get()), section)) {
        fallback = key;
        key = nullptr;
    } else if (key && Z_TYPE_P(key) != IS_NULL && Z_TYPE_P(key) != IS_STRING && Z_TYPE_P(key) != IS_LONG) {
        zend_argument_type_error(2,
                                 "must be of type string|int|null, %s given; a default is the third argument",
                                 zend_zval_type_name(key));
        RETURN_THROWS();
    }
    zval* found = config.find(view(section));
    const bool isKey = isKeyOfConfig(key);
    if (found && isKey) {
        found = keyIn(found, key);
    }
    if (found) {
        RETURN_COPY_DEREF(found);
    }
    if (fallback) {
        RETURN_COPY(fallback);
    }
    if (!isKey && !isPath) {
        RETURN_EMPTY_ARRAY();
    }
}

PHP_METHOD(Aha_Mvc_Config, has) {
    zend_string* section;
    zend_string* name = nullptr;
    zend_long index = 0;
    bool none = true;
    ZEND_PARSE_PARAMETERS_START(1, 2)
    Z_PARAM_STR(section)
    Z_PARAM_OPTIONAL
    Z_PARAM_STR_OR_LONG_OR_NULL(name, index, none)
    ZEND_PARSE_PARAMETERS_END();
    zval* found = ConfigClass::from(ZEND_THIS).find(view(section));
    if (found && (name || !none)) {
        zval key;
        if (name) {
            ZVAL_STR(&key, name);
        } else {
            ZVAL_LONG(&key, index);
        }
        found = !name || ZSTR_LEN(name) ? keyIn(found, &key) : found;
    }
    RETURN_BOOL(found != nullptr);
}

PHP_METHOD(Aha_Mvc_Config, set) {
    zend_string* path;
    zval* value;
    ZEND_PARSE_PARAMETERS_START(2, 2)
    Z_PARAM_STR(path)
    Z_PARAM_ZVAL(value)
    ZEND_PARSE_PARAMETERS_END();
    auto& config = ConfigClass::from(ZEND_THIS);
    if (ZSTR_LEN(path) == 0) {
        zend_argument_value_error(1, "must not be empty");
        RETURN_THROWS();
    }
    if (config.isView) {
        throwException(exceptions.state, "A section is read-only: use set() of the Config it was read from");
        RETURN_THROWS();
    }
    if (config.set(view(path), value)) {
        RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
    }
}

PHP_METHOD(Aha_Mvc_Config, toArray) {
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_COPY(ConfigClass::from(ZEND_THIS).values.get());
}

PHP_METHOD(Aha_Mvc_Config, count) {
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_LONG(zend_hash_num_elements(Z_ARR_P(ConfigClass::from(ZEND_THIS).values.get())));
}

PHP_METHOD(Aha_Mvc_Config, getIterator) {
    ZEND_PARSE_PARAMETERS_NONE();
    object_init_ex(return_value, spl_ce_ArrayIterator);
    zend_call_known_instance_method_with_1_params(spl_ce_ArrayIterator->constructor, Z_OBJ_P(return_value),
                                                  nullptr, ConfigClass::from(ZEND_THIS).values.get());
}

PHP_METHOD(Aha_Mvc_Config, offsetExists) {
    zval* offset;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_ZVAL(offset)
    ZEND_PARSE_PARAMETERS_END();
    bool found = false;
    zval* value = findOffset(ZEND_THIS, offset, found);
    RETURN_BOOL(found && Z_TYPE_P(value) != IS_NULL); // as isset() of an array
}

PHP_METHOD(Aha_Mvc_Config, offsetGet) {
    zval* offset;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_ZVAL(offset)
    ZEND_PARSE_PARAMETERS_END();
    bool found = false;
    if (zval* value = findOffset(ZEND_THIS, offset, found)) {
        RETURN_COPY_DEREF(value);
    }
}

PHP_METHOD(Aha_Mvc_Config, offsetSet) {
    [[maybe_unused]] zval *offset, *value;
    ZEND_PARSE_PARAMETERS_START(2, 2)
    Z_PARAM_ZVAL(offset)
    Z_PARAM_ZVAL(value)
    ZEND_PARSE_PARAMETERS_END();
    throwException(exceptions.state, "The configuration is read-only: use set()");
}

PHP_METHOD(Aha_Mvc_Config, offsetUnset) {
    [[maybe_unused]] zval* offset;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_ZVAL(offset)
    ZEND_PARSE_PARAMETERS_END();
    throwException(exceptions.state, "The configuration is read-only: use set()");
}
