#include "php/mvc/env.h"

#include "core/mvc/run_mode.h"
#include "php/error.h"
#include "php/process/command_line.h"

#include "php_stubs/Mvc/Env_arginfo.h"

#include <arpa/inet.h>
#include <cstdlib>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <unistd.h>

namespace aha::php {

// What Env::set() was given; of this thread, until the script ends.
static zval& envValues() {
#ifdef ZTS
    static thread_local zval values;
#else
    static zval values;
#endif
    return values;
}

void shutdownEnv() {
    zval old = envValues();
    ZVAL_UNDEF(&envValues());
    zval_ptr_dtor(&old);
}

static std::string_view variableOf(const char* name) {
    const char* value = std::getenv(name);
    return value ? value : "";
}

static std::string_view iniOf(const char* name) {
    const char* value = zend_ini_string_ex(name, strlen(name), false, nullptr);
    return value ? value : "";
}

bool findEnviron(std::string_view code, std::string& out) {
    const StartFlags flags = StartFlags::read();
    out = mvc::chooseMode(flags.environ, variableOf("AHA_ENVIRON"), iniOf("aha.environ"), code);
    if (mvc::isModeName(out)) {
        return true;
    }
    throwException(
        exceptions.config,
        "The name of an environment has letters, digits, \"_\" and \"-\", %zu at most: \"%.80s\" has others",
        mvc::kMaxModeName, out.c_str());
    return false;
}

bool findDebug(bool code, bool& out) {
    const StartFlags flags = StartFlags::read();
    out = code;
    const struct {
        const char* name;
        std::string_view value;
    } kSources[] = {{"--debug", flags.debug},
                    {"the environment variable AHA_DEBUG", variableOf("AHA_DEBUG")},
                    {"aha.debug of php.ini", iniOf("aha.debug")}};
    for (const auto& source : kSources) {
        if (source.value.empty()) {
            continue;
        }
        if (!mvc::readSwitch(source.value, out)) {
            throwException(exceptions.config, "%s must be true or false, \"%.40s\" given", source.name,
                           std::string(source.value).c_str());
            return false;
        }
        return true;
    }
    return true;
}

static std::string hostNameOfMachine() {
    char name[256] = {};
    return gethostname(name, sizeof(name) - 1) == 0 ? name : "localhost";
}

static bool addressText(const sockaddr* address, char* out, std::size_t size) {
    if (address->sa_family == AF_INET) {
        auto* v4 = reinterpret_cast<const sockaddr_in*>(address);
        return inet_ntop(AF_INET, &v4->sin_addr, out, static_cast<socklen_t>(size));
    }
    auto* v6 = reinterpret_cast<const sockaddr_in6*>(address);
    return address->sa_family == AF_INET6 && !IN6_IS_ADDR_LINKLOCAL(&v6->sin6_addr) &&
           inet_ntop(AF_INET6, &v6->sin6_addr, out, static_cast<socklen_t>(size));
}

// Version 4 comes first: it is what people look for.
static std::string addressOfMachine() {
    ifaddrs* all = nullptr;
    std::string found;
    if (getifaddrs(&all) != 0) {
        return "127.0.0.1";
    }
    for (int family : {AF_INET, AF_INET6}) {
        for (ifaddrs* one = all; one && found.empty(); one = one->ifa_next) {
            char text[INET6_ADDRSTRLEN] = {};
            const bool isUsable = one->ifa_addr && one->ifa_addr->sa_family == family &&
                                  (one->ifa_flags & IFF_UP) && !(one->ifa_flags & IFF_LOOPBACK);
            if (isUsable && addressText(one->ifa_addr, text, sizeof text)) {
                found = text;
            }
        }
    }
    freeifaddrs(all);
    return found.empty() ? "127.0.0.1" : found;
}

// What the methods say, under the names that get() knows. False: it is none of them.
static bool factOf(std::string_view key, zval* out) {
    if (key == "hostname" || key == "ip") {
        const std::string text = key == "ip" ? addressOfMachine() : hostNameOfMachine();
        ZVAL_STRINGL(out, text.data(), text.size());
    } else if (key == "pid") {
        ZVAL_LONG(out, getpid());
    } else if (key == "uid") {
        ZVAL_LONG(out, geteuid());
    } else {
        return false;
    }
    return true;
}

void registerEnv() { register_class_Aha_Mvc_Env(); }

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Mvc_Env, __construct) { ZEND_PARSE_PARAMETERS_NONE(); }

