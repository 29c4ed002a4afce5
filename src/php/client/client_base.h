#pragma once

#include "core/base/error.h"
#include "php/class.h"
#include "php/error.h"
#include "php/future.h"

#include <cstdint>

namespace aha::php {

// The numbers of the envelope, and of the exceptions of clients (getCode()).
enum class ClientErrno : std::uint8_t {
    Success = 0,
    ConnectFailed = 1,
    ConnectTimeout = 2,
    RequestTimeout = 3,
    Unexpected = 4,
    SendFailed = 5,
};

// The exception of a failed request, not thrown; the caller owns the reference.
inline zend_object* makeClientException(const Error& error, ClientErrno number) {
    return makeException(error, static_cast<zend_long>(number));
}

// Native part of Aha\Network\Client: the builder, and the envelope its requests end in.
// Lives in its PHP object, and is the first base of each client's native part. Calls begin().
class ClientBase {
public:
    ClientBase() = default;
    ClientBase(const ClientBase&) = delete;
    ClientBase& operator=(const ClientBase&) = delete;
    virtual ~ClientBase() = default;

    void attach(zend_object* self) { self_ = self; }
    zend_object* object() const { return self_; }
    static ClientBase& from(zend_object* object) { // any object whose class is Aha\Network\Client or below
        return *reinterpret_cast<ClientBase*>(reinterpret_cast<char*>(object) - object->handlers->offset);
    }
    static bool is(const zval* zv);

    // Starts one request and returns its future, owned by the caller: it ends with the data of the envelope,
    // or with an exception whose code is a ClientErrno (anything else counts as Unexpected). Null:
    // EG(exception) is set and nothing was started. `site` is whom to name as the holder of a connection. The
    // future must keep itself until it settles (retainByLoop()), and abort() must end the request.
    virtual zend_object* begin(Site site) = 0;
    // False: EG(exception) is set.
    virtual bool setPackage(zend_string* package);
    virtual void visit(Gc& gc);

    // The future of the envelope, owned by the caller, of the request that is under way or of a new one;
    // null: EG(exception) is set.
    zend_object* run(Site site);
    // The same for the members of a Multi: `id` is the request id when none was set.
    zend_object* runAs(zval* id, Site site);

    bool isRunning() const { return running_ != nullptr; }
    // Ends the request that is under way with this envelope: ERR_REQUEST_TIMEOUT. From behind the door.
    void expire(const char* message);

    Value requestId; // undefined, string or int
    Callable callback;

private:
    friend class EnvelopeFuture;

    zend_object* self_ = nullptr;
    class EnvelopeFuture* running_ = nullptr; // it holds the object
};

zend_class_entry* networkClientClass();
// The envelope of a request that did not even begin.
void makeEnvelopeOf(zval* envelope, zend_object* exception, zval* requestId);

} // namespace aha::php
