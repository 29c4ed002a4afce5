#include "php/storage/memory/redis_operation.h"

#include "php/error.h"
#include "php/runtime.h"
#include "php/storage/memory/redis_scan.h"
#include "php/storage/memory/redis_values.h"

#include <algorithm>

namespace aha::php {

void registerRedisOperation() { Class<RedisOperation>::initHandlers(); }

zend_object* RedisOperation::start(RedisObject& redis, client::RedisSession* session, zend_object* owner,
                                   RedisPlan&& plan, Site site) {
    client::RedisClient* client = redis.client();
    if (!client) {
        return nullptr;
    }
    auto& self = Class<RedisOperation>::from(Class<RedisOperation>::create(Class<Future>::entry));
    self.redis_.set(redis.object());
    self.owner_.set(owner);
    if (plan.fields) {
        self.fields_.copyFrom(plan.fields);
        plan.fields = nullptr;
    }
    self.name_ = plan.request.name;
    if (site.file) {
        self.file_ = zend_string_copy(site.file);
        self.line_ = site.line;
    }
    self.shape_ = plan.shape;
    self.isAha_ = plan.isAha;
    if (!plan.names.empty() || !plan.script.empty()) {
        self.more_ = std::make_unique<More>(
            More{std::move(plan.names), std::move(plan.script), std::move(plan.scriptWords)});
    }
    self.retainByLoop();
    self.call_ = session ? session->start(std::move(plan.request), self)
                         : client->start(std::move(plan.request), self);
    return self.object();
}

RedisOperation::~RedisOperation() {
    call_.reset();
    if (file_) {
        zend_string_release(file_);
    }
}

std::string RedisOperation::redisPlace() const {
    std::string place;
    appendSite(place, {file_, line_});
    return place;
}

void RedisOperation::abort() {
    call_.reset();
    if (isAha_ && !isSettled()) {
        concludeFailed(makeException(exceptions.cancelled, "The command was cancelled"));
        return;
    }
    Future::abort();
}

void RedisOperation::visit(Gc& gc) {
    Future::visit(gc);
    gc.add(redis_);
    gc.add(owner_);
    gc.add(fields_);
}

void RedisOperation::onSettledSelf() {
    if (shape_ == RedisShape::Scan && owner_) {
        Class<RedisScan>::from(owner_.get()).isRunning = false;
    }
}

void RedisOperation::describeTo(std::string& out) const {
    out.append("the reply to ").append(name_);
    if (redis_) {
        out.append(" of ").append(RedisObject::from(redis_.get()).label());
    }
}

// From the ready queue, or when the client closes.
void RedisOperation::onRedisDone(client::RedisCall&, client::RedisOutcome outcome) {
    call_.reset();
    if (Runtime::isOver() || Runtime::get().isFatal()) {
        return;
    }
    outcome_ = &outcome;
    const Entered entered = enter([](void* self) { static_cast<RedisOperation*>(self)->settleNow(); }, this);
    if (entered == Entered::Threw) {
        zend_object* exception = takeException();
        reportUnhandled(exception, "the end of a Redis command");
        OBJ_RELEASE(exception);
    }
}

void RedisOperation::settleNow() {
    if (outcome_->failure) {
        concludeFailed(makeRedisFailure(*outcome_->failure));
    } else if (shape_ == RedisShape::Batch) {
        settleBatch();
    } else if (shape_ == RedisShape::Multi) {
        settleExec();
    } else if (!sendScript()) {
        settleReply();
    }
}

// A list of values becomes an array by the names that were asked for.
void RedisOperation::nameFields(zval* list) {
    zval map;
    array_init(&map);
    zval* field;
    zend_ulong position = 0;
    ZEND_HASH_FOREACH_VAL(Z_ARR_P(fields_.get()), field) {
        zval* found = zend_hash_index_find(Z_ARR_P(list), position++);
        zval copy;
        ZVAL_NULL(&copy);
        if (found) {
            ZVAL_COPY(&copy, found);
        }
        zend_string* key = zval_get_string(field);
        zend_symtable_update(Z_ARR(map), key, &copy);
        zend_string_release(key);
    }
    ZEND_HASH_FOREACH_END();
    zval_ptr_dtor(list);
    ZVAL_COPY_VALUE(list, &map);
}

void RedisOperation::settleReply() {
    const resp::Reply& reply = outcome_->replies.front();
    if (reply.isError()) {
        concludeFailed(makeRedisException(reply.text(), name_));
        return;
    }
    zval value;
    std::size_t at = 0;
    if (shape_ == RedisShape::Scan) {
        zend_object* problem = Class<RedisScan>::from(owner_.get()).accept(reply, &value);
        if (problem) {
            concludeFailed(problem);
            return;
        }
    } else if (shape_ == RedisShape::Map && makeRedisMap(reply, 0, false, &value)) {
        // done
    } else {
        makeRedisValue(reply, at, &value);
    }
    if (shape_ == RedisShape::Fields && Z_TYPE(value) == IS_ARRAY) {
        nameFields(&value);
    }
    conclude(&value);
}

// The server does not know the script: it is sent with its text.
bool RedisOperation::sendScript() {
    const resp::Reply& reply = outcome_->replies.front();
    if (!more_ || more_->script.empty() || !reply.isError() || resp::errorCode(reply.text()) != "NOSCRIPT") {
        return false;
    }
    client::RedisClient* client = RedisObject::from(redis_.get()).clientIfAny();
    if (!client) {
        return false;
    }
    std::vector<std::string_view> words{"EVAL", more_->script};
    words.insert(words.end(), more_->scriptWords.begin(), more_->scriptWords.end());
    client::RedisRequest request;
    request.add(words);
    more_->script.clear();
    call_ = client->start(std::move(request), *this);
    return true;
}

// ---- several commands

std::string RedisOperation::nameOf(std::size_t index) const {
    return more_ && index < more_->names.size() ? more_->names[index] : name_;
}

// The replies of the call, or the elements of the one to EXEC.
void RedisOperation::settleList(const std::vector<ReplyPart>& parts) {
    zval list;
    array_init_size(&list, static_cast<std::uint32_t>(parts.size()));
    std::size_t failed = parts.size();
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const resp::Reply& reply = *parts[i].reply;
        std::size_t at = parts[i].at;
        zval value;
        if (reply.type(at) == resp::Type::Error) {
            failed = std::min(failed, i);
            ZVAL_OBJ(&value, makeRedisException(reply.text(at), nameOf(i)));
        } else {
            makeRedisValue(reply, at, &value);
        }
        add_next_index_zval(&list, &value);
    }
    if (failed == parts.size()) {
        conclude(&list);
        return;
    }
    const std::string_view text = parts[failed].reply->text(parts[failed].at);
    zend_object* exception = makeRedisException(text, nameOf(failed), &list);
    zval_ptr_dtor(&list);
    concludeFailed(exception);
}

