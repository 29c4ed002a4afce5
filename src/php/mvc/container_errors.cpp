#include "php/mvc/container_errors.h"

#include "php/class.h"
#include "php/error.h"
#include "php/mvc/container.h"
#include "php/psr_interface.h"
#include "php/register.h"

namespace aha::php {

static zend_class_entry* containerExceptionEntry; // written in MINIT only
static zend_class_entry* notFoundEntry;           // likewise

struct ContainerInterfaces {
    PsrInterface container{"Psr\\Container\\ContainerInterface"};
    PsrInterface error{"Psr\\Container\\ContainerExceptionInterface"};
    PsrInterface notFound{"Psr\\Container\\NotFoundExceptionInterface"};
};

static ContainerInterfaces& containerInterfaces() {
#ifdef ZTS
    static thread_local ContainerInterfaces interfaces;
#else
    static ContainerInterfaces interfaces;
#endif
    return interfaces;
}

void setContainerErrors(zend_class_entry* error, zend_class_entry* notFound) {
    containerExceptionEntry = error;
    notFoundEntry = notFound;
}

void shutdownContainers() {
    ContainerInterfaces& interfaces = containerInterfaces();
    interfaces.notFound.forget(notFoundEntry);
    interfaces.error.forget(containerExceptionEntry);
    interfaces.container.forget(Class<Container>::entry);
}

// All three at once, when a container is made: an exception is thrown where nothing may be loaded any more.
void implementContainerInterface(zend_class_entry* ce) {
    ContainerInterfaces& interfaces = containerInterfaces();
    interfaces.container.implement(ce) && interfaces.container.isImplemented() &&
        interfaces.error.implement(containerExceptionEntry) && interfaces.notFound.implement(notFoundEntry);
}

bool isPsrContainer() { return containerInterfaces().container.isImplemented(); }

zend_class_entry* containerError() { return containerExceptionEntry; }
zend_class_entry* notFoundError() { return notFoundEntry; }

void throwNotInstantiable(zend_class_entry* ce) {
    const std::uint32_t flags = ce->ce_flags;
    const char* why = flags & ZEND_ACC_INTERFACE ? "is an interface: bind() a class to it"
                      : flags & ZEND_ACC_TRAIT   ? "is a trait"
                      : flags & ZEND_ACC_ENUM    ? "is an enum: bind() a closure to it"
                      : ce->constructor && !(ce->constructor->common.fn_flags & ZEND_ACC_PUBLIC)
                          ? "has a constructor that is not public: bind() a closure to it"
                          : "is abstract: bind() a class to it";
    throwException(containerExceptionEntry, "%s cannot be made: it %s", ZSTR_VAL(ce->name), why);
}

void throwUnknownParameter(zend_function* constructor, zend_string* name, zend_ulong index) {
    const char* owner = ZSTR_VAL(constructor->common.scope->name);
    if (name) {
        throwException(containerExceptionEntry, "The constructor of %s has no parameter $%s", owner,
                       ZSTR_VAL(name));
    } else {
        throwException(containerExceptionEntry,
                       "The constructor of %s has %u parameters: none for position %llu", owner,
                       constructor->common.num_args, static_cast<unsigned long long>(index));
    }
}

void throwNoValue(zend_function* constructor, std::uint32_t index, const ParameterClasses& classes,
                  std::uint32_t possible) {
    zend_type type = typeOfParameter(constructor, index);
    zend_string* text = ZEND_TYPE_IS_SET(type) ? zend_type_to_string(type) : nullptr;
    const char* why = possible > 1
                          ? "is ambiguous: more than one of its classes could be made; bind() one of them"
                      : classes.count ? "cannot be made: bind() a class to it"
                                      : "has no default, and its type is no class: give it to make()";
    throwException(containerExceptionEntry, "%s cannot be made: parameter %s%s$%s of its constructor %s",
                   ZSTR_VAL(constructor->common.scope->name), text ? ZSTR_VAL(text) : "", text ? " " : "",
                   nameOfParameter(constructor, index), why);
    if (text) {
        zend_string_release(text);
    }
}

} // namespace aha::php
