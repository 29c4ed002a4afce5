// What the convention knows: the files of actions, and the methods of controllers.
#include "php/bootstrap.h"
#include "php/error.h"
#include "php/mvc/controller.h"
#include "php/mvc/router.h"

#include <algorithm>
#include <filesystem>

namespace aha::php {

// Of the PHP files in a folder, without their extension, in an order that is not the file system's. A missing
// folder has none.
static std::vector<std::string> classFiles(const std::string& folder, std::size_t maxParts) {
    std::vector<std::string> paths;
    std::error_code failed;
    std::filesystem::recursive_directory_iterator it(
        folder, std::filesystem::directory_options::follow_directory_symlink, failed);
    for (const std::filesystem::recursive_directory_iterator end; !failed && it != end;
         it.increment(failed)) {
        if (it.depth() >= static_cast<int>(maxParts)) {
            it.disable_recursion_pending();
        }
        std::string path = it->path().string().substr(folder.size() + 1);
        constexpr std::string_view kExtension = ".php";
        if (path.size() > kExtension.size() &&
            path.compare(path.size() - kExtension.size(), kExtension.size(), kExtension) == 0) {
            paths.push_back(path.substr(0, path.size() - kExtension.size()));
        }
    }
    std::sort(paths.begin(), paths.end());
    return paths;
}

static std::string classOf(const std::string& app, const char* folder, const std::string& path) {
    std::string name = app + "\\" + folder + "\\" + path;
    std::replace(name.begin(), name.end(), '/', '\\');
    return name;
}

bool Convention::scan(const Bootstrap& bootstrap) {
    table_ = {};
    actions_.clear();
    controllers_.clear();
    for (const std::string& path : classFiles(bootstrap.folder("Actions"), mvc::ActionTable::kMaxParts)) {
        if (!table_.add(path)) {
            continue;
        }
        std::unique_ptr<ActionTarget>& target = targets_[path];
        if (!target) {
            target = std::make_unique<ActionTarget>(path, classOf(app_, "Actions", path));
        }
        actions_.push_back(target.get());
    }
    table_.finish();
    actionCount_ = actions_.size();
    controllerPaths_ = classFiles(bootstrap.folder("Controller"), mvc::ActionTable::kMaxControllerParts - 1);
    return scanControllers();
}

static constexpr std::string_view kControllerSuffix = "Controller";

static bool isControllerPath(std::string_view path) {
    const std::size_t folder = path.rfind('/');
    path.remove_prefix(folder == std::string_view::npos ? 0 : folder + 1);
    return path.size() > kControllerSuffix.size() &&
           path.substr(path.size() - kControllerSuffix.size()) == kControllerSuffix;
}

// Which methods a class has is known only when it is loaded; what cannot be loaded keeps the worker from
// starting.
bool Convention::scanControllers() {
    for (std::size_t i = 0; i < controllerPaths_.size(); ++i) {
        if (!isControllerPath(controllerPaths_[i])) {
            continue;
        }
        zend_string* name =
            zend_strpprintf(0, "%s", classOf(app_, "Controller", controllerPaths_[i]).c_str());
        zend_class_entry* ce = zend_lookup_class(name);
        if (!ce && !EG(exception)) {
            throwException(exceptions.config, "The file %s.php of the controllers does not define class %s",
                           controllerPaths_[i].c_str(), ZSTR_VAL(name));
        }
        zend_string_release(name);
        if (!ce) {
            return false;
        }
        constexpr std::uint32_t kNoObjects = ZEND_ACC_EXPLICIT_ABSTRACT_CLASS |
                                             ZEND_ACC_IMPLICIT_ABSTRACT_CLASS | ZEND_ACC_INTERFACE |
                                             ZEND_ACC_TRAIT | ZEND_ACC_ENUM;
        if (isControllerClass(ce) && !(ce->ce_flags & kNoObjects)) {
            addController(controllerPaths_[i], ce);
        }
    }
    table_.finishControllers();
    return true;
}

void Convention::addController(const std::string& path, zend_class_entry* ce) {
    controllers_.push_back(ce);
    const std::string base = path.substr(0, path.size() - kControllerSuffix.size()) + "/";
    void* found;
    ZEND_HASH_FOREACH_PTR(&ce->function_table, found) {
        auto* function = static_cast<zend_function*>(found);
        if (!isControllerAction(function)) {
            continue;
        }
        std::string method(view(function->common.function_name));
        std::string name = base + method;
        char& first = name[base.size()];
        first = first >= 'a' && first <= 'z' ? static_cast<char>(first - 'a' + 'A') : first;
        if (!table_.addController(name)) {
            continue;
        }
        std::unique_ptr<ActionTarget>& target = targets_["::" + name]; // there may be an action of that path
        if (!target) {
            target = std::make_unique<ActionTarget>(name, std::string(view(ce->name)), std::move(method));
        }
        actions_.push_back(target.get());
    }
    ZEND_HASH_FOREACH_END();
}

} // namespace aha::php
