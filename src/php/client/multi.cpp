#include "core/base/number_text.h"
#include "php/client/client_base.h"
#include "php/coroutine/functions.h"
#include "php/register.h"
#include "php/runtime.h"

#include "php_stubs/Client/Multi_arginfo.h"

#include <deque>
#include <vector>

namespace aha::php {

namespace {

class MultiOperation;

// One member of a Multi while it runs.
class Member final : public Waiter {
public:
    void onSettled(Future& envelope) override;
    MultiOperation* owner = nullptr;
    ObjectRef client;
    ObjectRef envelope; // from its start to its end
    Value key;
};

// All requests of one run of a Multi: starts them as there is room, and gathers the envelopes.
// Holds itself until it settles.
class MultiOperation final : public Future, private WheelTimer, private net::ReadyItem {
public:
    MultiOperation() : WheelTimer(&onTimer) {}
    ~MultiOperation() override { letGo(); }

    Member& add(zend_object* client, zval* key);
    void start(std::uint64_t timeoutMs, std::size_t concurrency, Site site);
    void onMember(Member& member, Future& envelope);
    void abort() override;
    void visit(Gc& gc) override;
    const char* describe() const override { return "several requests"; }
    bool holdsItself() const override { return isRetained(); }

private:
    static void onTimer(WheelTimer& timer);
    void run() override;
    void fill();
    void startOne(Member& member);
    void expire();
    void store(Member& member, zval* envelope);
    void settleIfDone();
    void letGo();

    std::deque<Member> members_; // they do not move
    Value results_;
    std::size_t next_ = 0; // of those to be started
    std::size_t running_ = 0;
    std::size_t concurrency_ = 0;
    std::uint64_t timeoutMs_ = 0;
    Site site_;
    bool isFilling_ = false;
};

// Native part of Aha\Client\Multi.
class Multi final : public ClientBase {
public:
    zend_object* begin(Site site) override;
    void visit(Gc& gc) override;
    bool add(zend_object* client); // false: EG(exception) is set
    std::size_t count() const { return clients_.size(); }

    std::uint64_t timeoutMs = 0; // 0 = none
    std::size_t concurrency = 0; // 0 = all

private:
    bool isTaken(zval* ids, zend_object* client, std::size_t index);

