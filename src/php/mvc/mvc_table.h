#pragma once

#include "core/mvc/class_paths.h"
#include "php/application.h"
#include "php/mvc/view.h"

namespace aha::php {

// What the applications of one thread share: the loader's namespaces, and who there is. Static; survives a
// fork, emptied at the end of the script. Calls nobody.
struct MvcTable {
    static MvcTable& get();

    mvc::ClassPaths paths;
    ObjectRef loader;
    bool loads = false;           // the autoloader is installed
    ApplicationList applications; // Bootstrap
    ApplicationList daemons;      // Daemon
    ViewTemplates templates;      // that were compiled
};

// The one Loader object, made when there is none; borrowed.
zend_object* loaderObject();
// The same, and it loads classes from now on. Null: EG(exception) is set.
zend_object* installLoader();

} // namespace aha::php
