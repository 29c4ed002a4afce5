#pragma once

#include "php/class.h"

#include <vector>

namespace aha::php {

// Native part of Aha\Mvc\Container: what stands for which name, and what has been made. Names are kept in
// lower case. Making something runs user code, so methods keep no local with a destructor meanwhile.
class Container {
public:
    // What a request has for the constructor of what is made for it, and for that alone.
    class MakingFor {
    public:
        virtual zend_object* objectOf(zend_string* type) = 0; // borrowed; null: none of that type
        virtual void created(zend_object* object) = 0;        // before the constructor is called

    protected:
        ~MakingFor() = default;
    };

    Container();
    void attach(zend_object* self) { self_ = self; }
    void visit(Gc& gc);
    zend_object* object() const { return self_; }

    // Each: `out` is owned by the caller; false: EG(exception) is set.
    bool make(zend_string* id, HashTable* params, bool shared, zval* out, MakingFor* request = nullptr);
    bool makeFor(zend_string* id, MakingFor& request, zval* out) {
        return make(id, nullptr, false, out, &request);
    }
    bool get(zend_string* id, zval* out) { return make(id, nullptr, false, out); }
    bool has(zend_string* id);

    void bind(zend_string* id, zval* concrete, bool shared); // null for itself
    void alias(zend_string* alias, zend_string* id);
    void set(zend_string* id, zval* value);
    void swap(zend_string* id, zval* value, zval* former);
    void setMock(zend_string* id, zval* mock);
    void addStub(zend_string* id, zval* stub);
    void cleanStubs();
    bool configure(HashTable* definitions);
    bool isConfigured = false; // as the part of an application, by its configuration

private:
    // What is being made, to find cycles; each fiber has its own chain.
    struct Making {
        zend_string* id; // borrowed: whoever makes it holds it
        void* fiber;
    };

    bool resolve(zend_string* key, zend_string* id, HashTable* params, bool shared, zval* out,
                 MakingFor* request);
    bool produce(zend_string* key, zend_string* id, zval* concrete, HashTable* params, zval* out,
                 MakingFor* request);
    bool callClosure(zval* closure, HashTable* params, zval* out);
    bool build(zend_class_entry* ce, HashTable* params, zval* out, MakingFor* request);
    bool create(zend_class_entry* ce, zval* out, MakingFor* request);
    bool collect(zend_function* constructor, HashTable* params, zval* arguments, std::uint32_t& count,
                 MakingFor* request);
    bool fillParameter(zend_function* constructor, std::uint32_t index, zval* out, MakingFor* request);
    bool beginMaking(zend_string* id);
    void endMaking(zend_string* id);
    bool isKnown(zend_string* key);
    bool knows(zend_string* name); // in any spelling
    bool isItself(zend_string* key) const;
    zend_string* target(zend_string* id); // behind its aliases, as it was written; owned; null: EG(exception)
    void throwNotFound(zend_string* id);

    zend_object* self_ = nullptr;
    Value instances_; // arrays by name
    Value bindings_;
    Value shared_;
    Value aliases_;
    Value mocks_;
    Value stubs_;
    std::vector<Making> making_;
};

void shutdownContainers(); // at the end of the script

} // namespace aha::php
