#include "php/bootstrap.h"

#include "php/error.h"
#include "php/mvc/mvc_table.h"
#include "php/mvc/router.h"

namespace aha::php {

void Bootstrap::visit(Gc& gc) {
    visitBase(gc);
    mvcParts_.visit(gc);
    gc.add(server);
    if (plan_) {
        plan_->visit(gc);
    }
}

Bootstrap* Bootstrap::find(zval* app) {
    ZVAL_DEREF(app);
    if (Z_TYPE_P(app) == IS_OBJECT && Z_OBJCE_P(app) == Class<Bootstrap>::entry) {
        return &from(Z_OBJ_P(app));
    }
    if (Z_TYPE_P(app) != IS_STRING) {
        zend_argument_type_error(1, "must be of type Aha\\Bootstrap|string, %s given",
                                 zend_zval_type_name(app));
        return nullptr;
    }
    Application* known = Application::find(MvcTable::get().applications, trimmedName(Z_STR_P(app)));
    if (!known) {
        throwException(exceptions.state,
                       "There is no application \"%s\": Aha\\Bootstrap::getInstance() makes it",
                       Z_STRVAL_P(app));
    }
    return static_cast<Bootstrap*>(known);
}

HookLists& Bootstrap::hooks() {
    zend_object* filter = part(MvcPart::Filter);
    return Class<Filter>::from(filter).hooks();
}

bool Bootstrap::loadPlan() {
    if (!prepare() || !mvcParts_.load(*this, MvcPart::Filter)) {
        return false;
    }
    auto convention = std::make_unique<Convention>(name());
    next_->convention = convention.get();
    next_->parts.push_back(std::move(convention));
    if (!next_->convention->scan(*this)) {
        return false;
    }
    next_->fiber = isMode("fiber");
    for (MvcPart which : {MvcPart::Routes, MvcPart::Middleware}) {
        if (!mvcParts_.load(*this, which)) {
            return false;
        }
    }
    next_->routing.push_back(next_->convention);
    return true;
}

bool Bootstrap::run() {
    forgetTemplates();
    next_ = Ref<RequestPlan>(*new RequestPlan());
    bool loaded = loadPlan();
    Ref<RequestPlan> made = std::move(next_);
    next_.reset();
    if (!loaded) {
        return false;
    }
    plan_ = std::move(made);
    setHasRun();
    loadScheduler();
    return loadBoot();
}

void Bootstrap::release() {
    releaseParts();
    server.reset();
    mvcParts_.reset();
    plan_.reset();
}

bool Bootstrap::mayServe() {
    if (!plan_) {
        throwException(exceptions.state, "Aha\\Bootstrap::run() was not called for the application \"%s\"",
                       name().c_str());
        return false;
    }
    return true;
}

} // namespace aha::php
