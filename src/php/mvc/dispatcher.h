#pragma once

#include "php/class.h"
#include "php/mvc/pipeline.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace aha::php {

class Bootstrap;

enum class RequestProtocol : std::uint8_t { Http, Tcp, Udp };

// Native part of Aha\Mvc\Dispatcher: one request and what is known of it. Lives in its PHP object.
class Dispatcher final : public Pipeline {
public:
    ~Dispatcher();
    void attach(zend_object* self) { self_ = self; }
    void visit(Gc& gc);
    zend_object* object() const { return self_; }
    static Dispatcher& from(zval* zv) { return Class<Dispatcher>::from(zv); }
    static Dispatcher& from(zend_object* object) { return Class<Dispatcher>::from(object); }

    void open(Bootstrap& bootstrap, RequestProtocol protocol);
    bool isOpen() const { return static_cast<bool>(bootstrap_); }
    Bootstrap& bootstrap() const;
    zend_object* bootstrapObject() const { return bootstrap_.get(); }
    RequestProtocol protocol() const { return protocol_; }
    bool isHttp() const { return protocol_ == RequestProtocol::Http; }

    // What is routed: the path of a request as it was sent (not decoded), or a command.
    std::string_view routed() const;
    std::string_view method() const; // "GET" …; "" of a command
    char delimiter() const { return delimiter_; }
    void route(zend_string* uri, char delimiter); // what an Aha\Mvc\Router was made with

    bool provideRouter(); // makes the object of getRouter(); false: EG(exception) is set

    // Routing: `target` lives as long as the plan.
    void setTarget(RequestTarget& target) { target_ = &target; }
    RequestTarget* target() const { return target_; }
    // What the path has brought, an array by name (Dispatcher::getParams()); takes over the reference.
    void setParams(zval* params);
    Value& params() { return params_; }
    // The suffix of the path, when the routes know it: "json". "": none.
    void setFormat(std::string_view format) { format_ = format; }
    const std::string& format() const { return format_; }

    // The response: undefined as long as there is none. Post filters may replace it.
    zval* responseValue() { return value_.get(); }
    void setResponseValue(zval* value) { value_.copyFrom(value); }
    // What was thrown; borrowed, null: nothing.
    zend_object* failure() const { return failure_.get(); }
    // What the calls of a target share: the action object, the data that hooks pass on.
    Value& action() { return action_; }
    Value& hookData() { return hookData_; }
    RequestPlan& plan() { return *plan_; }

    HttpJob* job() override { return job_.get(); }
    Value& requestObject() { return request_; }
    Value& responseObject() { return response_; }
    void setRequest(zval* request) { request_.copyFrom(request); }
    void setResponse(zval* response);
    void setPackage(zend_string* data);
    void reportCommand(zend_object* exception); // of a command: logs it, if it is no refusal
    void refuse(zend_object* exception) { replyError(exception); } // what cannot even be routed

    Value server; // of TCP and UDP: whom to send by
    zend_long fd = -1;
    zend_long fromId = 0;
    Value package; // of TCP and UDP: as received
    Value clientInfo;
    Value router;
    Value attributes; // array of set()

protected:
    Dispatcher& dispatcher() override { return *this; }
    zend_object* self() override { return self_; }
    bool reply(zval* value) override;
    bool isResponseOurs() override;
    void releaseResponse() override { response_.reset(); }
    void replyError(zend_object* exception) override;

private:
    bool send(zend_string* text);

    zend_object* self_ = nullptr;
    ObjectRef bootstrap_;
    Ref<HttpJob> job_;
    Value request_;
    Value response_;
    Value params_;
    Value uri_; // string: what a Router was made with; undefined: that of the request
    std::string format_;
    char delimiter_ = '/';
    RequestProtocol protocol_ = RequestProtocol::Http;
};

} // namespace aha::php
