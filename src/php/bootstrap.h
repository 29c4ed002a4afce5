#pragma once

#include "php/application.h"
#include "php/mvc/filter.h"
#include "php/mvc/request_steps.h"

namespace aha::php {

class Bootstrap;

// What an application that serves requests has besides, in the order in which run() loads it. Each adds its
// steps to Bootstrap::nextPlan().
enum class MvcPart : std::uint8_t { Filter, Routes, Middleware };
inline constexpr std::size_t kMvcParts = 3;

// Native part of Aha\Bootstrap: one application in this process that serves requests.
class Bootstrap final : public Application {
public:
    void visit(Gc& gc);
    static Bootstrap& from(zend_object* object) { return Class<Bootstrap>::from(object); }
    // By its namespace, "" = the first one; null: EG(exception) is set. Or a Bootstrap object.
    static Bootstrap* find(zval* app);

    std::string actionsPath() const { return folder("Actions"); }

    using Application::part;
    static void definePart(MvcPart part, PartType<Bootstrap> type) { MvcParts::define(part, type); }
    zend_object* part(MvcPart part) { return mvcParts_.get(*this, part); }
    void setPart(MvcPart part, zend_object* object) { mvcParts_.set(part, object); }

    bool run();      // false: EG(exception) is set
    bool mayServe(); // false: EG(exception) is set, it has not run
    // While run() loads the parts: what they add their steps to.
    RequestPlan& nextPlan() { return *next_; }
    const Ref<RequestPlan>& plan() const { return plan_; }
    HookLists& hooks();
    void release(); // as releaseParts(), with all that it has

    // Each serves a request and gives its future; EG(exception) is set when the call itself is wrong.
    void serveHttp(zval* request, zval* response, zval* returned);
    void serveTcp(zval* server, zend_long fd, zend_long fromId, zend_string* data, zval* returned);
    void serveUdp(zval* server, zend_string* data, zval* clientInfo, zval* returned);

    Value server;

private:
    using MvcParts = Parts<Bootstrap, MvcPart, kMvcParts>;

    bool loadPlan();

    MvcParts mvcParts_;
    Ref<RequestPlan> plan_;
    Ref<RequestPlan> next_;
};

} // namespace aha::php
