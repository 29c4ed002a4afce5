#pragma once

#include "php/application.h"

namespace aha::php {

// Native part of Aha\Daemon: one application in this process that serves no requests.
class Daemon final : public Application {
public:
    void visit(Gc& gc) { visitBase(gc); }
    static Daemon& from(zend_object* object) { return Class<Daemon>::from(object); }
    // Configuration, container, scheduler, boot items. False: EG(exception) is set.
    bool run() {
        if (!prepare()) {
            return false;
        }
        setHasRun();
        loadScheduler();
        return loadBoot();
    }
};

} // namespace aha::php
