#include "php/client/package_object.h"

#include "php/client/client_trace.h"
#include "php/client/package_operation.h"
#include "php/coroutine/functions.h"
#include "php/error.h"
#include "php/network/length_function.h"
#include "php/runtime.h"

namespace aha::php {

bool PackageObject::construct(PackageKind kind, zend_string* host, zend_long port, HashTable* options,
                              double timeout, double connectTimeout) {
    PackageSettings settings;
    if (!settings.parse(kind, host, port, options)) {
        return false;
    }
    if (!options && !settings.setTimes(timeout, connectTimeout)) {
        return false;
    }
    if (settings.lengthFunction.isSet()) {
        static thread_local std::uint64_t lastId;
        settings.privateId = ++lastId;
        settings.tcp.framing.lengthFunction = [this](std::string_view begin) { return askLength(begin); };
    }
    settings_ = std::move(settings);
    return true;
}

// Its private pool has no request under way: each holds the object.
PackageObject::~PackageObject() {
    if (pool_ && settings_->privateId != 0 && !Runtime::isOver()) {
        PackagePools::get().close(*settings_);
    }
}

void PackageObject::visit(Gc& gc) {
    ClientBase::visit(gc);
    if (settings_) {
        gc.add(settings_->lengthFunction);
        gc.add(settings_->hook);
    }
}

// The function may drop the client and close its connection: both are needed until the stack is gone.
std::int64_t PackageObject::askLength(std::string_view begin) {
    zval self;
    ZVAL_OBJ_COPY(&self, object());
    const std::int64_t length = askPackageLength(settings_->lengthFunction, begin);
    Runtime::releaseLater(&self);
    return length;
}

bool PackageObject::reserve(std::size_t max, Site site) {
    ticketMax_ = max;
    pool_ = PackagePools::get().open(*settings_);
    if (!pool_) {
        return false;
    }
    std::string place;
    appendSite(place, site);
    ticket_ = pool_->takeTicket(max, std::move(place));
    return ticket_ != nullptr;
}

bool PackageObject::setPackage(zend_string* package) {
    package_ = framed(view(package));
    return true;
}

// With its terminator; the number of a length header is the caller's.
std::string PackageObject::framed(std::string_view package) const {
    std::string bytes(package);
    if (settings_ && settings_->framesByEof()) {
        const std::string& end = settings_->tcp.framing.terminator;
        const bool isThere =
            package.size() >= end.size() && package.substr(package.size() - end.size()) == end;
        if (!isThere) {
            bytes += end;
        }
    }
    return bytes;
}

zend_object* PackageObject::begin(Site site) {
    if (!isConstructed()) {
        throwException(exceptions.state, "The constructor of %s was not called",
                       ZSTR_VAL(object()->ce->name));
        return nullptr;
    }
    if (!package_) {
        throwException(exceptions.state, "There is nothing to send: setPackage() comes first");
        return nullptr;
    }
    return start(*package_, settings_->timeoutMs, site);
}

zend_object* PackageObject::request(std::string_view package, std::uint64_t timeoutMs, Site site) {
    return start(framed(package), timeoutMs ? timeoutMs : settings_->timeoutMs, site);
}

zend_object* PackageObject::start(std::string package, std::uint64_t timeoutMs, Site site) {
    std::string place;
    appendSite(place, site);
    if (!pool_) {
        pool_ = PackagePools::get().open(*settings_);
        if (!pool_) {
            return nullptr;
        }
    }
    if (ticketMax_ && !ticket_) {
        ticket_ = pool_->takeTicket(*ticketMax_, place);
        if (!ticket_) {
            return nullptr;
        }
    }
    if (!ticketMax_) {
        pool_->requests()->setMax(settings_->pool().max);
    }
    PackageOperation::Order order{*pool_, std::move(package), timeoutMs, std::move(place),
                                  std::move(ticket_)};
    if (settings_->hook.isSet()) {
        order.trace = std::make_unique<ClientTrace>(pool_->requests()->options().name, ClientTrace::Fields{});
        order.trace->start(settings_->hook);
    }
    if (order.trace || settings_->privateId != 0) {
        order.owner = object();
    }
    return PackageOperation::start(std::move(order));
}

// ---- methods

static PackageObject* constructed(zval* self) {
    PackageObject& object = Class<PackageObject>::from(self);
    if (!object.isConstructed()) {
        throwException(exceptions.state, "The constructor of %s was not called",
                       ZSTR_VAL(Z_OBJCE_P(self)->name));
        return nullptr;
    }
    return &object;
}

void poolPackageClient(INTERNAL_FUNCTION_PARAMETERS, zend_class_entry* entry, PackageKind kind) {
    zend_string* host;
    zend_long port;
    zend_long poolSize = 200;
    double timeout = 1;
    double connectTimeout = 0.05;
    ZEND_PARSE_PARAMETERS_START(2, 5)
    Z_PARAM_STR(host)
    Z_PARAM_LONG(port)
    Z_PARAM_OPTIONAL
    Z_PARAM_LONG(poolSize)
    Z_PARAM_DOUBLE(timeout)
    Z_PARAM_DOUBLE(connectTimeout)
    ZEND_PARSE_PARAMETERS_END();
    if (poolSize < 1 || poolSize > 1'000'000) {
        zend_argument_value_error(3, "must be from 1 to 1000000");
        RETURN_THROWS();
    }
    const Site site = callerSite();
    zend_object* object = Class<PackageObject>::create(entry);
    PackageObject& client = Class<PackageObject>::from(object);
    if (!client.construct(kind, host, port, nullptr, timeout, connectTimeout) ||
        !client.reserve(static_cast<std::size_t>(poolSize), site)) {
        OBJ_RELEASE(object);
        RETURN_THROWS();
    }
    RETURN_OBJ(object);
}

void packageConstruct(INTERNAL_FUNCTION_PARAMETERS, PackageKind kind) {
    zend_string* host;
    zend_long port = 0;
    HashTable* options = nullptr;
    zval* given = nullptr;
    double connectTimeout = 0.05;
    ZEND_PARSE_PARAMETERS_START(1, 4)
    Z_PARAM_STR(host)
    Z_PARAM_OPTIONAL
    Z_PARAM_LONG(port)
    Z_PARAM_ZVAL(given)
    Z_PARAM_DOUBLE(connectTimeout)
    ZEND_PARSE_PARAMETERS_END();
    double timeout = 1.0;
    if (given && Z_TYPE_P(given) == IS_ARRAY) {
        options = Z_ARRVAL_P(given);
    } else if (given && (Z_TYPE_P(given) == IS_DOUBLE || Z_TYPE_P(given) == IS_LONG)) {
        timeout = zval_get_double(given);
    } else if (given) {
        zend_argument_type_error(3, "must be of type array|float, %s given", zend_zval_type_name(given));
        RETURN_THROWS();
    }
    PackageObject& client = Class<PackageObject>::from(ZEND_THIS);
    if (!client.construct(kind, host, port, options, timeout, connectTimeout)) {
        RETURN_THROWS();
    }
}

void packageRequest(INTERNAL_FUNCTION_PARAMETERS) {
    zend_string* package;
    WaitLimit limit;
    zend_fcall_info callback;
    zend_fcall_info_cache cache;
    callback.size = 0;
    ZEND_PARSE_PARAMETERS_START(1, 3)
    Z_PARAM_STR(package)
    Z_PARAM_OPTIONAL
    Z_PARAM_DOUBLE_OR_NULL(limit.seconds, limit.none)
    Z_PARAM_FUNC_OR_NULL(callback, cache)
    ZEND_PARSE_PARAMETERS_END();
    if (!limit.none && !(limit.seconds > 0)) {
        zend_argument_value_error(2, "must be greater than 0 (seconds)");
        RETURN_THROWS();
    }
    PackageObject* client = constructed(ZEND_THIS);
    if (!client) {
        RETURN_THROWS();
    }
    zend_object* future =
        client->request(view(package), limit.none ? 0 : millisecondsFrom(limit.seconds), callerSite());
    if (!future) {
        RETURN_THROWS();
    }
    returnWait(return_value, future, callback);
}

void packageOnTrace(INTERNAL_FUNCTION_PARAMETERS) {
    PackageObject* client = constructed(ZEND_THIS);
    if (!client || !setTraceHook(client->settings().hook, execute_data)) {
        RETURN_THROWS();
    }
    RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
}

void packageConnect(INTERNAL_FUNCTION_PARAMETERS) {
    zend_fcall_info callback;
    zend_fcall_info_cache cache;
    callback.size = 0;
    ZEND_PARSE_PARAMETERS_START(0, 1)
    Z_PARAM_OPTIONAL
    Z_PARAM_FUNC_OR_NULL(callback, cache)
    ZEND_PARSE_PARAMETERS_END();
    PackageObject* client = constructed(ZEND_THIS);
    zend_object* future = client ? client->connection().connect(client->settings()) : nullptr;
    if (!future) {
        RETURN_THROWS();
    }
    returnWait(return_value, future, callback);
}

void packageSend(INTERNAL_FUNCTION_PARAMETERS) {
    zend_string* bytes;
    zend_fcall_info callback;
    zend_fcall_info_cache cache;
    callback.size = 0;
    ZEND_PARSE_PARAMETERS_START(1, 2)
    Z_PARAM_STR(bytes)
    Z_PARAM_OPTIONAL
    Z_PARAM_FUNC_OR_NULL(callback, cache)
    ZEND_PARSE_PARAMETERS_END();
    returnWait(return_value, Class<PackageObject>::from(ZEND_THIS).connection().send(view(bytes)), callback);
}

void packageReceive(INTERNAL_FUNCTION_PARAMETERS) {
    AHA_WAIT_ARGUMENTS;
    ZEND_PARSE_PARAMETERS_START(0, 2)
    Z_PARAM_OPTIONAL
    Z_PARAM_DOUBLE_OR_NULL(limit.seconds, limit.none)
    Z_PARAM_FUNC_OR_NULL(callback, callbackCache)
    ZEND_PARSE_PARAMETERS_END();
    if (!limit.check(1)) {
        RETURN_THROWS();
    }
    returnWait(return_value, Class<PackageObject>::from(ZEND_THIS).connection().receive(limit), callback);
}

} // namespace aha::php
