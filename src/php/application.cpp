#include "php/application.h"

#include "php/coroutine/scheduler.h"
#include "php/error.h"
#include "php/mvc/mvc_table.h"

namespace aha::php {

void Application::visitBase(Gc& gc) {
    parts_.visit(gc);
    gc.add(scheduler_);
}

Application* Application::find(ApplicationList& list, std::string_view name) {
    for (auto& object : list) {
        Application& application = from(object->get());
        if (name.empty() || application.name_ == name) {
            return &application;
        }
    }
    return nullptr;
}

Application& Application::named(ApplicationList& list, zend_class_entry* ce, std::string_view name) {
    if (Application* known = find(list, name)) {
        return *known;
    }
    if (Application* first = find(list, {});
        first && first->name_.empty()) { // getInstance() came before its name
        first->name_ = name;
        return *first;
    }
    auto object = std::make_unique<ObjectRef>();
    object->adopt(ce->create_object(ce));
    Application& application = from(object->get());
    application.name_ = name;
    list.push_back(std::move(object));
    return application;
}

std::string Application::folder(std::string_view name) const {
    std::string folder = path_ + "/" + name_ + "/";
    for (char& c : folder) {
        c = c == '\\' ? '/' : c;
    }
    return folder.append(name);
}

bool Application::findPath() {
    const std::string* path = MvcTable::get().paths.pathOf(name_);
    if (!path) {
        throwException(exceptions.config,
                       "The namespace \"%s\" of the application is not known: register it by "
                       "Aha\\Bootstrap::initLoader()->registerNamespace()",
                       name_.c_str());
        return false;
    }
    path_ = *path;
    return true;
}

bool Application::prepare() {
    return findPath() && parts_.load(*this, AppPart::Config) && parts_.load(*this, AppPart::Container);
}

bool Application::isMode(std::string_view name) {
    zval* mode = configOf("aha", "mode");
    return mode && Z_TYPE_P(mode) == IS_STRING &&
           zend_binary_strcasecmp(Z_STRVAL_P(mode), Z_STRLEN_P(mode), name.data(), name.size()) == 0;
}

// The one it has had goes on: code may hold it, and its tasks.
void Application::loadScheduler() {
    if (!isMode("coroutine")) {
        scheduler_.reset();
    } else if (!scheduler_) {
        scheduler_.adopt(Class<Scheduler>::create(Class<Scheduler>::entry));
    }
}

std::string_view trimmedName(zend_string* name) {
    std::string_view text = view(name);
    while (!text.empty() && text.front() == '\\') {
        text.remove_prefix(1);
    }
    while (!text.empty() && text.back() == '\\') {
        text.remove_suffix(1);
    }
    return text;
}

// The script that runs, not the file that calls: what is included may be anywhere.
static void definePath() {
    if (zend_get_constant_str(ZEND_STRL("AHA_PATH"))) {
        return;
    }
    const char* script = SG(request_info).path_translated;
    char folder[MAXPATHLEN];
    if (!script || !VCWD_REALPATH(script, folder)) {
        if (!VCWD_GETCWD(folder, MAXPATHLEN)) {
            folder[0] = '\0';
        }
    } else {
        zend_dirname(folder, strlen(folder));
    }
    zend_register_string_constant(ZEND_STRL("AHA_PATH"), folder, CONST_CS, 0);
}

// Applications of Aha 1.x say fetch_all(MYSQLI_ASSOC), with or without that extension.
static void defineFetchModes() {
    static constexpr struct {
        const char* name;
        zend_long value;
    } kModes[] = {{"MYSQLI_ASSOC", 1}, {"MYSQLI_NUM", 2}, {"MYSQLI_BOTH", 3}};
    for (const auto& mode : kModes) {
        std::size_t length = strlen(mode.name);
        if (!zend_get_constant_str(mode.name, length)) {
            zend_register_long_constant(mode.name, length, mode.value, CONST_CS, 0);
        }
    }
}

zend_object* initLoader() {
    definePath();
    defineFetchModes();
    return installLoader();
}

} // namespace aha::php
