#include "php/mvc/view.h"

#include "core/mvc/template_name.h"
#include "php/bootstrap.h"
#include "php/error.h"
#include "php/mvc/mvc_table.h"

#include <algorithm>

namespace aha::php {

bool isVariableName(const zend_string* name) {
    const std::string_view text = view(name);
    const auto isLetter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
               static_cast<unsigned char>(c) >= 0x80;
    };
    return !text.empty() && text != "this" && isLetter(text[0]) &&
           std::all_of(text.begin(), text.end(),
                       [&](char c) { return isLetter(c) || (c >= '0' && c <= '9'); });
}

static void releaseTemplate(ViewTemplate* known) {
    if (--known->users == 0) {
        destroy_op_array(known->code);
        efree_size(known->code, sizeof(zend_op_array));
        delete known;
    }
}

void forgetTemplates() {
    for (auto& [name, known] : MvcTable::get().templates) {
        releaseTemplate(known);
    }
    MvcTable::get().templates.clear();
}

// <path>/<App>/View/<name>.php, owned by the caller. Null: EG(exception) is set.
static zend_string* findTemplate(Bootstrap& bootstrap, zend_string* name) {
    if (!mvc::isTemplateName(view(name))) {
        zend_argument_value_error(
            1, "must be the name of a template: letters, digits, \"_\", \"-\" and \".\" between "
               "slashes, not more than 255 bytes");
        return nullptr;
    }
    const std::string folder = bootstrap.folder("View");
    zend_string* path = zend_strpprintf(0, "%s/%s.php", folder.c_str(), ZSTR_VAL(name));
    zend_stat_t found;
    if (VCWD_STAT(ZSTR_VAL(path), &found) == 0 && S_ISREG(found.st_mode)) {
        return path;
    }
    throwException(exceptions.config, "There is no template \"%s\": the file would be %s", ZSTR_VAL(name),
                   ZSTR_VAL(path));
    zend_string_release(path);
    return nullptr;
}

// The code of the file runs in the scope of the class, as if a method had included it. Used once by the
// caller. Null: EG(exception) is set.
static ViewTemplate* compileTemplate(zend_string* path, zend_class_entry* scope) {
    zend_file_handle file;
    zend_stream_init_filename_ex(&file, path);
    zend_op_array* code = zend_compile_file(&file, ZEND_INCLUDE);
    zend_destroy_file_handle(&file);
    if (!code) {
        if (!EG(exception)) {
            throwException(exceptions.config, "The template %s cannot be read", ZSTR_VAL(path));
        }
        return nullptr;
    }
    code->scope = scope;
    return new ViewTemplate{code, 1};
}

// In debug mode each rendering reads the file: it may have changed.
static ViewTemplate* useTemplate(Bootstrap& bootstrap, zend_string* path, zend_class_entry* scope) {
    if (bootstrap.isDebug()) {
        return compileTemplate(path, scope);
    }
    zend_string* key = zend_string_concat3(ZSTR_VAL(path), ZSTR_LEN(path), "\n", 1, ZSTR_VAL(scope->name),
                                           ZSTR_LEN(scope->name));
    auto& templates = MvcTable::get().templates;
    const auto known = templates.find(std::string(view(key)));
    ViewTemplate* used = known != templates.end() ? known->second : nullptr;
    if (used) {
        ++used->users;
    } else if ((used = compileTemplate(path, scope))) { // which may load classes, and render others
        used->users += templates.emplace(view(key), used).second ? 1 : 0;
    }
    zend_string_release(key);
    return used;
}

// Nothing that a template says gets past its buffer, not even when the process ends in the middle of it.
static int dropOutput(void**, php_output_context*) { return SUCCESS; }

// What is around a template while it runs. Nothing of it has a destructor: a template may end by a jump,
// which leaves the process to be replaced.
struct Rendering {
    php_output_handler* buffer = nullptr;
    int level = 0;
    unsigned char shows = 0;

    bool begin() {
        buffer = php_output_handler_create_internal(ZEND_STRL("aha template"), dropOutput, 0, 0);
        if (php_output_handler_start(buffer) != SUCCESS) {
            php_output_handler_free(&buffer);
            throwException(exceptions.state,
                           "A template cannot be rendered within a callback of output buffers");
            return false;
        }
        level = php_output_get_level();
        // Warnings are no part of a page.
        shows = PG(display_errors);
        PG(display_errors) = shows ? PHP_DISPLAY_ERRORS_STDERR : shows;
        zend_fiber_switch_block(); // what others say meanwhile would be in the page
        return true;
    }
    // The text, null where the template has thrown.
    zend_string* end() {
        zend_fiber_switch_unblock();
        while (php_output_get_level() > level) { // those that it has left open
            const int before = php_output_get_level();
            EG(exception) ? php_output_discard() : php_output_end();
            if (php_output_get_level() == before) {
                break;
            }
        }
        PG(display_errors) = shows;
        zval text;
        ZVAL_UNDEF(&text);
        if (!EG(exception) && php_output_get_contents(&text) != SUCCESS) {
            ZVAL_EMPTY_STRING(&text);
        }
        buffer->flags |= PHP_OUTPUT_HANDLER_REMOVABLE;
        php_output_discard();
        return Z_TYPE(text) == IS_STRING ? Z_STR(text) : nullptr;
    }
};

// As zend_execute() does it, with a table of variables of its own.
static void runTemplate(zend_op_array* code, zend_object* self, zend_array* variables) {
    zval ignored;
    ZVAL_UNDEF(&ignored);
    zend_execute_data* frame =
        zend_vm_stack_push_call_frame(ZEND_CALL_TOP_CODE | ZEND_CALL_HAS_SYMBOL_TABLE | ZEND_CALL_HAS_THIS,
                                      reinterpret_cast<zend_function*>(code), 0, self);
    frame->symbol_table = variables;
    frame->prev_execute_data = EG(current_execute_data);
    const std::uint32_t trace = EG(jit_trace_num);
    zend_init_code_execute_data(frame, code, &ignored);
    ZEND_OBSERVER_FCALL_BEGIN(frame);
    zend_execute_ex(frame);
    zend_vm_stack_free_call_frame(frame);
    EG(jit_trace_num) = trace;
    zval_ptr_dtor(&ignored);
}

zend_string* renderTemplate(Bootstrap& bootstrap, zend_object* self, zend_string* name,
                            zend_array* variables) {
    zend_string* path = findTemplate(bootstrap, name);
    ViewTemplate* used = path ? useTemplate(bootstrap, path, self->ce) : nullptr;
    zend_string* text = nullptr;
    Rendering rendering;
    if (used && rendering.begin()) {
        runTemplate(used->code, self, variables);
        text = rendering.end();
    }
    zend_array_release(variables);
    if (used) {
        releaseTemplate(used);
    }
    if (path) {
        zend_string_release(path);
    }
    if (text && EG(exception)) { // of a destructor
        zend_string_release(text);
        text = nullptr;
    }
    return text;
}

} // namespace aha::php