    std::vector<std::unique_ptr<ObjectRef>> clients_;
};

// ---- the run

void Member::onSettled(Future& settled) { owner->onMember(*this, settled); }

Member& MultiOperation::add(zend_object* client, zval* key) {
    Member& member = members_.emplace_back();
    member.owner = this;
    member.client.set(client);
    member.key.copyFrom(key);
    return member;
}

void MultiOperation::start(std::uint64_t timeoutMs, std::size_t concurrency, Site site) {
    timeoutMs_ = timeoutMs;
    concurrency_ = concurrency ? concurrency : members_.size();
    site_ = site;
    if (site_.file) {
        zend_string_addref(site_.file);
    }
    array_init_size(results_.get(), static_cast<std::uint32_t>(members_.size()));
    for (Member& member : members_) { // the keys in the order of register()
        zval none;
        ZVAL_NULL(&none);
        store(member, &none);
    }
    retainByLoop();
    if (timeoutMs_ > 0) {
        Runtime::get().loop().arm(*this, timeoutMs_);
    }
    fill();
    settleIfDone();
}

void MultiOperation::fill() {
    if (isFilling_) {
        return; // a member that has failed at once: the loop below goes on
    }
    isFilling_ = true;
    while (!isSettled() && next_ < members_.size() && running_ < concurrency_) {
        startOne(members_[next_++]);
    }
    isFilling_ = false;
}

void MultiOperation::startOne(Member& member) {
    zend_object* envelope = ClientBase::from(member.client.get()).runAs(member.key.get(), site_);
    if (!envelope) { // what it would have thrown is its outcome
        zend_object* exception = takeException();
        zval failed;
        makeEnvelopeOf(&failed, exception, member.key.get());
        OBJ_RELEASE(exception);
        store(member, &failed);
        return;
    }
    member.envelope.adopt(envelope);
    ++running_;
    Future::from(envelope).addWaiter(member);
}

void MultiOperation::onMember(Member& member, Future& envelope) {
    --running_;
    zval copy;
    if (envelope.state() == State::Fulfilled) {
        ZVAL_COPY(&copy, envelope.result());
    } else { // somebody else has cancelled it
        envelope.markObserved();
        makeEnvelopeOf(&copy, envelope.exception(), member.key.get());
    }
    store(member, &copy);
    member.envelope.reset();
    fill();
    settleIfDone();
}

void MultiOperation::store(Member& member, zval* envelope) {
    zval* key = member.key.get();
    if (Z_TYPE_P(key) == IS_LONG) {
        zend_hash_index_update(Z_ARR_P(results_.get()), static_cast<zend_ulong>(Z_LVAL_P(key)), envelope);
    } else {
        zend_symtable_update(Z_ARR_P(results_.get()), Z_STR_P(key), envelope);
    }
}

void MultiOperation::settleIfDone() {
    if (isSettled() || isFilling_ || running_ > 0 || next_ < members_.size()) {
        return;
    }
    zval all;
    ZVAL_COPY(&all, results_.get());
    letGo();
    fulfill(&all);
}

void MultiOperation::onTimer(WheelTimer& timer) {
    auto& self = static_cast<MultiOperation&>(timer);
    Runtime::get().loop().enqueue(self); // PHP is not entered from a timer
}

void MultiOperation::run() {
    if (Runtime::get().isFatal() || isSettled()) {
        return;
    }
    const Entered entered = enter([](void* self) { static_cast<MultiOperation*>(self)->expire(); }, this);
    if (entered == Entered::Threw) {
        zend_object* exception = takeException();
        reportUnhandled(exception, "the end of a Multi");
        OBJ_RELEASE(exception);
    }
}

// The time of all together is over.
void MultiOperation::expire() {
    const std::string message = "No answer within " + numberText(static_cast<double>(timeoutMs_) / 1000) +
                                " s, the time of all requests together";
    isFilling_ = true; // nothing more begins
    for (; next_ < members_.size(); ++next_) {
        zend_object* late = makeException(exceptions.timeout, message.c_str(), nullptr,
                                          static_cast<zend_long>(ClientErrno::RequestTimeout));
        zval failed;
        makeEnvelopeOf(&failed, late, members_[next_].key.get());
        OBJ_RELEASE(late);
        store(members_[next_], &failed);
    }
    for (Member& member : members_) {
        if (member.envelope) {
            ClientBase::from(member.client.get()).expire(message.c_str());
        }
    }
    isFilling_ = false;
    settleIfDone();
}

void MultiOperation::abort() {
    if (isSettled()) {
        return;
    }
    isFilling_ = true;
    for (Member& member : members_) {
        if (member.envelope) {
            static_cast<Link<WaiterTag>&>(member).unlink();
            Future& envelope = Future::from(member.envelope.get());
            envelope.markObserved();
            envelope.abortIfUnwanted();
        }
    }
    letGo();
    Future::abort();
}

void MultiOperation::letGo() {
    if (WheelTimer::isArmed() && !Runtime::isOver()) {
        Runtime::get().loop().cancel(*this);
    }
    static_cast<Link<net::ReadyTag>&>(*this).unlink();
    if (zend_string* file = std::exchange(site_.file, nullptr)) {
        zend_string_release(file);
    }
    for (Member& member : members_) {
        static_cast<Link<WaiterTag>&>(member).unlink();
        member.envelope.reset();
    }
}

void MultiOperation::visit(Gc& gc) {
    Future::visit(gc);
    gc.add(results_);
    for (Member& member : members_) {
        gc.add(member.client);
        gc.add(member.envelope);
    }
}

// ---- the client

void Multi::visit(Gc& gc) {
    ClientBase::visit(gc);
    for (const auto& client : clients_) {
        gc.add(*client);
    }
}

// Notes the id in `ids`; true when another one has it.
bool Multi::isTaken(zval* ids, zend_object* client, std::size_t index) {
    Value& id = ClientBase::from(client).requestId;
    zval mark;
    ZVAL_TRUE(&mark);
    HashTable* table = Z_ARR_P(ids);
    if (!id.isSet()) {
        return !zend_hash_index_add(table, index, &mark);
    }
    if (Z_TYPE_P(id.get()) == IS_LONG) {
        return !zend_hash_index_add(table, static_cast<zend_ulong>(Z_LVAL_P(id.get())), &mark);
    }
    zend_string* key = Z_STR_P(id.get()); // "1" and 1 are one key of an array
    return zend_symtable_exists(table, key) || !zend_symtable_update(table, key, &mark);
}

static std::string idText(zend_object* client, std::size_t index) {
    Value& id = ClientBase::from(client).requestId;
    if (!id.isSet()) {
        return std::to_string(index);
    }
    return Z_TYPE_P(id.get()) == IS_LONG ? std::to_string(Z_LVAL_P(id.get()))
                                         : std::string(view(Z_STR_P(id.get())).substr(0, 60));
}

bool Multi::add(zend_object* client) {
    zval ids;
    array_init(&ids);
    bool isKnown = client == object();
    for (std::size_t i = 0; i < clients_.size(); ++i) {
        isKnown = isKnown || clients_[i]->get() == client;
        isTaken(&ids, clients_[i]->get(), i);
    }
    const bool isDuplicate = !isKnown && isTaken(&ids, client, clients_.size());
    zval_ptr_dtor(&ids);
    if (isKnown) {
        zend_argument_value_error(1, "is registered already, or this object itself");
        return false;
    }
    if (isDuplicate) {
        zend_argument_value_error(1, "has the request id \"%s\", which another registered client has",
                                  idText(client, clients_.size()).c_str());
        return false;
    }
    clients_.push_back(std::make_unique<ObjectRef>());
    clients_.back()->set(client);
    return true;
}

zend_object* Multi::begin(Site site) {
    zval ids;
    array_init(&ids);
    std::size_t duplicate = clients_.size();
    for (std::size_t i = 0; i < clients_.size() && duplicate == clients_.size(); ++i) {
        duplicate = isTaken(&ids, clients_[i]->get(), i) ? i : duplicate;
    }
    zval_ptr_dtor(&ids);
    if (duplicate < clients_.size()) { // setRequestId() after register()
        throwException(exceptions.state, "Two registered clients have the request id \"%s\"",
                       idText(clients_[duplicate]->get(), duplicate).c_str());
        return nullptr;
    }
    auto& operation = Class<MultiOperation>::from(Class<MultiOperation>::create(Class<Future>::entry));
    for (std::size_t i = 0; i < clients_.size(); ++i) {
        Value& id = ClientBase::from(clients_[i]->get()).requestId;
        zval index;
        ZVAL_LONG(&index, static_cast<zend_long>(i));
        operation.add(clients_[i]->get(), id.isSet() ? id.get() : &index);
    }
    operation.start(timeoutMs, concurrency, site);
    return operation.object();
}

Multi& multiOf(zval* zv) { return Class<Multi>::from(zv); }

bool setTimes(Multi& multi, double seconds, bool isNone, std::uint32_t argument) {
    if (!isNone && !(seconds > 0)) {
        zend_argument_value_error(argument, "must be greater than 0 (seconds)");
        return false;
    }
    multi.timeoutMs = isNone ? 0 : millisecondsFrom(seconds);
    return true;
}

bool setLimit(Multi& multi, zend_long concurrency, std::uint32_t argument) {
    if (concurrency < 0) {
        zend_argument_value_error(argument, "must be greater than or equal to 0");
        return false;
    }
    multi.concurrency = static_cast<std::size_t>(concurrency);
    return true;
}

} // namespace

void registerMulti() {
    Class<MultiOperation>::initHandlers();
    Class<Multi>::install(register_class_Aha_Client_Multi(networkClientClass()));
}

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Client_Multi, __construct) {
    double seconds = 0;
    bool isNone = true;
    zend_long concurrency = 0;
    ZEND_PARSE_PARAMETERS_START(0, 2)
    Z_PARAM_OPTIONAL
    Z_PARAM_DOUBLE_OR_NULL(seconds, isNone)
    Z_PARAM_LONG(concurrency)
    ZEND_PARSE_PARAMETERS_END();
    Multi& multi = multiOf(ZEND_THIS);
    if (!setTimes(multi, seconds, isNone, 1) || !setLimit(multi, concurrency, 2)) {
        RETURN_THROWS();
    }
    zval id;
    ZVAL_STRING(&id, "multi");
    multi.requestId.copyFrom(&id);
    zval_ptr_dtor(&id);
}

