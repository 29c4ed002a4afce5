#include "php/bootstrap.h"

#include "php/error.h"
#include "php/mvc/app_parts.h"
#include "php/mvc/container.h"
#include "php/mvc/container_errors.h"
#include "php/mvc/dispatcher.h"
#include "php/mvc/mvc_table.h"
#include "php/mvc/router.h"
#include "php/network/server.h"

#include "php_stubs/Bootstrap_arginfo.h"

namespace aha::php {

static AppPartType partTypes[kAppParts]; // written in MINIT only

void defineAppPart(AppPart part, AppPartType type) { partTypes[static_cast<std::size_t>(part)] = type; }

static constexpr const char* kPartNames[kAppParts] = {"configuration", "container",  "filter",
                                                      "routes",        "middleware", "boot items"};

void registerBootstrap() {
    Class<Bootstrap>::install(register_class_Aha_Bootstrap());
    constexpr int kFlags = CONST_PERSISTENT | CONST_CS;
    zend_register_string_constant(ZEND_STRL("AHA_EXT"), ".php", kFlags, 0);
    zend_register_long_constant(ZEND_STRL("AHA_AGAIN"), -2, kFlags, 0);
    zend_register_long_constant(ZEND_STRL("AHA_DECLINED"), -1, kFlags, 0);
    zend_register_long_constant(ZEND_STRL("AHA_ROUTER_EXCEPTION"), 100001, kFlags, 0);
}

void Bootstrap::visit(Gc& gc) {
    gc.add(server);
    gc.add(scheduler);
    for (ObjectRef& part : parts_) {
        gc.add(part);
    }
    if (plan_) {
        plan_->visit(gc);
    }
}

static std::vector<std::unique_ptr<ObjectRef>>& applications() { return MvcTable::get().applications; }

static Bootstrap* findByName(std::string_view name) {
    for (auto& application : applications()) {
        Bootstrap& bootstrap = Bootstrap::from(application->get());
        if (name.empty() || bootstrap.name() == name) {
            return &bootstrap;
        }
    }
    return nullptr;
}

static std::string_view trimmedName(zend_string* name) {
    std::string_view text = view(name);
    while (!text.empty() && text.front() == '\\') {
        text.remove_prefix(1);
    }
    while (!text.empty() && text.back() == '\\') {
        text.remove_suffix(1);
    }
    return text;
}

Bootstrap* Bootstrap::find(zval* app) {
    ZVAL_DEREF(app);
    if (Z_TYPE_P(app) == IS_OBJECT && Z_OBJCE_P(app) == Class<Bootstrap>::entry) {
        return &from(Z_OBJ_P(app));
    }
    if (Z_TYPE_P(app) != IS_STRING) {
        zend_argument_type_error(1, "must be of type Aha\\Bootstrap|string, %s given",
                                 zend_zval_type_name(app));
        return nullptr;
    }
    Bootstrap* bootstrap = findByName(trimmedName(Z_STR_P(app)));
    if (!bootstrap) {
        throwException(exceptions.state,
                       "There is no application \"%s\": Aha\\Bootstrap::getInstance() makes it",
                       Z_STRVAL_P(app));
    }
    return bootstrap;
}

Bootstrap& Bootstrap::named(std::string_view name) {
    if (Bootstrap* known = findByName(name)) {
        return *known;
    }
    if (Bootstrap* first = findByName({});
        first && first->name_.empty()) { // getInstance() came before its name
        first->name_ = name;
        return *first;
    }
    auto object = std::make_unique<ObjectRef>();
    object->adopt(Class<Bootstrap>::create(Class<Bootstrap>::entry));
    Bootstrap& bootstrap = from(object->get());
    bootstrap.name_ = name;
    applications().push_back(std::move(object));
    return bootstrap;
}

zend_object* Bootstrap::part(AppPart part) {
    ObjectRef& object = parts_[static_cast<std::size_t>(part)];
    if (!object) {
        const AppPartType& type = partTypes[static_cast<std::size_t>(part)];
        if (!type.make) {
            throwException(exceptions.state, "The %s of an application cannot be used here",
                           kPartNames[static_cast<std::size_t>(part)]);
            return nullptr;
        }
        object.adopt(type.make(*this));
    }
    return object.get();
}

zval* Bootstrap::configOf(std::string_view section, std::string_view key) {
    const AppPartType& type = partTypes[static_cast<std::size_t>(AppPart::Config)];
    zend_object* config = partIfAny(AppPart::Config);
    return type.read && config ? type.read(config, section, key) : nullptr;
}

HookLists& Bootstrap::hooks() {
    zend_object* filter = part(AppPart::Filter);
    return Class<Filter>::from(filter).hooks();
}

static std::string folderOf(const std::string& path, const std::string& name) {
    std::string folder = path + "/" + name;
    for (char& c : folder) {
        c = c == '\\' ? '/' : c;
    }
    return folder;
}

std::string Bootstrap::actionsPath() const { return folderOf(path_, name_) + "/Actions"; }

bool Bootstrap::loadPart(AppPart which) {
    const AppPartType& type = partTypes[static_cast<std::size_t>(which)];
    if (!type.load) {
        return true;
    }
    zend_object* object = type.make ? part(which) : nullptr;
    return (object || !type.make) && type.load(*this, object) && !EG(exception);
}

bool Bootstrap::loadParts() {
    for (AppPart which : {AppPart::Config, AppPart::Container, AppPart::Filter}) {
        if (!loadPart(which)) {
            return false;
        }
    }
    auto convention = std::make_unique<Convention>(name_);
    convention->scan(actionsPath());
    next_->convention = convention.get();
    next_->parts.push_back(std::move(convention));
    zval* mode = configOf("aha", "mode");
    next_->fiber =
        mode && Z_TYPE_P(mode) == IS_STRING && zend_string_equals_literal_ci(Z_STR_P(mode), "fiber");
    for (AppPart which : {AppPart::Routes, AppPart::Middleware}) {
        if (!loadPart(which)) {
            return false;
        }
    }
    next_->routing.push_back(next_->convention);
    plan_ = std::move(next_);
    next_.reset();
    return loadPart(AppPart::Boot);
}

bool Bootstrap::findPath() {
    const std::string* path = MvcTable::get().paths.pathOf(name_);
    if (!path) {
        throwException(exceptions.config,
                       "The namespace \"%s\" of the application is not known: register it by "
                       "Aha\\Bootstrap::initLoader()->registerNamespace()",
                       name_.c_str());
        return false;
    }
    path_ = *path;
    return true;
}

bool Bootstrap::prepare() { return findPath() && loadPart(AppPart::Config) && loadPart(AppPart::Container); }

bool Bootstrap::run() {
    if (!findPath()) {
        return false;
    }
    next_ = Ref<RequestPlan>(*new RequestPlan());
    bool loaded = loadParts();
    next_.reset();
    return loaded;
}

bool Bootstrap::mayServe() {
    if (!plan_) {
        throwException(exceptions.state, "Aha\\Bootstrap::run() was not called for the application \"%s\"",
                       name_.c_str());
        return false;
    }
    return true;
}

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Bootstrap, __construct) { ZEND_PARSE_PARAMETERS_NONE(); }

