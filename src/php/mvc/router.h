#pragma once

#include "core/mvc/action_table.h"
#include "php/class.h"
#include "php/mvc/action.h"
#include "php/mvc/request_steps.h"

#include <memory>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace aha::php {

class Bootstrap;

// The last step of the routing: the action, or the method of a controller, that the convention finds for a
// path or command, or RouterException. Knows all of the application. A part of its plan.
class Convention final : public RequestStep, public RequestPlan::Part {
public:
    explicit Convention(std::string app) : app_(std::move(app)) {}

    // Reads which actions and controllers there are; those that are known stay as they are. Loads the classes
    // of controllers. False: EG(exception) is set.
    bool scan(const Bootstrap& bootstrap);
    // Null: RouterException was thrown.
    ActionTarget* find(std::string_view uri, char delimiter);
    std::span<ActionTarget* const> actions() const { // in the order of their paths, without controllers
        return std::span(actions_).first(actionCount_);
    }
    const std::vector<zend_class_entry*>& controllers() const { return controllers_; }

    Prepared prepare(Dispatcher& request, Invocation& call) override;
    Next take(Dispatcher&, zval*) override { return Next::Go; }

private:
    bool scanControllers();
    void addController(const std::string& path, zend_class_entry* ce);

    std::string app_;
    mvc::ActionTable table_;
    std::vector<ActionTarget*> actions_; // by their numbers in the table
    std::size_t actionCount_ = 0;        // the others are methods of controllers
    std::vector<std::string> controllerPaths_;
    std::vector<zend_class_entry*> controllers_;
    std::unordered_map<std::string, std::unique_ptr<ActionTarget>> targets_;
};

// Native part of Aha\Mvc\Router.
class RouterObject {
public:
    void visit(Gc& gc) {
        gc.add(app);
        gc.add(uri);
        gc.add(action);
    }
    ObjectRef app; // Bootstrap
    Value uri;
    char delimiter = '/';
    Value action; // the class, once it is known
    std::string method = "execute";
};

zend_object* makeRouterException(std::string_view message);

} // namespace aha::php
