#include "php/client/http_client.h"

#include "php/client/client_trace.h"
#include "php/client/http_body.h"
#include "php/client/http_request.h"
#include "php/client/http_transfer.h"
#include "php/client/pool_figures.h"
#include "php/coroutine/wait_line.h"
#include "php/error.h"
#include "php/options.h"
#include "php/register.h"

#include "php_stubs/Client/HttpClient_arginfo.h"

namespace aha::php {

static constexpr const char* kClientOwner = "Aha\\Client\\HttpClient";
static constexpr std::uint64_t kPoolIdleMs = 30'000; // below the usual keep-alive time of servers

// Those that have connections, for Pool::stats().
static thread_local IntrusiveList<HttpClientObject, HttpClientTag> httpClients;

void HttpClientObject::visit(Gc& gc) {
    gc.add(hook);
    gc.add(jar_);
}

HttpClientObject* HttpClientObject::constructed(zval* self) {
    auto& client = Class<HttpClientObject>::from(self);
    if (!client.configured_) {
        throwException(exceptions.state, "The constructor of %s was not called", kClientOwner);
        return nullptr;
    }
    return &client;
}

bool HttpClientObject::readPool(OptionReader& reader) {
    pool::PoolOptions& pool = coreOptions_.pool;
    pool.max = 100;
    pool.maxWaiters = 1000;
    pool.idleTimeoutMs = kPoolIdleMs;
    reader.size("pool_size", pool.max, 1, 100'000);
    reader.size("pool_queue", pool.maxWaiters, 0, 1'000'000);
    if (pool.maxWaiters == 0) { // the core takes it for no limit
        defaults_.timeouts.poolMs = 0;
    }
    reader.seconds("pool_idle_time", pool.idleTimeoutMs, 0.001, 86400);
    reader.seconds("pool_lifetime", pool.maxLifetimeMs, 0, 86400);
    reader.seconds("dns_ttl", coreOptions_.resolver.ttlMs, 0, 86400);
    return !reader.failed();
}

bool HttpClientObject::configure(HashTable* options) {
    OptionReader reader(options, kClientOwner);
    std::string base;
    reader.string("base_url", base);
    if (!defaults_.read(reader) || !readPool(reader) || !readTraceHook(reader, hook) || !reader.finish()) {
        return false;
    }
    if (!base.empty()) {
        zend_string* text = zend_string_init(base.data(), base.size(), false);
        base_ = readUrl(text, std::nullopt);
        zend_string_release(text);
        if (!base_) {
            return false;
        }
    }
    jar_.set(defaults_.jar);
    configured_ = true;
    return true;
}

client::HttpClient* HttpClientObject::core() {
    if (closed_) {
        throwException(exceptions.state, "The client is closed");
        return nullptr;
    }
    if (!core_) {
        Runtime& runtime = Runtime::get();
        core_ = std::make_unique<client::HttpClient>(runtime.loop(), coreOptions_);
        runtime.addGuest(*this);
        httpClients.pushBack(*this);
    }
    return core_.get();
}

void HttpClientObject::close() {
    closed_ = true;
    if (core_) {
        core_->closeIdle();
    }
}

// The end of the last request lets go of this object.
void HttpClientObject::onRuntimeEnd() {
    static_cast<Link<HttpClientTag>&>(*this).unlink();
    std::unique_ptr<client::HttpClient> core = std::move(core_);
}

zend_object* HttpClientObject::request(std::string_view method, zend_string* url, HashTable* options,
                                       Site site) {
    client::HttpClient* core = this->core();
    if (!core) {
        return nullptr;
    }
    HttpPlan plan;
    HttpBodyPlan body;
    if (!readRequest({defaults_, base_, urls_, method, url, options, kClientOwner}, plan, body)) {
        return nullptr;
    }
    return HttpTransfer::start(*this, *core, std::move(plan), site);
}

// ---- the shared one

namespace {

// Owns the client behind the static methods; lets go of it before the loop goes.
class SharedClient final : public RuntimeGuest {
public:
    HttpClientObject& get() {
        if (!object_) {
            object_.adopt(Class<HttpClientObject>::create(Class<HttpClientObject>::entry));
            Class<HttpClientObject>::from(object_.get()).configure(const_cast<HashTable*>(&zend_empty_array));
            Runtime::get().addGuest(*this);
        }
        return Class<HttpClientObject>::from(object_.get());
    }
    void onRuntimeEnd() override {
        if (Runtime::getIfAny() && Runtime::get().isFatal()) {
            Class<HttpClientObject>::from(object_.get()).onRuntimeEnd();
            (void)object_.release(); // PHP takes its memory back as a whole
        } else {
            object_.reset();
        }
    }

private:
    ObjectRef object_;
};

} // namespace

HttpClientObject& defaultHttpClient() {
    static thread_local SharedClient shared;
    return shared.get();
}

// ---- statistics

static void describePools(client::HttpClient& core, zval* table) {
    for (const pool::PoolReport& report : core.pools()) {
        zval figures;
        makePoolFigures(&figures, report);
        addPoolFigures(table, report.name, &figures);
    }
}

void describeHttpPools(zval* table) {
    for (HttpClientObject* client = httpClients.front(); client; client = httpClients.next(*client)) {
        describePools(*client->coreIfAny(), table);
    }
}

void returnStats(HttpClientObject& client, zval* result) {
    static const client::HttpClientStats kNone;
    client::HttpClient* core = client.coreIfAny();
    const client::HttpClientStats& stats = core ? core->stats() : kNone;
    std::uint64_t failed = 0;
    for (std::uint64_t number : stats.failed) {
        failed += number;
    }
    zval origins;
    array_init(&origins);
    if (core) {
        describePools(*core, &origins);
    }
    array_init(result);
    add_assoc_long(result, "requests", static_cast<zend_long>(stats.started));
    add_assoc_long(result, "failed", static_cast<zend_long>(failed));
    add_assoc_long(result, "active", static_cast<zend_long>(stats.active));
    add_assoc_long(result, "redirects", static_cast<zend_long>(stats.redirects));
    add_assoc_long(result, "retries", static_cast<zend_long>(stats.retries));
    add_assoc_double(result, "reuse_ratio", stats.reuseRatio());
    add_assoc_zval(result, "origins", &origins);
}

void registerHttpClient() {
    registerHttpTransfer();
    Class<HttpClientObject>::install(register_class_Aha_Client_HttpClient());
}

static void sendRequest(INTERNAL_FUNCTION_PARAMETERS, const char* method) {
    HttpCallArguments arguments;
    HttpClientObject* client = HttpClientObject::constructed(ZEND_THIS);
    if (!client || !arguments.parse(execute_data, method)) {
        RETURN_THROWS();
    }
    arguments.send(*client, return_value);
}

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Client_HttpClient, __construct) {
    HashTable* options = nullptr;
    ZEND_PARSE_PARAMETERS_START(0, 1)
    Z_PARAM_OPTIONAL
    Z_PARAM_ARRAY_HT(options)
    ZEND_PARSE_PARAMETERS_END();
    Class<HttpClientObject>::from(ZEND_THIS).configure(options ? options
                                                               : const_cast<HashTable*>(&zend_empty_array));
}

PHP_METHOD(Aha_Client_HttpClient, request) { sendRequest(INTERNAL_FUNCTION_PARAM_PASSTHRU, nullptr); }
PHP_METHOD(Aha_Client_HttpClient, get) { sendRequest(INTERNAL_FUNCTION_PARAM_PASSTHRU, "GET"); }
PHP_METHOD(Aha_Client_HttpClient, post) { sendRequest(INTERNAL_FUNCTION_PARAM_PASSTHRU, "POST"); }
PHP_METHOD(Aha_Client_HttpClient, put) { sendRequest(INTERNAL_FUNCTION_PARAM_PASSTHRU, "PUT"); }
PHP_METHOD(Aha_Client_HttpClient, patch) { sendRequest(INTERNAL_FUNCTION_PARAM_PASSTHRU, "PATCH"); }
PHP_METHOD(Aha_Client_HttpClient, delete) { sendRequest(INTERNAL_FUNCTION_PARAM_PASSTHRU, "DELETE"); }
PHP_METHOD(Aha_Client_HttpClient, head) { sendRequest(INTERNAL_FUNCTION_PARAM_PASSTHRU, "HEAD"); }
PHP_METHOD(Aha_Client_HttpClient, options) { sendRequest(INTERNAL_FUNCTION_PARAM_PASSTHRU, "OPTIONS"); }

PHP_METHOD(Aha_Client_HttpClient, onTrace) {
    HttpClientObject* client = HttpClientObject::constructed(ZEND_THIS);
    if (!client || !setTraceHook(client->hook, execute_data)) {
        RETURN_THROWS();
    }
    RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
}

PHP_METHOD(Aha_Client_HttpClient, stats) {
    ZEND_PARSE_PARAMETERS_NONE();
    returnStats(Class<HttpClientObject>::from(ZEND_THIS), return_value);
}

PHP_METHOD(Aha_Client_HttpClient, close) {
    ZEND_PARSE_PARAMETERS_NONE();
    Class<HttpClientObject>::from(ZEND_THIS).close();
}