void RedisOperation::settleBatch() {
    std::vector<ReplyPart> parts;
    for (const resp::Reply& reply : outcome_->replies) {
        parts.push_back({&reply, 0});
    }
    settleList(parts);
}

// MULTI, the commands, EXEC: of the first two only their errors matter.
void RedisOperation::settleExec() {
    const Few<resp::Reply>& replies = outcome_->replies;
    for (std::size_t i = 0; i + 1 < replies.size(); ++i) {
        if (replies[i].isError()) {
            concludeFailed(makeRedisException(replies[i].text(), i == 0 ? "MULTI" : nameOf(i - 1)));
            return;
        }
    }
    const resp::Reply& exec = replies.back();
    zval value;
    if (exec.isError()) {
        concludeFailed(makeRedisException(exec.text(), "EXEC"));
    } else if (exec.type() == resp::Type::Nil) {
        ZVAL_NULL(&value);
        conclude(&value);
    } else if (exec.type() != resp::Type::Array || exec.size() != (more_ ? more_->names.size() : 0)) {
        concludeFailed(makeException(exceptions.protocol, "The server's answer to EXEC has not as many "
                                                          "elements as there were commands"));
    } else {
        std::vector<ReplyPart> parts;
        for (std::size_t i = 0, at = 1; i < exec.size(); ++i, at = exec.after(at)) {
            parts.push_back({&exec, at});
        }
        settleList(parts);
    }
}

// ---- the end

static void makeRedisEnvelope(zval* envelope, zval* result, zend_string* error) {
    array_init_size(envelope, 2);
    add_assoc_zval(envelope, "result", result);
    add_assoc_str(envelope, "error", error);
}

void RedisOperation::conclude(zval* value) {
    if (isAha_) {
        zval envelope;
        makeRedisEnvelope(&envelope, value, ZSTR_EMPTY_ALLOC());
        fulfill(&envelope);
    } else {
        fulfill(value);
    }
}

void RedisOperation::concludeFailed(zend_object* exception) {
    if (!isAha_) {
        reject(exception);
        return;
    }
    zval storage, result, envelope;
    zval* message = zend_read_property(zend_ce_exception, exception, ZEND_STRL("message"), true, &storage);
    ZVAL_FALSE(&result);
    makeRedisEnvelope(&envelope, &result, zval_get_string(message));
    OBJ_RELEASE(exception);
    fulfill(&envelope);
}

void returnRedisFuture(zval* returnValue, zend_object* future, zval* callback, Site site) {
    if (callback) {
        Task& task = Task::continueWith(Runtime::get().currentScope(), Future::from(future),
                                        TaskStart::Kind::Spread, callback, nullptr, site);
        OBJ_RELEASE(task.object());
    }
    ZVAL_OBJ(returnValue, future);
}

} // namespace aha::php
