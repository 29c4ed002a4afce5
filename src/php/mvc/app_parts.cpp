// The configuration and the container of an application: what Bootstrap::run() does for them.
#include "php/mvc/app_parts.h"

#include "php/bootstrap.h"
#include "php/error.h"
#include "php/mvc/config.h"
#include "php/mvc/config_files.h"
#include "php/mvc/container.h"
#include "php/mvc/env.h"
#include "php/register.h"

#include <utility>

namespace aha::php {

bool applyEnv(Bootstrap& bootstrap) {
    std::string mode;
    bool debug = false;
    if (!findEnviron(bootstrap.environ(), mode) || !findDebug(bootstrap.isDebug(), debug)) {
        return false;
    }
    bootstrap.setEnviron(mode);
    bootstrap.setDebug(debug);
    return true;
}

static zend_object* makeConfigPart(Bootstrap&) { return Class<Config>::create(Class<Config>::entry); }

// <path>/<App>/Config, or <path>/resource/config where that is a tree. Owned by the caller.
static zend_string* findConfigFolder(Bootstrap& bootstrap, bool& isTree) {
    static constexpr std::string_view kActions = "Actions";
    std::string folder = bootstrap.actionsPath();
    folder.replace(folder.size() - kActions.size(), kActions.size(), "Config");
    zend_string* own = zend_string_init(folder.data(), folder.size(), false);
    folder = bootstrap.path() + "/resource/config";
    zend_string* tree = zend_string_init(folder.data(), folder.size(), false);
    isTree = !isFolder(own) && isFolder(tree);
    zend_string_release(isTree ? own : tree);
    return isTree ? tree : own;
}

static bool loadConfigPart(Bootstrap& bootstrap, zend_object* part) {
    if (!applyEnv(bootstrap)) {
        return false;
    }
    bool isTree = false;
    bool found = false;
    zend_string* folder = findConfigFolder(bootstrap, isTree);
    zval values;
    array_init(&values);
    const bool ok = isTree ? readConfigTree(folder, bootstrap.environ(), {}, &values, found)
                           : readConfigFolder(folder, bootstrap.environ(), &values);
    zend_string_release(folder);
    if (!ok) {
        zval_ptr_dtor(&values);
        return false;
    }
    return Class<Config>::from(part).adopt(&values);
}

static zval* readConfigPart(zend_object* part, std::string_view section, std::string_view key) {
    zval* found = Class<Config>::from(part).find(section);
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
static zend_object* makeContainerPart(Bootstrap&) {
    return Class<Container>::create(Class<Container>::entry);
}

static bool loadContainerPart(Bootstrap& bootstrap, zend_object* part) {
    auto& container = Class<Container>::from(part);
    if (std::exchange(container.isConfigured, true) && !bootstrap.hasRun()) {
        return true; // by the master: what it has made is shared
    }
    for (zend_object* object : {bootstrap.object(), bootstrap.part(AppPart::Config)}) {
        if (!object) {
            return false;
        }
        zval value;
        ZVAL_OBJ(&value, object);
        container.set(object->ce->name, &value);
    }
    zval* definitions = bootstrap.configOf("container");
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
    defineAppPart(AppPart::Config, {makeConfigPart, loadConfigPart, readConfigPart});
    defineAppPart(AppPart::Container, {makeContainerPart, loadContainerPart});
}

} // namespace aha::php
