#pragma once

#include "php/mvc/request_steps.h"

#include <string>

namespace aha::php {

// A target that is a method of a class: of an Aha\Mvc\Action or Controller, found by the convention, with
// before() and after(). The class is loaded at the first request for it. One for the worker; owned by the
// plan.
class ActionTarget : public RequestTarget {
public:
    // `className` without a backslash at its begin. `method` "": execute() or excute().
    ActionTarget(std::string name, std::string className, std::string method = {});

    const std::string& className() const { return className_; }
    const std::string& method() const { return method_; }
    const StepList* calls() override;

protected:
    // The method that makes the response, once the class is loaded; null: EG(exception) is set.
    zend_function* body() { return class_ || load() ? body_.function : nullptr; }
    // What the method is called with; false: EG(exception) is set.
    virtual bool addArguments(Dispatcher& request, zend_function& method, Invocation& call);
    // Whether a class that is no Aha\Mvc\Action will do; it is made with the dispatcher all the same.
    virtual bool takesAnyClass() const { return false; }

private:
    struct Call final : RequestStep {
        enum class Kind : std::uint8_t { Before, Body, After };
        Call(ActionTarget& owner, Kind which) : target(owner), kind(which) {}
        Prepared prepare(Dispatcher& request, Invocation& call) override;
        Next take(Dispatcher& request, zval* value) override;
        ActionTarget& target;
        Kind kind;
        zend_function* function = nullptr;
    };
    bool load();
    bool findMethods();
    zend_function* findBody() const;
    void addHook(Call& call, const char* name, zend_class_entry* base);
    zend_object* make(Dispatcher& request);

    std::string className_;
    std::string method_;
    zend_class_entry* class_ = nullptr; // null: not loaded yet
    bool isController_ = false;
    Call before_;
    Call body_;
    Call after_;
    StepList calls_;
};

} // namespace aha::php