// The script that runs, not the file that calls: what is included may be anywhere.
static void definePath() {
    if (zend_get_constant_str(ZEND_STRL("AHA_PATH"))) {
        return;
    }
    const char* script = SG(request_info).path_translated;
    char folder[MAXPATHLEN];
    if (!script || !VCWD_REALPATH(script, folder)) {
        if (!VCWD_GETCWD(folder, MAXPATHLEN)) {
            folder[0] = '\0';
        }
    } else {
        zend_dirname(folder, strlen(folder));
    }
    zend_register_string_constant(ZEND_STRL("AHA_PATH"), folder, CONST_CS, 0);
}

// Applications of Aha 1.x say fetch_all(MYSQLI_ASSOC), with or without that extension.
static void defineFetchModes() {
    static constexpr struct {
        const char* name;
        zend_long value;
    } kModes[] = {{"MYSQLI_ASSOC", 1}, {"MYSQLI_NUM", 2}, {"MYSQLI_BOTH", 3}};
    for (const auto& mode : kModes) {
        std::size_t length = strlen(mode.name);
        if (!zend_get_constant_str(mode.name, length)) {
            zend_register_long_constant(mode.name, length, mode.value, CONST_CS, 0);
        }
    }
}

PHP_METHOD(Aha_Bootstrap, initLoader) {
    ZEND_PARSE_PARAMETERS_NONE();
    definePath();
    defineFetchModes();
    zend_object* loader = installLoader();
    if (!loader) {
        RETURN_THROWS();
    }
    RETURN_OBJ_COPY(loader);
}

