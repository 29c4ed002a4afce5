#include "php/client/client_base.h"

#include "php/process/steps.h"
#include "php/register.h"
#include "php/runtime.h"

#include "php_stubs/Network/Client_arginfo.h"

namespace aha::php {

zend_class_entry* awaitableClass();

// One request of a client: waits for its operation and turns the outcome into the envelope.
// Holds itself and the client until it settles. With a callback: a task of the scope that has started the
// request waits for it and calls back, so that the scope does not end before; when that task or the future is
// cancelled, the callback is told in the background.
class EnvelopeFuture final : public Future, public Waiter {
public:
    ~EnvelopeFuture() override { forget(); }
    void start(ClientBase& client, zval* id, zend_object* operation, Site site);
    void onSettled(Future& operation) override;
    void abort() override;
    void visit(Gc& gc) override;
    const char* describe() const override {
        return operation_ ? Future::from(operation_.get()).describe() : "request";
    }
    void describeTo(std::string& out) const override {
        if (operation_) {
            Future::from(operation_.get()).describeTo(out);
        } else {
            out.append(describe());
        }
    }
    bool needs(Wanting& wanting) const override {
        return operation_ && Future::from(operation_.get()).needs(wanting);
    }
    bool holdsItself() const override { return isRetained(); }
    void expire(const char* message);

private:
    void stopOperation();
    void envelopeOf(zval* envelope, ClientErrno number, zval* message, zval* data);
    void forget();

    ObjectRef client_;
    ObjectRef operation_;
    Value id_;
    Callable callback_;
    std::uint64_t startNs_ = 0;
};

// What is known when nobody has extended it: a class of user code that extends Aha\Network\Client directly.
class BareClient final : public ClientBase {
public:
    zend_object* begin(Site) override {
        throwException(exceptions.state, "%s sends nothing: extend one of the classes Aha\\Client\\…",
                       ZSTR_VAL(object()->ce->name));
        return nullptr;
    }
};

// ---- the envelope

void EnvelopeFuture::start(ClientBase& client, zval* id, zend_object* operation, Site site) {
    startNs_ = net::Loop::nowNs();
    client_.set(client.object());
    operation_.adopt(operation);
    if (id) {
        id_.copyFrom(id);
    }
    client.running_ = this;
    retainByLoop();
    if (client.callback.isSet()) {
        callback_.set(client.callback.zv());
        Task& task = Task::continueWith(Runtime::get().currentScope(), *this, TaskStart::Kind::Then,
                                        callback_.zv(), nullptr, site);
        OBJ_RELEASE(task.object());
    }
    Future::from(operation).addWaiter(*this);
}

void EnvelopeFuture::forget() {
    static_cast<Link<WaiterTag>&>(*this).unlink();
    if (client_) {
        ClientBase::from(client_.get()).running_ = nullptr;
    }
    operation_.reset();
    client_.reset();
}

// Takes over message and data; `id` is undefined when there is none.
static void fillEnvelope(zval* envelope, ClientErrno number, zval* message, zval* id, double seconds,
                         zval* data) {
    array_init_size(envelope, 5);
    add_assoc_long(envelope, "errno", static_cast<zend_long>(number));
    add_assoc_zval(envelope, "errmsg", message);
    zval copy;
    if (Z_TYPE_P(id) != IS_UNDEF) {
        ZVAL_COPY(&copy, id);
    } else {
        ZVAL_NULL(&copy);
    }
    add_assoc_zval(envelope, "requestId", &copy);
    add_assoc_double(envelope, "const", seconds);
    add_assoc_zval(envelope, "data", data);
}

void EnvelopeFuture::envelopeOf(zval* envelope, ClientErrno number, zval* message, zval* data) {
    fillEnvelope(envelope, number, message, id_.get(),
                 static_cast<double>(net::Loop::nowNs() - startNs_) / 1e9, data);
}

static ClientErrno numberOf(zend_object* exception) {
    if (!instanceof_function(exception->ce, exceptions.marker)) {
        return ClientErrno::Unexpected;
    }
    zval storage;
    zval* code = zend_read_property(zend_ce_exception, exception, ZEND_STRL("code"), true, &storage);
    return Z_TYPE_P(code) == IS_LONG && Z_LVAL_P(code) >= 1 && Z_LVAL_P(code) <= 5
               ? static_cast<ClientErrno>(Z_LVAL_P(code))
               : ClientErrno::Unexpected;
}

static void messageOf(zend_object* exception, zval* message) {
    zval storage;
    zend_class_entry* base =
        instanceof_function(exception->ce, zend_ce_error) ? zend_ce_error : zend_ce_exception;
    ZVAL_COPY(message, zend_read_property(base, exception, ZEND_STRL("message"), true, &storage));
}

void makeEnvelopeOf(zval* envelope, zend_object* exception, zval* requestId) {
    zval message, data;
    messageOf(exception, &message);
    ZVAL_NULL(&data);
    fillEnvelope(envelope, numberOf(exception), &message, requestId, 0.0, &data);
}

void EnvelopeFuture::onSettled(Future& operation) {
    zval message, data, envelope;
    ClientErrno number = ClientErrno::Success;
    if (operation.state() == State::Fulfilled) {
        ZVAL_EMPTY_STRING(&message);
        ZVAL_COPY(&data, operation.result());
    } else {
        operation.markObserved();
        number = numberOf(operation.exception());
        messageOf(operation.exception(), &message);
        ZVAL_NULL(&data);
    }
    envelopeOf(&envelope, number, &message, &data);
    forget();
    fulfill(&envelope);
}

// Whoever waits for the envelope gets this one, the callback as well.
void EnvelopeFuture::expire(const char* text) {
    zval message, data, envelope;
    ZVAL_STRING(&message, text);
    ZVAL_NULL(&data);
    envelopeOf(&envelope, ClientErrno::RequestTimeout, &message, &data);
    stopOperation();
    fulfill(&envelope);
}

void EnvelopeFuture::stopOperation() {
    ObjectRef operation;
    operation.set(operation_.get());
    forget();
    if (operation) {
        Future& future = Future::from(operation.get());
        future.markObserved();
        future.abortIfUnwanted();
    }
}

// Nobody waits any more, or somebody has cancelled it.
void EnvelopeFuture::abort() {
    if (isSettled()) {
        return;
    }
    stopOperation();
    if (callback_.isSet()) {
        zval message, data, envelope;
        ZVAL_STRING(&message, "The request was cancelled");
        ZVAL_NULL(&data);
        envelopeOf(&envelope, ClientErrno::Unexpected, &message, &data);
        startInBackground(Runtime::get(), callback_, 1, &envelope, "the callback of a client");
        zval_ptr_dtor(&envelope);
        callback_.reset();
    }
    Future::abort();
}

void EnvelopeFuture::visit(Gc& gc) {
    Future::visit(gc);
    gc.add(client_);
    gc.add(operation_);
    gc.add(callback_);
}

// ---- the client

bool ClientBase::is(const zval* zv) {
    return Z_TYPE_P(zv) == IS_OBJECT && instanceof_function(Z_OBJCE_P(zv), Class<BareClient>::entry);
}

bool ClientBase::setPackage(zend_string*) {
    throwException(exceptions.state, "%s sends no package", ZSTR_VAL(object()->ce->name));
    return false;
}

void ClientBase::visit(Gc& gc) {
    gc.add(requestId);
    gc.add(callback);
}

zend_object* ClientBase::run(Site site) { return runAs(nullptr, site); }

zend_object* ClientBase::runAs(zval* id, Site site) {
    if (running_) {
        GC_ADDREF(running_->object());
        return running_->object();
    }
    zend_object* operation = begin(site);
    if (!operation) {
        return nullptr;
    }
    auto& envelope = Class<EnvelopeFuture>::from(Class<EnvelopeFuture>::create(Class<Future>::entry));
    envelope.start(*this, requestId.isSet() ? requestId.get() : id, operation, site);
    return envelope.object();
}

void ClientBase::expire(const char* message) {
    if (running_) {
        running_->expire(message);
    }
}

zend_class_entry* networkClientClass() { return Class<BareClient>::entry; }

void registerNetworkClient() {
    Class<EnvelopeFuture>::initHandlers();
    Class<BareClient>::install(register_class_Aha_Network_Client(awaitableClass()));
}

static ClientBase& clientOf(zval* zv) { return ClientBase::from(Z_OBJ_P(zv)); }

// Where the request is asked for: `yield $client` calls from the loop, when its generator is suspended.
static Site requestSite(zend_execute_data* frame) {
    zend_execute_data* caller = frame->prev_execute_data;
    Task* task = Runtime::get().current().task;
    if (task && !(caller && caller->func && ZEND_USER_CODE(caller->func->type))) {
        return task->suspendedAt();
    }
    return callerSite();
}

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Network_Client, setRequestId) {
    zend_string* text = nullptr;
    zend_long number = 0;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_STR_OR_LONG(text, number)
    ZEND_PARSE_PARAMETERS_END();
    zval id;
    if (text) {
        ZVAL_STR(&id, text);
    } else {
        ZVAL_LONG(&id, number);
    }
    clientOf(ZEND_THIS).requestId.copyFrom(&id);
    RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
}

