#include "php/log/record_format.h"

#include "core/base/json_text.h"
#include "php/log/log_text.h"
#include "php/server/client_address.h"
#include "php/server/http_job.h"

#include <array>
#include <cstdio>

namespace aha::php {

std::string_view psrName(log::Severity severity) {
    static constexpr std::array<std::string_view, log::kSeverities> kNames = {
        "debug", "info", "notice", "warning", "error", "critical", "alert", "emergency"};
    return kNames[static_cast<std::size_t>(severity)];
}

static bool isException(const zend_string* key, zval* value) {
    ZVAL_DEREF(value);
    return key && view(key) == "exception" && Z_TYPE_P(value) == IS_OBJECT &&
           instanceof_function(Z_OBJCE_P(value), zend_ce_throwable);
}

static zend_object* exceptionOf(HashTable* context) {
    zval* value = context ? zend_hash_str_find(context, ZEND_STRL("exception")) : nullptr;
    if (!value) {
        return nullptr;
    }
    ZVAL_DEREF(value);
    bool isThrowable =
        Z_TYPE_P(value) == IS_OBJECT && instanceof_function(Z_OBJCE_P(value), zend_ce_throwable);
    return isThrowable ? Z_OBJ_P(value) : nullptr;
}

static void appendKey(std::string& out, const zend_string* key, zend_ulong index) {
    if (key) {
        out.append(view(key));
    } else {
        out.append(std::to_string(index));
    }
}

// " k=v" for each; keys that the message has used are left out.
static void appendPairs(std::string& out, HashTable* values, std::string_view message) {
    zend_ulong index;
    zend_string* key;
    zval* value;
    ZEND_HASH_FOREACH_KEY_VAL(values, index, key, value) {
        if (EG(exception)) {
            return;
        }
        if (key && isInterpolated(message, key)) {
            continue;
        }
        out.append(" ");
        appendKey(out, key, index);
        out.append("=");
        if (isException(key, value)) {
            ZVAL_DEREF(value);
            appendLogException(out, Z_OBJ_P(value));
        } else {
            appendLogText(out, value);
        }
    }
    ZEND_HASH_FOREACH_END();
}

// The text of a message that is no array, with its placeholders replaced.
static void appendMessage(LogScratch& scratch, const LogRecord& record) {
    appendLogText(scratch.message, record.message);
    if (scratch.message.find('{') == std::string::npos) {
        scratch.line.append(scratch.message);
    } else {
        appendInterpolated(scratch.line, scratch.message, record.context);
    }
}

struct WebTrace {
    explicit WebTrace(HttpJob& job) : address(clientAddress(job)) {
        const http::RequestHead& head = job.exchange().head();
        uri = head.path();
        query = head.query();
        referer = head.find("referer").value_or("");
    }
    std::string_view uri, query, referer;
    std::string address;
};

static void appendName(std::string& out, const Caller& caller) {
    if (caller.className) {
        out.append(view(caller.className)).append("::");
    }
    out.append(caller.function ? view(caller.function) : std::string_view("{main}"));
}

// ---- [LEVEL]write_time=… k=v [WEB_TRACE]… [BACK_TRACE]…

void RecordFormat::writeAha(LogScratch& scratch, const LogRecord& record, LogClock& clock) const {
    std::string& out = scratch.line;
    out.append("[")
        .append(log::severityName(record.severity))
        .append("]write_time=")
        .append(clock.dateTime());
    if (!app.empty()) {
        out.append(" app=").append(app);
    }
    if (!module.empty()) {
        out.append(" module=").append(module);
    }
    if (Z_TYPE_P(record.message) == IS_ARRAY) {
        appendPairs(out, Z_ARR_P(record.message), {});
    } else {
        out.append(" ");
        appendMessage(scratch, record);
    }
    if (record.context) {
        appendPairs(out, record.context, scratch.message);
    }
    if (record.hasWebTrace && record.request) {
        WebTrace web(*record.request);
        out.append(" [WEB_TRACE]uri=").append(web.uri).append(" query=").append(web.query);
        out.append(" refer=").append(web.referer).append(" ip=").append(web.address);
        out.append(" request_id=").append(record.request->requestId());
    }
    if (const Caller* caller = record.caller) {
        out.append(" [BACK_TRACE]file=").append(caller->file ? view(caller->file) : std::string_view("?"));
        out.append(" line=").append(std::to_string(caller->line));
        out.append(" class=").append(caller->className ? view(caller->className) : std::string_view());
        out.append(" function=").append(caller->function ? view(caller->function) : std::string_view());
    }
}

// ---- time LEVEL app.module [request id] message {context}

static void appendMilliseconds(std::string& out, const LogClock& clock) {
    char text[16];
    snprintf(text, sizeof text, ".%03d", clock.milliseconds() % 1000);
    out.append(text);
}

// The members of a JSON object, directly to the line. What stands in front of them goes again if there are
// none.
class Members {
public:
    Members(std::string& out, std::string_view opening) : out_(out), from_(out.size()) {
        out.append(opening);
    }

