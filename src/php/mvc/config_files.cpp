#include "php/mvc/config_files.h"

#include "core/mvc/config_layers.h"
#include "core/mvc/run_mode.h"
#include "php/enter.h"
#include "php/error.h"
#include "php/mvc/config_merge.h"
#include "php/process/steps.h"
#include "php/task.h"

#include <string>
#include <vector>

namespace aha::php {

static constexpr unsigned kMaxConfigFolders = 16; // below each other: a link may lead back
static constexpr std::string_view kPhpSuffix = ".php";

bool runFile(zend_string* path, zval* result) {
    ZVAL_UNDEF(result);
    zend_file_handle handle;
    zend_stream_init_filename_ex(&handle, path);
    zend_op_array* code = zend_compile_file(&handle, ZEND_INCLUDE);
    zend_destroy_file_handle(&handle);
    if (!code) {
        return false;
    }
    // As `include` in a function of its own: no variable of the caller is seen or changed.
    zend_array* variables = zend_new_array(8);
    zend_execute_data* frame = zend_vm_stack_push_call_frame(
        ZEND_CALL_TOP_CODE | ZEND_CALL_HAS_SYMBOL_TABLE, reinterpret_cast<zend_function*>(code), 0, nullptr);
    frame->symbol_table = variables;
    frame->prev_execute_data = EG(current_execute_data);
    zend_init_code_execute_data(frame, code, result);
    zend_execute_ex(frame);
    zend_vm_stack_free_call_frame(frame);
    zend_array_destroy(variables);
    destroy_op_array(code);
    efree_size(code, sizeof(zend_op_array));
    return !EG(exception);
}

static bool statConfig(const char* path, php_stream_statbuf& found) {
    return php_stream_stat_path_ex(path, PHP_STREAM_URL_STAT_QUIET, &found, nullptr) == 0;
}

bool isFolder(zend_string* path) {
    php_stream_statbuf found;
    return statConfig(ZSTR_VAL(path), found) && S_ISDIR(found.sb.st_mode);
}

static bool refuseFile(zend_string* path) {
    if (!EG(exception)) {
        throwException(exceptions.config, "The config file %s cannot be read", ZSTR_VAL(path));
    } else if (!endsProcess(EG(exception))) {
        zend_object* cause = takeException();
        const std::string message =
            "The config file " + std::string(view(path)) + " failed: " + exceptionLine(cause);
        throwObject(makeException(exceptions.config, message, cause));
        OBJ_RELEASE(cause);
    }
    return false;
}

static bool readConfigFile(zend_string* path, zval* out) {
    if (!runFile(path, out)) {
        zval_ptr_dtor(out);
        ZVAL_UNDEF(out);
        return refuseFile(path);
    }
    ZVAL_DEREF(out);
    if (Z_TYPE_P(out) == IS_ARRAY) {
        return true;
    }
    const bool isNothing = Z_TYPE_P(out) == IS_LONG && Z_LVAL_P(out) == 1; // what `include` gives then
    throwException(exceptions.config, "The config file %s must return an array, %s%s", ZSTR_VAL(path),
                   isNothing ? "it returns nothing: is it empty, or without `return`?"
                             : zend_zval_type_name(out),
                   isNothing ? "" : " given");
    zval_ptr_dtor(out);
    ZVAL_UNDEF(out);
    return false;
}

static zend_string* joinPath(zend_string* folder, std::string_view name) {
    const bool ends = ZSTR_LEN(folder) && ZSTR_VAL(folder)[ZSTR_LEN(folder) - 1] == '/';
    return zend_string_concat3(ZSTR_VAL(folder), ZSTR_LEN(folder), "/", ends ? 0 : 1, name.data(),
                               name.size());
}

// What is in a folder, in order, without hidden entries: an array of strings.
static void listFolder(zend_string* folder, zval* names) {
    array_init(names);
    zend_string** entries = nullptr;
    const int count = php_stream_scandir(ZSTR_VAL(folder), &entries, nullptr, php_stream_dirent_alphasort);
    for (int i = 0; i < count; ++i) {
        if (ZSTR_VAL(entries[i])[0] == '.') {
            zend_string_release(entries[i]);
        } else {
            add_next_index_str(names, entries[i]);
        }
    }
    if (count >= 0) {
        efree(entries);
    }
}

static std::string_view keyOfFile(zend_string* name) {
    const std::string_view text = view(name);
    const bool isPhp =
        text.size() > kPhpSuffix.size() && text.substr(text.size() - kPhpSuffix.size()) == kPhpSuffix;
    return isPhp ? text.substr(0, text.size() - kPhpSuffix.size()) : std::string_view();
}

// `value` is taken over.
static bool layOver(zval* values, zend_string* key, zval* value) {
    SEPARATE_ARRAY(values);
    zval* known = zend_symtable_find(Z_ARR_P(values), key);
    bool ok = true;
    if (known) {
        ok = mergeConfig(known, value);
        zval_ptr_dtor(value);
    } else {
        zend_symtable_update(Z_ARR_P(values), key, value);
    }
    return ok;
}

static bool readSections(zend_string* folder, zval* values) {
    zval names;
    listFolder(folder, &names);
    bool ok = true;
    zval* name;
    ZEND_HASH_FOREACH_VAL(Z_ARR(names), name) {
        const std::string_view key = keyOfFile(Z_STR_P(name));
        if (key.empty()) {
            continue;
        }
        zend_string* path = joinPath(folder, view(Z_STR_P(name)));
        zval value;
        ok = readConfigFile(path, &value);
        zend_string_release(path);
        if (ok) {
            zend_string* given = zend_string_init(key.data(), key.size(), false);
            zend_string* section = zend_string_tolower(given);
            ok = layOver(values, section, &value);
            zend_string_release(section);
            zend_string_release(given);
        }
        if (!ok) {
            break;
        }
    }
    ZEND_HASH_FOREACH_END();
    zval_ptr_dtor(&names);
    return ok;
}

// The folder of an environment: by its name, capitalised or not, then by the names that mean the same. Null:
// it has none.
static zend_string* folderOfMode(zend_string* folder, std::string_view mode) {
    std::vector<std::string> names = mvc::modeNames(mode);
    names.insert(names.begin(), std::string(mode));
    for (std::string& name : names) {
        const std::string plain = name;
        name[0] = static_cast<char>(zend_toupper_ascii(name[0]));
        for (const std::string* spelling : {static_cast<const std::string*>(&name), &plain}) {
            zend_string* path = joinPath(folder, *spelling);
            if (isFolder(path)) {
                return path;
            }
            zend_string_release(path);
        }
    }
    return nullptr;
}

static bool checkMode(std::string_view mode) {
    if (mode.empty() || mvc::isModeName(mode)) {
        return true;
    }
    throwException(
        exceptions.config,
        "The name of an environment has letters, digits, \"_\" and \"-\", %zu at most: \"%.80s\" has others",
        mvc::kMaxModeName, std::string(mode).c_str());
    return false;
}

bool readConfigFolder(zend_string* folder, std::string_view environ, zval* values) {
    if (!checkMode(environ)) {
        return false;
    }
    if (!isFolder(folder)) {
        return true;
    }
    bool ok = true;
    for (mvc::ConfigLayer layer : mvc::ConfigLayers::ofFolder(environ)) {
        if (layer == mvc::ConfigLayer::Sections) {
            ok = readSections(folder, values);
        } else if (zend_string* path = ok ? folderOfMode(folder, environ) : nullptr) {
            ok = readSections(path, values);
            zend_string_release(path);
        }
    }
    return ok;
}

static bool readTree(zend_string* folder, zval* values, unsigned depth);

static bool readEntry(zend_string* path, zend_string* name, zval* values, bool isFile, unsigned depth) {
    zval value;
    if (isFile) {
        const std::string_view key = keyOfFile(name);
        if (!readConfigFile(path, &value)) {
            return false;
        }
        if (!spreadCommon(&value)) {
            zval_ptr_dtor(&value);
            return false;
        }
        zend_string* text = zend_string_init(key.data(), key.size(), false);
        const bool ok = layOver(values, text, &value);
        zend_string_release(text);
        return ok;
    }
    array_init(&value);
    if (!readTree(path, &value, depth + 1)) {
        zval_ptr_dtor(&value);
        return false;
    }
    return layOver(values, name, &value);
}

// Files come before folders, so that `log.php` is under what `log/app.php` has.
static bool readTree(zend_string* folder, zval* values, unsigned depth) {
    if (depth == kMaxConfigFolders) {
        throwException(exceptions.config, "The config folder %s is below %u others: does a link lead back?",
                       ZSTR_VAL(folder), kMaxConfigFolders);
        return false;
    }
    zval names;
    listFolder(folder, &names);
    bool ok = true;
    for (bool isFile : {true, false}) {
        zval* name;
        ZEND_HASH_FOREACH_VAL(Z_ARR(names), name) {
            if (!ok) {
                break;
            }
            zend_string* path = joinPath(folder, view(Z_STR_P(name)));
            const bool isDirectory = isFolder(path);
            if (isFile ? !isDirectory && !keyOfFile(Z_STR_P(name)).empty() : isDirectory) {
                ok = readEntry(path, Z_STR_P(name), values, isFile, depth);
            }
            zend_string_release(path);
        }
        ZEND_HASH_FOREACH_END();
    }
    zval_ptr_dtor(&names);
    return ok;
}

static zend_string* folderOfModule(zend_string* folder, std::string_view module) {
    std::string_view base = view(folder);
    while (base.size() > 1 && base.back() == '/') {
        base.remove_suffix(1);
    }
    zend_string* path = zend_string_concat3(base.data(), base.size(), "_", 1, module.data(), module.size());
    for (std::size_t i = base.size(); i < ZSTR_LEN(path); ++i) {
        if (ZSTR_VAL(path)[i] == '-') {
            ZSTR_VAL(path)[i] = '_';
        }
    }
    return path;
}

// Null: there is none. `own` is the module's, null without a module.
static zend_string* folderOfLayer(mvc::ConfigLayer layer, zend_string* folder, zend_string* own,
                                  std::string_view mode) {
    switch (layer) {
    case mvc::ConfigLayer::Share: return joinPath(folder, "share");
    case mvc::ConfigLayer::Mode: return folderOfMode(folder, mode);
    case mvc::ConfigLayer::ModuleShare: return joinPath(own, "share");
    case mvc::ConfigLayer::ModuleMode: return folderOfMode(own, mode);
    case mvc::ConfigLayer::Private: return joinPath(folder, ".private");
    default: return nullptr;
    }
}

bool readConfigTree(zend_string* folder, std::string_view mode, std::string_view module, zval* values,
                    bool& found) {
    if (!checkMode(mode) || !checkMode(module)) {
        return false;
    }
    zend_string* own = module.empty() ? nullptr : folderOfModule(folder, module);
    found = found || isFolder(folder) || (own && isFolder(own));
    bool ok = true;
    for (mvc::ConfigLayer layer : mvc::ConfigLayers::ofTree(mode, module)) {
        if (zend_string* path = ok ? folderOfLayer(layer, folder, own, mode) : nullptr) {
            ok = !isFolder(path) || readTree(path, values, 0);
            zend_string_release(path);
        }
    }
    if (own) {
        zend_string_release(own);
    }
    return ok;
}

} // namespace aha::php
