#pragma once

#include "php/class.h"
#include "php/value.h"

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace aha::php {

class Application;
class Scheduler;

// A part of an application that has an object of its own (getConfig() …), in the order in which run() loads
// them.
enum class AppPart : std::uint8_t { Config, Container, Boot };
inline constexpr std::size_t kAppParts = 3;

// How a part is made and read. Registered in MINIT by the file that defines it.
template <typename Owner> struct PartType {
    // The object of its getter; null with EG(exception) set. Called once, at the first get or in run().
    zend_object* (*make)(Owner& owner) = nullptr;
    // In run(): reads what the configuration has for it. False: EG(exception) is set.
    bool (*load)(Owner& owner, zend_object* part) = nullptr;
};

// The parts of one owner, by their names.
template <typename Owner, typename Name, std::size_t count> class Parts {
public:
    static void define(Name name, PartType<Owner> type) { types[index(name)] = type; }

    // Borrowed; made when there is none yet. Null: EG(exception) is set.
    zend_object* get(Owner& owner, Name name) {
        ObjectRef& object = objects_[index(name)];
        if (!object) {
            object.adopt(types[index(name)].make(owner));
        }
        return object.get();
    }
    zend_object* getIfAny(Name name) const { return objects_[index(name)].get(); }
    void set(Name name, zend_object* object) { objects_[index(name)].set(object); }
    bool load(Owner& owner, Name name) { // false: EG(exception) is set
        zend_object* object = get(owner, name);
        return object && types[index(name)].load(owner, object) && !EG(exception);
    }
    void visit(Gc& gc) {
        for (ObjectRef& object : objects_) {
            gc.add(object);
        }
    }
    void reset() {
        for (ObjectRef& object : objects_) {
            object.reset();
        }
    }

private:
    static std::size_t index(Name name) { return static_cast<std::size_t>(name); }
    static inline PartType<Owner> types[count]; // written in MINIT only
    std::array<ObjectRef, count> objects_;
};

// Those of one kind in this process: of Bootstrap, of Daemon.
using ApplicationList = std::vector<std::unique_ptr<ObjectRef>>;

// What Aha\Bootstrap and Aha\Daemon are: a namespace with its configuration, container, boot items and
// scheduler in this process. Lives in its PHP object, which a list in the MvcTable holds.
class Application {
public:
    void attach(zend_object* self) { self_ = self; }
    zend_object* object() const { return self_; }
    static Application& from(zend_object* object) { // of either class
        return *reinterpret_cast<Application*>(reinterpret_cast<char*>(object) - object->handlers->offset);
    }
    static Application* find(ApplicationList& list, std::string_view name); // "" = the first one
    // Made when there is none yet.
    static Application& named(ApplicationList& list, zend_class_entry* ce, std::string_view name);

    const std::string& name() const { return name_; }       // the namespace, "" = none
    const std::string& environ() const { return environ_; } // "product", "dev" …
    void setEnviron(std::string_view name) { environ_ = name; }
    bool isDebug() const { return debug_; }
    void setDebug(bool debug) { debug_ = debug; }
    // Parent of the folders of the application: <path>/<App>/Config, <path>/<App>/Actions. "" before run().
    const std::string& path() const { return path_; }
    std::string folder(std::string_view name) const; // <path>/<App>/<name>

    static void definePart(AppPart part, PartType<Application> type) { AppParts::define(part, type); }
    zend_object* part(AppPart part) { return parts_.get(*this, part); }
    zend_object* partIfAny(AppPart part) const { return parts_.getIfAny(part); }

    bool prepare(); // path, configuration and container, for the master; false: EG(exception) is set
    bool hasRun() const { return hasRun_; }
    // At the end of the script, when no code runs any more: no cycle goes through it then.
    void releaseParts() {
        parts_.reset();
        scheduler_.reset();
    }
    // A section of the configuration, or one key of it; borrowed, null: there is none. Of Config/Route.php:
    // configOf("route").
    zval* configOf(std::string_view section, std::string_view key = {});
    bool isMode(std::string_view name); // aha.mode of the configuration

    // Aha\Coroutine\Scheduler; null unless aha.mode is "coroutine".
    zend_object* scheduler() const { return scheduler_.get(); }

protected:
    ~Application() = default;
    void visitBase(Gc& gc);
    void loadScheduler();
    bool loadBoot() { return parts_.load(*this, AppPart::Boot); } // the last step of run()
    void setHasRun() { hasRun_ = true; }

private:
    using AppParts = Parts<Application, AppPart, kAppParts>;

    bool findPath();

    zend_object* self_ = nullptr;
    std::string name_;
    std::string environ_ = "product";
    std::string path_;
    AppParts parts_;
    ObjectRef scheduler_;
    bool debug_ = false;
    bool hasRun_ = false;
};

// A name as PHP code writes it, without "\" around.
std::string_view trimmedName(zend_string* name);

// What initLoader() of both classes does: constants, autoloader. Borrowed; null: EG(exception) is set.
zend_object* initLoader();

} // namespace aha::php