    // Keys that the message has used are left out.
    void add(HashTable* values, std::string_view message, bool withException) {
        zend_ulong index;
        zend_string* key;
        zval* value;
        ZEND_HASH_FOREACH_KEY_VAL(values, index, key, value) {
            if (EG(exception)) {
                return;
            }
            if ((key && isInterpolated(message, key)) || (!withException && isException(key, value))) {
                continue;
            }
            out_.append(count_++ ? "," : "");
            std::size_t at = out_.size();
            appendKey(out_, key, index);
            quoteTail(out_, at);
            out_.append(":");
            appendLogJson(out_, value);
        }
        ZEND_HASH_FOREACH_END();
    }
    void close() {
        if (count_ > 0) {
            out_.append("}");
        } else {
            out_.resize(from_);
        }
    }

private:
    std::string& out_;
    std::size_t from_;
    std::size_t count_ = 0;
};

void RecordFormat::writeLine(LogScratch& scratch, const LogRecord& record, LogClock& clock) const {
    std::string& out = scratch.line;
    out.append(clock.dateTime());
    appendMilliseconds(out, clock);
    out.append(" ").append(log::severityName(record.severity));
    if (!app.empty() || !module.empty()) {
        out.append(" ").append(app).append(app.empty() || module.empty() ? "" : ".").append(module);
    }
    if (record.request) {
        out.append(" [").append(record.request->requestId()).append("]");
    }
    if (Z_TYPE_P(record.message) == IS_ARRAY) {
        appendPairs(out, Z_ARR_P(record.message), {});
    } else {
        out.append(" ");
        appendMessage(scratch, record);
    }
    if (record.context) {
        Members members(out, " {");
        members.add(record.context, scratch.message, false);
        members.close();
    }
    if (record.hasWebTrace && record.request) {
        WebTrace web(*record.request);
        out.append(" uri=").append(web.uri).append(" query=").append(web.query);
        out.append(" refer=").append(web.referer).append(" ip=").append(web.address);
    }
    if (record.caller) {
        out.append(" at ");
        appendSite(out, {record.caller->file, record.caller->line});
        out.append(" ");
        appendName(out, *record.caller);
    }
    if (zend_object* exception = exceptionOf(record.context)) {
        out.append(" ");
        appendLogException(out, exception);
    }
}

// ---- JSON

static void appendMember(std::string& out, const char* key, std::string_view value) {
    if (!value.empty()) {
        out.append(",\"").append(key).append("\":");
        appendJsonString(out, value);
    }
}

static void appendJsonTime(std::string& out, LogClock& clock) {
    out.append("{\"time\":\"").append(clock.dateTime());
    out[out.size() - 9] = 'T';
    appendMilliseconds(out, clock);
    out.append(clock.offset()).append("\",\"level\":\"");
}

static void appendWebJson(std::string& out, HttpJob& job) {
    WebTrace web(job);
    out.append(",\"web\":{\"uri\":");
    appendJsonString(out, web.uri);
    appendMember(out, "query", web.query);
    appendMember(out, "refer", web.referer);
    appendMember(out, "ip", web.address);
    out.append("}");
}

void RecordFormat::writeJson(LogScratch& scratch, const LogRecord& record, LogClock& clock) const {
    std::string& out = scratch.line;
    appendJsonTime(out, clock);
    out.append(psrName(record.severity)).append("\"");
    appendMember(out, "app", app);
    appendMember(out, "module", module);
    appendMember(out, "request_id",
                 record.request ? std::string_view(record.request->requestId()) : std::string_view());
    bool isArray = Z_TYPE_P(record.message) == IS_ARRAY;
    if (!isArray) {
        out.append(",\"message\":");
        std::size_t from = out.size();
        appendMessage(scratch, record);
        quoteTail(out, from);
    }
    Members members(out, ",\"context\":{");
    if (isArray) {
        members.add(Z_ARR_P(record.message), {}, true);
    }
    if (record.context) {
        members.add(record.context, {}, true);
    }
    members.close();
    if (record.hasWebTrace && record.request) {
        appendWebJson(out, *record.request);
    }
    if (const Caller* caller = record.caller) {
        std::string name;
        appendName(name, *caller);
        out.append(",\"file\":");
        appendJsonString(out, caller->file ? view(caller->file) : std::string_view());
        out.append(",\"line\":").append(std::to_string(caller->line));
        appendMember(out, "function", name);
    }
    out.append("}");
}

// ----

void RecordFormat::write(LogScratch& scratch, const LogRecord& record, LogClock& clock) const {
    switch (style) {
    case LineStyle::Aha: writeAha(scratch, record, clock); break;
    case LineStyle::Line: writeLine(scratch, record, clock); break;
    case LineStyle::Json: writeJson(scratch, record, clock); break;
    }
}

void RecordFormat::writePub(std::string& out, HashTable* record, LogClock& clock) const {
    out.append("app=").append(app);
    zend_ulong index;
    zend_string* key;
    zval* value;
    ZEND_HASH_FOREACH_KEY_VAL(record, index, key, value) {
        if (EG(exception)) {
            return;
        }
        out.append("||");
        appendKey(out, key, index);
        out.append("=");
        std::size_t from = out.size();
        appendLogText(out, value);
        for (std::size_t bar = out.find('|', from); bar != std::string::npos; bar = out.find('|', bar + 2)) {
            out.insert(bar, 1, '\\');
        }
    }
    ZEND_HASH_FOREACH_END();
    out.append("||write_time=").append(clock.dateTime());
}

std::string RecordFormat::dropped(std::uint64_t count, LogClock& clock) const {
    clock.tick();
    std::string text = std::to_string(count) + (count == 1 ? " record was dropped" : " records were dropped");
    std::string out;
    switch (style) {
    case LineStyle::Aha:
        out.append("[WARNING]write_time=").append(clock.dateTime()).append(" ").append(text);
        break;
    case LineStyle::Line:
        out.append(clock.dateTime());
        appendMilliseconds(out, clock);
        out.append(" WARNING ").append(text);
        break;
    case LineStyle::Json:
        appendJsonTime(out, clock);
        out.append("warning\",\"message\":");
        appendJsonString(out, text);
        out.append(",\"context\":{\"dropped\":").append(std::to_string(count)).append("}}");
        break;
    }
    return out;
}

} // namespace aha::php