PHP_METHOD(Aha_Bootstrap, getInstance) {
    zend_string *app = ZSTR_EMPTY_ALLOC(), *mode = ZSTR_EMPTY_ALLOC();
    ZEND_PARSE_PARAMETERS_START(0, 2)
    Z_PARAM_OPTIONAL
    Z_PARAM_STR(app)
    Z_PARAM_STR(mode)
    ZEND_PARSE_PARAMETERS_END();
    Bootstrap& bootstrap = Bootstrap::named(trimmedName(app));
    if (ZSTR_LEN(mode)) {
        bootstrap.setEnviron(view(mode));
    }
    if (!applyEnv(bootstrap)) {
        RETURN_THROWS();
    }
    RETURN_OBJ_COPY(bootstrap.object());
}

PHP_METHOD(Aha_Bootstrap, setServer) {
    zval* server;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_OBJECT_OR_NULL(server)
    ZEND_PARSE_PARAMETERS_END();
    Bootstrap& bootstrap = Class<Bootstrap>::from(ZEND_THIS);
    if (server) {
        bootstrap.server.copyFrom(server);
    } else {
        bootstrap.server.reset();
    }
    RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
}

PHP_METHOD(Aha_Bootstrap, getServer) {
    ZEND_PARSE_PARAMETERS_NONE();
    Value& server = Class<Bootstrap>::from(ZEND_THIS).server;
    if (server.isSet()) {
        RETURN_COPY(server.get());
    }
}

PHP_METHOD(Aha_Bootstrap, getLoader) {
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_OBJ_COPY(loaderObject());
}

static void returnPart(INTERNAL_FUNCTION_PARAMETERS, AppPart part) {
    ZEND_PARSE_PARAMETERS_NONE();
    zend_object* object = Class<Bootstrap>::from(ZEND_THIS).part(part);
    if (!object) {
        RETURN_THROWS();
    }
    RETURN_OBJ_COPY(object);
}

PHP_METHOD(Aha_Bootstrap, getConfig) { returnPart(INTERNAL_FUNCTION_PARAM_PASSTHRU, AppPart::Config); }
PHP_METHOD(Aha_Bootstrap, getFilter) { returnPart(INTERNAL_FUNCTION_PARAM_PASSTHRU, AppPart::Filter); }
PHP_METHOD(Aha_Bootstrap, getRoutes) { returnPart(INTERNAL_FUNCTION_PARAM_PASSTHRU, AppPart::Routes); }
PHP_METHOD(Aha_Bootstrap, getMiddleware) {
    returnPart(INTERNAL_FUNCTION_PARAM_PASSTHRU, AppPart::Middleware);
}
PHP_METHOD(Aha_Bootstrap, getBoot) { returnPart(INTERNAL_FUNCTION_PARAM_PASSTHRU, AppPart::Boot); }
PHP_METHOD(Aha_Bootstrap, getContainer) {
    implementContainerInterface(Class<Container>::entry);
    if (EG(exception)) {
        RETURN_THROWS();
    }
    returnPart(INTERNAL_FUNCTION_PARAM_PASSTHRU, AppPart::Container);
}

PHP_METHOD(Aha_Bootstrap, getScheduler) {
    ZEND_PARSE_PARAMETERS_NONE();
    Value& scheduler = Class<Bootstrap>::from(ZEND_THIS).scheduler;
    if (scheduler.isSet()) {
        RETURN_COPY(scheduler.get());
    }
}

PHP_METHOD(Aha_Bootstrap, getEnviron) {
    ZEND_PARSE_PARAMETERS_NONE();
    const std::string& name = Class<Bootstrap>::from(ZEND_THIS).environ();
    RETURN_STRINGL(name.data(), name.size());
}

PHP_METHOD(Aha_Bootstrap, getAppNamespace) {
    ZEND_PARSE_PARAMETERS_NONE();
    const std::string& name = Class<Bootstrap>::from(ZEND_THIS).name();
    RETURN_STRINGL(name.data(), name.size());
}

PHP_METHOD(Aha_Bootstrap, isDebug) {
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_BOOL(Class<Bootstrap>::from(ZEND_THIS).isDebug());
}

PHP_METHOD(Aha_Bootstrap, setDebug) {
    bool debug;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_BOOL(debug)
    ZEND_PARSE_PARAMETERS_END();
    Class<Bootstrap>::from(ZEND_THIS).setDebug(debug);
    RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
}

PHP_METHOD(Aha_Bootstrap, run) {
    ZEND_PARSE_PARAMETERS_NONE();
    if (!Class<Bootstrap>::from(ZEND_THIS).run()) {
        RETURN_THROWS();
    }
    RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
}

// Starts the request and returns its future; the dispatcher lives on as long as it has to.
static void serve(zend_object* dispatcher, zval* returned) {
    Dispatcher& request = Dispatcher::from(dispatcher);
    Bootstrap& bootstrap = request.bootstrap();
    if (request.start(bootstrap.plan(), aha::Ref<HookLists>(bootstrap.hooks()), false)) {
        ZVAL_OBJ(returned, request.future());
    }
    OBJ_RELEASE(dispatcher);
}