PHP_METHOD(Aha_Client_Multi, register) {
    zval* client;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_OBJECT_OF_CLASS(client, networkClientClass())
    ZEND_PARSE_PARAMETERS_END();
    Multi& multi = multiOf(ZEND_THIS);
    if (multi.isRunning()) {
        throwException(exceptions.state, "The requests are under way");
        RETURN_THROWS();
    }
    if (!multi.add(Z_OBJ_P(client))) {
        RETURN_THROWS();
    }
    RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
}

PHP_METHOD(Aha_Client_Multi, setTimeout) {
    double seconds = 0;
    bool isNone = true;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_DOUBLE_OR_NULL(seconds, isNone)
    ZEND_PARSE_PARAMETERS_END();
    if (!setTimes(multiOf(ZEND_THIS), seconds, isNone, 1)) {
        RETURN_THROWS();
    }
    RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
}

PHP_METHOD(Aha_Client_Multi, setConcurrency) {
    zend_long concurrency;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_LONG(concurrency)
    ZEND_PARSE_PARAMETERS_END();
    if (!setLimit(multiOf(ZEND_THIS), concurrency, 1)) {
        RETURN_THROWS();
    }
    RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
}

PHP_METHOD(Aha_Client_Multi, count) {
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_LONG(static_cast<zend_long>(multiOf(ZEND_THIS).count()));
}
