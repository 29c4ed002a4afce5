#pragma once

#include "core/mvc/action_table.h"
#include "php/class.h"
#include "php/mvc/action.h"
#include "php/mvc/request_steps.h"

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace aha::php {

class Bootstrap;

// The last step of the routing: the action that the convention finds for a path or command, or
// RouterException. Knows all actions of the application. A part of its plan.
class Convention final : public RequestStep, public RequestPlan::Part {
public:
    explicit Convention(std::string app) : app_(std::move(app)) {}

    // Reads what is below `folder`; actions that are known stay as they are. A missing folder has none.
    void scan(const std::string& folder);
    // Null: RouterException was thrown.
    ActionTarget* find(std::string_view uri, char delimiter);
    const std::vector<ActionTarget*>& actions() const { return actions_; } // in the order of their paths

    Prepared prepare(Dispatcher& request, Invocation& call) override;
    Next take(Dispatcher&, zval*) override { return Next::Go; }

private:
    std::string app_;
    mvc::ActionTable table_;
    std::vector<ActionTarget*> actions_; // by their numbers in the table
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
};

zend_object* makeRouterException(std::string_view message);

} // namespace aha::php