PHP_METHOD(Aha_Network_Client, getRequestId) {
    ZEND_PARSE_PARAMETERS_NONE();
    ClientBase& client = clientOf(ZEND_THIS);
    if (client.requestId.isSet()) {
        RETURN_COPY(client.requestId.get());
    }
}

PHP_METHOD(Aha_Network_Client, setCallback) {
    zend_fcall_info info;
    zend_fcall_info_cache cache;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_FUNC_OR_NULL(info, cache)
    ZEND_PARSE_PARAMETERS_END();
    ClientBase& client = clientOf(ZEND_THIS);
    if (info.size) {
        client.callback.set(&info.function_name);
    } else {
        client.callback.reset();
    }
    RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
}

PHP_METHOD(Aha_Network_Client, setPackage) {
    zend_string* package;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_STR(package)
    ZEND_PARSE_PARAMETERS_END();
    if (!clientOf(ZEND_THIS).setPackage(package)) {
        RETURN_THROWS();
    }
    RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
}

PHP_METHOD(Aha_Network_Client, getClient) {
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
}

PHP_METHOD(Aha_Network_Client, loop) {
    zend_fcall_info info;
    zend_fcall_info_cache cache;
    info.size = 0;
    ZEND_PARSE_PARAMETERS_START(0, 1)
    Z_PARAM_OPTIONAL
    Z_PARAM_FUNC_OR_NULL(info, cache)
    ZEND_PARSE_PARAMETERS_END();
    ClientBase& client = clientOf(ZEND_THIS);
    if (info.size) {
        client.callback.set(&info.function_name);
    }
    zend_object* envelope = client.run(requestSite(execute_data));
    if (!envelope) {
        RETURN_THROWS();
    }
    OBJ_RELEASE(envelope); // it keeps itself
    RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
}

PHP_METHOD(Aha_Network_Client, future) {
    ZEND_PARSE_PARAMETERS_NONE();
    zend_object* envelope = clientOf(ZEND_THIS).run(requestSite(execute_data));
    if (!envelope) {
        RETURN_THROWS();
    }
    RETURN_OBJ(envelope);
}