PHP_METHOD(Aha_Mvc_Env, environ) {
    zend_string* code = ZSTR_EMPTY_ALLOC();
    ZEND_PARSE_PARAMETERS_START(0, 1)
    Z_PARAM_OPTIONAL
    Z_PARAM_STR(code)
    ZEND_PARSE_PARAMETERS_END();
    std::string name;
    if (findEnviron(view(code), name)) {
        RETURN_STRINGL(name.data(), name.size());
    }
}

PHP_METHOD(Aha_Mvc_Env, isDebug) {
    bool code = false;
    ZEND_PARSE_PARAMETERS_START(0, 1)
    Z_PARAM_OPTIONAL
    Z_PARAM_BOOL(code)
    ZEND_PARSE_PARAMETERS_END();
    bool debug = false;
    if (findDebug(code, debug)) {
        RETURN_BOOL(debug);
    }
}

PHP_METHOD(Aha_Mvc_Env, isOnline) {
    zend_string* given = nullptr;
    ZEND_PARSE_PARAMETERS_START(0, 1)
    Z_PARAM_OPTIONAL
    Z_PARAM_STR_OR_NULL(given)
    ZEND_PARSE_PARAMETERS_END();
    std::string name;
    if (given) {
        name = view(given);
    } else if (!findEnviron({}, name)) {
        RETURN_THROWS();
    }
    RETURN_BOOL(aha::mvc::isOnlineMode(name));
}

PHP_METHOD(Aha_Mvc_Env, hostName) {
    ZEND_PARSE_PARAMETERS_NONE();
    factOf("hostname", return_value);
}

PHP_METHOD(Aha_Mvc_Env, ip) {
    ZEND_PARSE_PARAMETERS_NONE();
    factOf("ip", return_value);
}

PHP_METHOD(Aha_Mvc_Env, pid) {
    ZEND_PARSE_PARAMETERS_NONE();
    factOf("pid", return_value);
}

PHP_METHOD(Aha_Mvc_Env, uid) {
    ZEND_PARSE_PARAMETERS_NONE();
    factOf("uid", return_value);
}

PHP_METHOD(Aha_Mvc_Env, get) {
    zend_string* key;
    zval* fallback = nullptr;
    ZEND_PARSE_PARAMETERS_START(1, 2)
    Z_PARAM_STR(key)
    Z_PARAM_OPTIONAL
    Z_PARAM_ZVAL(fallback)
    ZEND_PARSE_PARAMETERS_END();
    zval& values = envValues();
    zval* found = Z_TYPE(values) == IS_ARRAY ? zend_symtable_find(Z_ARR(values), key) : nullptr;
    if (found) {
        RETURN_COPY_DEREF(found);
    }
    if (factOf(view(key), return_value)) {
        return;
    }
    const bool isName = ZSTR_LEN(key) && !zend_str_has_nul_byte(key) && !strchr(ZSTR_VAL(key), '=');
    if (const char* variable = isName ? std::getenv(ZSTR_VAL(key)) : nullptr) {
        RETURN_STRING(variable);
    }
    if (fallback) {
        RETURN_COPY(fallback);
    }
}

PHP_METHOD(Aha_Mvc_Env, set) {
    zend_string* key;
    zval* value;
    ZEND_PARSE_PARAMETERS_START(2, 2)
    Z_PARAM_STR(key)
    Z_PARAM_ZVAL(value)
    ZEND_PARSE_PARAMETERS_END();
    zval& values = envValues();
    if (Z_TYPE(values) != IS_ARRAY) {
        array_init(&values);
    }
    Z_TRY_ADDREF_P(value);
    zend_symtable_update(Z_ARR(values), key, value);
}
