#include "core/proto/resp/resp_reader.h"

#if HAVE_HIREDIS

#include <hiredis/hiredis.h>
#include <hiredis/read.h>

#include <charconv>
#include <string>
#include <utility>

namespace aha::resp {

#if HIREDIS_MAJOR >= 1
#define AHA_HAS_RESP3 1
using ElementCount = std::size_t;
#else
#define AHA_HAS_RESP3 0
using ElementCount = int;
#endif

struct Reader::Impl {
    explicit Impl(const Limits& wanted);
    ~Impl() { redisReaderFree(reader); }
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    bool refuse(Errc code, std::string message);
    bool refuseSize() {
        return refuse(Errc::TooLarge, "a reply is longer than " + std::to_string(limits.maxReplyBytes) +
                                          " bytes (option max_reply_size)");
    }
    bool refuseLine() {
        return refuse(Errc::TooLarge,
                      "a line of a reply is longer than " + std::to_string(Limits::kMaxLineBytes) + " bytes");
    }
    bool checkUnfinished();
    bool checkBulk(std::string_view rest);
    int currentType() const { // of what is being read; -1 when its first byte has not come
#if AHA_HAS_RESP3
        return reader->ridx < 0 ? -1 : reader->task[reader->ridx]->type;
#else
        return reader->ridx < 0 ? -1 : reader->rstack[reader->ridx].type;
#endif
    }
    std::size_t unread() const { return reader->len - reader->pos; }

