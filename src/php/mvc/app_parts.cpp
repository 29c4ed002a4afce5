// The configuration and the container of an application: what run() does for them.
#include "php/mvc/app_parts.h"

#include "php/application.h"
#include "php/error.h"
#include "php/mvc/config.h"
#include "php/mvc/config_files.h"
#include "php/mvc/container.h"
#include "php/mvc/env.h"
#include "php/register.h"

#include <utility>

namespace aha::php {

bool applyEnv(Application& application) {
    std::string mode;
    bool debug = false;
    if (!findEnviron(application.environ(), mode) || !findDebug(application.isDebug(), debug)) {
        return false;
    }
    application.setEnviron(mode);
    application.setDebug(debug);
    return true;
}

static zend_object* makeConfigPart(Application&) { return Class<Config>::create(Class<Config>::entry); }

// <path>/<App>/Config, or <path>/resource/config where that is a tree. Owned by the caller.
static zend_string* findConfigFolder(Application& application, bool& isTree) {
    std::string folder = application.folder("Config");
    zend_string* own = zend_string_init(folder.data(), folder.size(), false);
    folder = application.path() + "/resource/config";
    zend_string* tree = zend_string_init(folder.data(), folder.size(), false);
    isTree = !isFolder(own) && isFolder(tree);
    zend_string_release(isTree ? own : tree);
    return isTree ? tree : own;
}

static bool loadConfigPart(Application& application, zend_object* part) {
    if (!applyEnv(application)) {
        return false;
    }
    bool isTree = false;
    bool found = false;
    zend_string* folder = findConfigFolder(application, isTree);
    zval values;
    array_init(&values);
    const bool ok = isTree ? readConfigTree(folder, application.environ(), {}, &values, found)
                           : readConfigFolder(folder, application.environ(), &values);
    zend_string_release(folder);
    if (!ok) {
        zval_ptr_dtor(&values);
        return false;
    }
    return Class<Config>::from(part).adopt(&values);
}

zval* Application::configOf(std::string_view section, std::string_view key) {
    zend_object* config = partIfAny(AppPart::Config);
    zval* found = config ? Class<Config>::from(config).find(section) : nullptr;
    if (!found || key.empty()) {
        return found;
    }
    found = Z_TYPE_P(found) == IS_ARRAY ? zend_symtable_str_find(Z_ARR_P(found), key.data(), key.size())
                                        : nullptr;
    if (found) {
        ZVAL_DEREF(found);
    }
    return found;
}

// That it is one of PSR-11 is looked for when code sees it: looking asks the autoloaders of the application.
static zend_object* makeContainerPart(Application&) {
    return Class<Container>::create(Class<Container>::entry);
}

static bool loadContainerPart(Application& application, zend_object* part) {
    auto& container = Class<Container>::from(part);
    if (std::exchange(container.isConfigured, true) && !application.hasRun()) {
        return true; // by the master: what it has made is shared
    }
    for (zend_object* object : {application.object(), application.part(AppPart::Config)}) {
        if (!object) {
            return false;
        }
        zval value;
        ZVAL_OBJ(&value, object);
        container.set(object->ce->name, &value);
    }
    zval* definitions = application.configOf("container");
    if (!definitions) {
        return true;
    }
    if (Z_TYPE_P(definitions) != IS_ARRAY) {
        throwException(exceptions.config, "The section \"container\" of the configuration must be an array");
        return false;
    }
    return container.configure(Z_ARR_P(definitions));
}

void registerAppParts() {
    Application::definePart(AppPart::Config, {makeConfigPart, loadConfigPart});
    Application::definePart(AppPart::Container, {makeContainerPart, loadContainerPart});
}

} // namespace aha::php
