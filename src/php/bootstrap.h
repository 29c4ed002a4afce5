#pragma once

#include "php/class.h"
#include "php/mvc/filter.h"
#include "php/mvc/request_steps.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace aha::php {

class Bootstrap;

// A part of an application that has an object of its own (getConfig(), getRoutes() …), in the order in which
// run() loads them.
enum class AppPart : std::uint8_t { Config, Container, Filter, Routes, Middleware, Boot };
inline constexpr std::size_t kAppParts = 6;

// How a part is made and read. Registered in MINIT by the file that defines it.
struct AppPartType {
    // The object of its getter; null with EG(exception) set. Called once, at the first get or in run().
    zend_object* (*make)(Bootstrap& bootstrap) = nullptr;
    // In run(): reads what the configuration has for it, adds to bootstrap.nextPlan(). False: EG(exception)
    // is set.
    bool (*load)(Bootstrap& bootstrap, zend_object* part) = nullptr;
    // Of the configuration alone: a section, or a key of it; borrowed, null: there is none.
    zval* (*read)(zend_object* part, std::string_view section, std::string_view key) = nullptr;
};
void defineAppPart(AppPart part, AppPartType type);

// Native part of Aha\Bootstrap: one application in this process. Lives in its PHP object, which the table of
// applications holds.
class Bootstrap {
public:
    void attach(zend_object* self) { self_ = self; }
    void visit(Gc& gc);
    zend_object* object() const { return self_; }
    static Bootstrap& from(zend_object* object) { return Class<Bootstrap>::from(object); }
    // By its namespace, "" = the first one; null: EG(exception) is set. Or a Bootstrap object.
    static Bootstrap* find(zval* app);
    static Bootstrap& named(std::string_view name); // made when there is none yet

    const std::string& name() const { return name_; }       // the namespace, "" = none
    const std::string& environ() const { return environ_; } // "product", "dev" …
    void setEnviron(std::string_view name) { environ_ = name; }
    bool isDebug() const { return debug_; }
    void setDebug(bool debug) { debug_ = debug; }
    // Parent of the folders of the application: <path>/<App>/Config, <path>/<App>/Actions. "" before run().
    const std::string& path() const { return path_; }
    std::string actionsPath() const; // <path>/<App>/Actions

    // The object of a part, made when there is none yet; borrowed. Null: EG(exception) is set.
    zend_object* part(AppPart part);
    zend_object* partIfAny(AppPart part) const { return parts_[static_cast<std::size_t>(part)].get(); }
    void setPart(AppPart part, zend_object* object) { parts_[static_cast<std::size_t>(part)].set(object); }

    bool run();      // false: EG(exception) is set
    bool prepare();  // configuration and container alone, for the master; likewise
    bool mayServe(); // false: EG(exception) is set, it has not run
    bool hasRun() const { return static_cast<bool>(plan_); }
    // While run() loads the parts: what they add their steps to.
    RequestPlan& nextPlan() { return *next_; }
    const Ref<RequestPlan>& plan() const { return plan_; }
    HookLists& hooks();

    // A section of the configuration, or one key of it; borrowed, null: there is none. Of Config/Route.php:
    // configOf("route").
    zval* configOf(std::string_view section, std::string_view key = {});

    Value server;
    Value scheduler;

private:
    bool findPath();
    bool loadPart(AppPart which);
    bool loadParts();

    zend_object* self_ = nullptr;
    std::string name_;
    std::string environ_ = "product";
    std::string path_;
    bool debug_ = false;
    std::array<ObjectRef, kAppParts> parts_;
    Ref<RequestPlan> plan_;
    Ref<RequestPlan> next_;
};

} // namespace aha::php