    Limits limits;
    redisReader* reader;
    Reply reply; // as far as it has come
    std::size_t elements = 0;
    std::size_t fed = 0; // bytes since the last whole reply
    Error error{Errc::Malformed, {}};
    bool hasFailed = false;
};

static Reader::Impl& implOf(const redisReadTask* task);

static bool isVerbatim(int type) {
#if AHA_HAS_RESP3
    return type == REDIS_REPLY_VERB;
#else
    (void)type;
    return false;
#endif
}

static Type textType(int type) {
    switch (type) {
    case REDIS_REPLY_STATUS: return Type::Status;
    case REDIS_REPLY_ERROR: return Type::Error;
#if AHA_HAS_RESP3
    case REDIS_REPLY_VERB: return Type::Verbatim;
#ifdef REDIS_REPLY_BIGNUM
    case REDIS_REPLY_BIGNUM: return Type::BigNumber;
#endif
#endif
    default: return Type::String;
    }
}

static Type aggregateType(int type) {
#if AHA_HAS_RESP3
    switch (type) {
    case REDIS_REPLY_MAP: return Type::Map;
    case REDIS_REPLY_SET: return Type::Set;
    case REDIS_REPLY_PUSH: return Type::Push;
    default: break;
    }
#endif
    (void)type;
    return Type::Array;
}

// What the functions below give hiredis in place of an object: it only wants to see that there is one.
static void* someObject(Reader::Impl& impl) { return &impl; }

static void* onText(const redisReadTask* task, char* text, std::size_t size) {
    Reader::Impl& impl = implOf(task);
    const bool isBulk = task->type != REDIS_REPLY_STATUS && task->type != REDIS_REPLY_ERROR;
    const Type type = textType(task->type);
    // hiredis takes the two bytes behind a bulk for its end without looking.
    if (isBulk && type != Type::BigNumber && (text[size] != '\r' || text[size + 1] != '\n')) {
        impl.refuse(Errc::Malformed, "a string does not end where its length says");
        return nullptr;
    }
    if (!isBulk && size > Limits::kMaxLineBytes) {
        impl.refuseLine();
        return nullptr;
    }
    std::string_view bytes(text, size);
    if (type == Type::Verbatim && bytes.size() >= 4 && bytes[3] == ':') {
        bytes.remove_prefix(4); // "txt:"; newer versions of hiredis have taken it off
    }
    impl.reply.addText(type, bytes);
    return someObject(impl);
}

static void* onAggregate(const redisReadTask* task, ElementCount count) {
    Reader::Impl& impl = implOf(task);
    const auto elements = static_cast<std::size_t>(count);
    if (static_cast<std::size_t>(impl.reader->ridx) >= Limits::kMaxDepth) {
        impl.refuse(Errc::TooMany, "arrays are nested deeper than " + std::to_string(Limits::kMaxDepth));
        return nullptr;
    }
    if (elements > impl.limits.maxElements - impl.elements) {
        impl.refuse(Errc::TooMany, "a reply has more than " + std::to_string(impl.limits.maxElements) +
                                       " elements (option max_reply_elements)");
        return nullptr;
    }
    impl.elements += elements;
    impl.reply.addAggregate(aggregateType(task->type), elements);
    return someObject(impl);
}

static void* onInteger(const redisReadTask* task, long long value) {
    implOf(task).reply.addInteger(Type::Integer, value);
    return someObject(implOf(task));
}

static void* onNil(const redisReadTask* task) {
    implOf(task).reply.addNil();
    return someObject(implOf(task));
}

#if AHA_HAS_RESP3
static void* onDouble(const redisReadTask* task, double value, char*, std::size_t) {
    implOf(task).reply.addNumber(value);
    return someObject(implOf(task));
}
static void* onBool(const redisReadTask* task, int value) {
    implOf(task).reply.addInteger(Type::Bool, value);
    return someObject(implOf(task));
}
#endif

static void onFree(void*) {}

static redisReplyObjectFunctions* readerFunctions() {
#if AHA_HAS_RESP3
    static redisReplyObjectFunctions functions{onText, onAggregate, onInteger, onDouble,
                                               onNil,  onBool,      onFree};
#else
    static redisReplyObjectFunctions functions{onText, onAggregate, onInteger, onNil, onFree};
#endif
    return &functions;
}

static Reader::Impl& implOf(const redisReadTask* task) { return *static_cast<Reader::Impl*>(task->privdata); }

Reader::Impl::Impl(const Limits& wanted)
    : limits(wanted), reader(redisReaderCreateWithFunctions(readerFunctions())) {
    reader->privdata = this;
}

bool Reader::Impl::refuse(Errc code, std::string message) {
    if (!hasFailed) {
        hasFailed = true;
        error = {code, std::move(message)};
    }
    return false;
}

// hiredis waits for whatever length the peer has announced, and for the end of any line.
bool Reader::Impl::checkUnfinished() {
    if (fed > limits.maxReplyBytes) {
        return refuseSize();
    }
    const std::string_view rest(reader->buf ? reader->buf + reader->pos : "", unread());
    if (currentType() == REDIS_REPLY_STRING || isVerbatim(currentType())) {
        return checkBulk(rest);
    }
    return rest.size() <= Limits::kMaxLineBytes + 1 || refuseLine();
}

// Of a string that is not complete: its length, and as much of it as has come.
bool Reader::Impl::checkBulk(std::string_view rest) {
    const std::size_t end = rest.substr(0, Limits::kMaxLineBytes + 2).find("\r\n");
    if (end == rest.npos) {
        return rest.size() <= Limits::kMaxLineBytes + 1 || refuseLine();
    }
    std::uint64_t announced = 0;
    const auto [stop, problem] = std::from_chars(rest.data(), rest.data() + end, announced);
    if (problem == std::errc() && announced > limits.maxReplyBytes) {
        return refuse(Errc::TooLarge, "a string of " + std::to_string(announced) +
                                          " bytes is announced; the limit is " +
                                          std::to_string(limits.maxReplyBytes) + " (option max_reply_size)");
    }
    return true;
}

// ---- the reader

Reader::Reader(const Limits& limits) : impl_(std::make_unique<Impl>(limits)) {}

Reader::~Reader() = default;

void Reader::feed(std::string_view bytes) {
    if (bytes.empty() || impl_->hasFailed) {
        return;
    }
    impl_->fed += bytes.size();
    if (redisReaderFeed(impl_->reader, bytes.data(), bytes.size()) != REDIS_OK) {
        impl_->refuse(Errc::Resource, impl_->reader->errstr);
    }
}

Reader::Step Reader::next(Reply& reply) {
    Impl& impl = *impl_;
    for (;;) {
        if (impl.hasFailed) {
            return Step::Error;
        }
        void* whole = nullptr;
        if (redisReaderGetReply(impl.reader, &whole) != REDIS_OK) {
            impl.refuse(Errc::Malformed, impl.reader->errstr); // unless one of the functions has said it
            return Step::Error;
        }
        if (!whole) {
            return impl.checkUnfinished() ? Step::NeedMore : Step::Error;
        }
        if (impl.fed - impl.unread() > impl.limits.maxReplyBytes) {
            impl.refuseSize();
            return Step::Error;
        }
        impl.elements = 0;
        impl.fed = impl.unread();
        reply = std::exchange(impl.reply, Reply());
#if AHA_HAS_RESP3 && defined(REDIS_REPLY_ATTR)
        if (reply.nodes() > 0 && impl.reader->task[0]->type == REDIS_REPLY_ATTR) {
            continue; // says something about the reply that follows: nothing we act upon
        }
#endif
        return Step::Reply;
    }
}

const Error& Reader::error() const { return impl_->error; }

bool Reader::isBetweenReplies() const {
    return impl_->unread() == 0 && impl_->reply.isEmpty() && impl_->fed == 0;
}

bool isAvailable() { return true; }

bool hasResp3() { return AHA_HAS_RESP3 != 0; }

#define AHA_TEXT(number) #number
#define AHA_VERSION_TEXT(major, minor, patch) AHA_TEXT(major) "." AHA_TEXT(minor) "." AHA_TEXT(patch)
const char* hiredisVersion() { return AHA_VERSION_TEXT(HIREDIS_MAJOR, HIREDIS_MINOR, HIREDIS_PATCH); }
#undef AHA_VERSION_TEXT
#undef AHA_TEXT

} // namespace aha::resp

#else // configured --without-aha-redis

#include <memory>

namespace aha::resp {

struct Reader::Impl {
    Error error{Errc::Unsupported, "Aha was built without Redis"};
};

Reader::Reader(const Limits&) : impl_(std::make_unique<Impl>()) {}
Reader::~Reader() = default;
void Reader::feed(std::string_view) {}
Reader::Step Reader::next(Reply&) { return Step::Error; }
const Error& Reader::error() const { return impl_->error; }
bool Reader::isBetweenReplies() const { return true; }
bool isAvailable() { return false; }
bool hasResp3() { return false; }
const char* hiredisVersion() { return "none"; }

} // namespace aha::resp

#endif
