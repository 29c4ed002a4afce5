#include "php/bootstrap.h"
#include "php/class.h"
#include "php/mvc/mvc_table.h"
#include "php/register.h"

#include "php_stubs/Mvc/Loader_arginfo.h"

namespace aha::php {

// Native part of Aha\Mvc\Loader: what it knows is in the table.
struct LoaderObject {
    void visit(Gc&) {}
};

MvcTable& MvcTable::get() {
#ifdef ZTS
    static thread_local MvcTable table;
#else
    static MvcTable table;
#endif
    return table;
}

void shutdownMvc() {
    MvcTable& table = MvcTable::get();
    if (!CG(unclean_shutdown)) { // the engine collects no cycles at its end
        for (auto& application : table.applications) {
            Bootstrap::from(application->get()).release();
        }
        for (auto& daemon : table.daemons) {
            Application::from(daemon->get()).releaseParts();
        }
    }
    table.applications.clear();
    table.daemons.clear();
    forgetTemplates();
    table.loader.reset();
    table.paths = {};
    table.loads = false;
}

void registerLoader() { Class<LoaderObject>::install(register_class_Aha_Mvc_Loader()); }

zend_object* loaderObject() {
    MvcTable& table = MvcTable::get();
    if (!table.loader) {
        table.loader.adopt(Class<LoaderObject>::create(Class<LoaderObject>::entry));
    }
    return table.loader.get();
}

zend_object* installLoader() {
    MvcTable& table = MvcTable::get();
    zend_object* loader = loaderObject();
    if (table.loads) {
        return loader;
    }
    zval function, callable, part, result;
    ZVAL_STRING(&function, "spl_autoload_register");
    array_init_size(&callable, 2);
    ZVAL_OBJ_COPY(&part, loader);
    add_next_index_zval(&callable, &part);
    add_next_index_string(&callable, "autoload");
    ZVAL_UNDEF(&result);
    call_user_function(nullptr, nullptr, &function, &result, 1, &callable);
    zval_ptr_dtor(&result);
    zval_ptr_dtor(&callable);
    zval_ptr_dtor(&function);
    table.loads = EG(exception) == nullptr;
    return table.loads ? loader : nullptr;
}

// As require_once does, but a missing file is no error: another autoloader may know better.
static bool includeOnce(zend_string* path) {
    zend_file_handle file;
    zend_stream_init_filename_ex(&file, path);
    zend_string* resolved = zend_resolve_path(path);
    if (!resolved) {
        zend_destroy_file_handle(&file);
        return false;
    }
    if (zend_hash_exists(&EG(included_files), resolved)) {
        zend_string_release(resolved);
        zend_destroy_file_handle(&file);
        return true;
    }
    if (zend_stream_open(&file) == SUCCESS) {
        file.opened_path = file.opened_path ? file.opened_path : zend_string_copy(resolved);
        zend_hash_add_empty_element(&EG(included_files), file.opened_path);
        zend_op_array* code = zend_compile_file(&file, ZEND_REQUIRE);
        if (code) {
            zval result;
            ZVAL_UNDEF(&result);
            zend_execute(code, &result);
            destroy_op_array(code);
            efree(code);
            zval_ptr_dtor(&result);
        }
    }
    zend_string_release(resolved);
    zend_destroy_file_handle(&file);
    return true;
}

static void loadClass(zend_string* name) {
    zend_string* lower = zend_string_tolower(name);
    auto isThere = [lower] { return zend_hash_exists(EG(class_table), lower); };
    auto* files = new std::vector<std::string>(MvcTable::get().paths.candidates(view(name)));
    zval list; // PHP's own memory from here on: what is loaded may not come back
    array_init_size(&list, static_cast<std::uint32_t>(files->size()));
    for (const std::string& file : *files) {
        add_next_index_stringl(&list, file.data(), file.size());
    }
    delete files;
    zval* file;
    ZEND_HASH_FOREACH_VAL(Z_ARR(list), file) {
        if (includeOnce(Z_STR_P(file)) && (EG(exception) || isThere())) {
            break;
        }
    }
    ZEND_HASH_FOREACH_END();
    zval_ptr_dtor(&list);
    zend_string_release(lower);
}

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Mvc_Loader, __construct) { ZEND_PARSE_PARAMETERS_NONE(); }

PHP_METHOD(Aha_Mvc_Loader, registerNamespace) {
    zend_string *name, *path;
    ZEND_PARSE_PARAMETERS_START(2, 2)
    Z_PARAM_STR(name)
    Z_PARAM_PATH_STR(path)
    ZEND_PARSE_PARAMETERS_END();
    if (!MvcTable::get().paths.addNamespace(view(name), view(path))) {
        zend_argument_value_error(1, "must be a namespace");
        RETURN_THROWS();
    }
    RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
}

PHP_METHOD(Aha_Mvc_Loader, registerPrefix) {
    zend_string *prefix, *path;
    HashTable* paths;
    ZEND_PARSE_PARAMETERS_START(2, 2)
    Z_PARAM_STR(prefix)
    Z_PARAM_ARRAY_HT_OR_STR(paths, path)
    ZEND_PARSE_PARAMETERS_END();
    auto add = [prefix](zend_string* folder) {
        if (!MvcTable::get().paths.addPrefix(view(prefix), view(folder))) {
            zend_argument_value_error(1, "must be a namespace");
            return false;
        }
        return true;
    };
    if (!paths) {
        if (!add(path)) {
            RETURN_THROWS();
        }
    } else {
        zval* entry;
        ZEND_HASH_FOREACH_VAL(paths, entry) {
            ZVAL_DEREF(entry);
            if (Z_TYPE_P(entry) != IS_STRING) {
                zend_argument_type_error(2, "must be a path or a list of paths");
                RETURN_THROWS();
            }
            if (!add(Z_STR_P(entry))) {
                RETURN_THROWS();
            }
        }
        ZEND_HASH_FOREACH_END();
    }
    RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
}

static void pathByNamespace(INTERNAL_FUNCTION_PARAMETERS) {
    zend_string* name;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_STR(name)
    ZEND_PARSE_PARAMETERS_END();
    const std::string* path = MvcTable::get().paths.pathOf(view(name));
    if (!path) {
        RETURN_FALSE;
    }
    RETURN_STRINGL(path->data(), path->size());
}

PHP_METHOD(Aha_Mvc_Loader, getPathByNamespace) { pathByNamespace(INTERNAL_FUNCTION_PARAM_PASSTHRU); }
PHP_METHOD(Aha_Mvc_Loader, getPathByByNamespace) { pathByNamespace(INTERNAL_FUNCTION_PARAM_PASSTHRU); }

PHP_METHOD(Aha_Mvc_Loader, autoload) {
    zend_string* name;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_STR(name)
    ZEND_PARSE_PARAMETERS_END();
    loadClass(name);
}