PHP_METHOD(Aha_Bootstrap, http) {
    zval *request, *response;
    ZEND_PARSE_PARAMETERS_START(2, 2)
    Z_PARAM_OBJECT_OF_CLASS(request, requestClass())
    Z_PARAM_OBJECT_OF_CLASS(response, responseClass())
    ZEND_PARSE_PARAMETERS_END();
    Bootstrap& bootstrap = Class<Bootstrap>::from(ZEND_THIS);
    if (!bootstrap.mayServe()) {
        RETURN_THROWS();
    }
    zend_object* dispatcher = Class<Dispatcher>::create(Class<Dispatcher>::entry);
    Dispatcher& native = Dispatcher::from(dispatcher);
    native.open(bootstrap, RequestProtocol::Http);
    native.setRequest(request);
    native.setResponse(response);
    serve(dispatcher, return_value);
}

// The command of a package; null: EG(exception) is set.
static zend_string* commandOf(zend_string* data) {
    zval decoded;
    ZVAL_NULL(&decoded);
    zend_string* command = nullptr;
    constexpr zend_long kDepth = 512;
    if (php_json_decode_ex(&decoded, ZSTR_VAL(data), ZSTR_LEN(data), PHP_JSON_OBJECT_AS_ARRAY, kDepth) ==
            SUCCESS &&
        Z_TYPE(decoded) == IS_ARRAY) {
        zval* entry = zend_hash_str_find(Z_ARR(decoded), ZEND_STRL("cmd"));
        if (entry && Z_TYPE_P(entry) == IS_STRING) {
            command = zend_string_copy(Z_STR_P(entry));
        }
    }
    zval_ptr_dtor(&decoded);
    return command;
}

static void serveCommand(zend_object* dispatcher, zend_string* data, zval* returned) {
    Dispatcher& request = Dispatcher::from(dispatcher);
    zend_string* command = commandOf(data);
    if (!command) {
        zend_object* refusal =
            makeException(exceptions.http, "The package is not JSON with a \"cmd\"", nullptr, 400);
        request.refuse(refusal);
        OBJ_RELEASE(refusal);
        OBJ_RELEASE(dispatcher);
        if (!EG(exception)) {
            ZVAL_OBJ_COPY(returned, Runtime::get().doneFuture());
        }
        return;
    }
    request.route(command, '-');
    zend_string_release(command);
    serve(dispatcher, returned);
}

PHP_METHOD(Aha_Bootstrap, tcp) {
    zval* server;
    zend_long fd, fromId;
    zend_string* data;
    ZEND_PARSE_PARAMETERS_START(4, 4)
    Z_PARAM_OBJECT(server)
    Z_PARAM_LONG(fd)
    Z_PARAM_LONG(fromId)
    Z_PARAM_STR(data)
    ZEND_PARSE_PARAMETERS_END();
    Bootstrap& bootstrap = Class<Bootstrap>::from(ZEND_THIS);
    if (!bootstrap.mayServe()) {
        RETURN_THROWS();
    }
    zend_object* dispatcher = Class<Dispatcher>::create(Class<Dispatcher>::entry);
    Dispatcher& request = Dispatcher::from(dispatcher);
    request.open(bootstrap, RequestProtocol::Tcp);
    request.server.copyFrom(server);
    request.fd = fd;
    request.fromId = fromId;
    request.setPackage(data);
    serveCommand(dispatcher, data, return_value);
}

PHP_METHOD(Aha_Bootstrap, udp) {
    zval *server, *clientInfo;
    zend_string* data;
    ZEND_PARSE_PARAMETERS_START(3, 3)
    Z_PARAM_OBJECT(server)
    Z_PARAM_STR(data)
    Z_PARAM_ARRAY(clientInfo)
    ZEND_PARSE_PARAMETERS_END();
    Bootstrap& bootstrap = Class<Bootstrap>::from(ZEND_THIS);
    if (!bootstrap.mayServe()) {
        RETURN_THROWS();
    }
    zend_object* dispatcher = Class<Dispatcher>::create(Class<Dispatcher>::entry);
    Dispatcher& request = Dispatcher::from(dispatcher);
    request.open(bootstrap, RequestProtocol::Udp);
    request.server.copyFrom(server);
    request.clientInfo.copyFrom(clientInfo);
    request.setPackage(data);
    serveCommand(dispatcher, data, return_value);
}
