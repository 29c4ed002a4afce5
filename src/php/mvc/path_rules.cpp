#include "php/mvc/path_rules.h"

#include "php/error.h"

namespace aha::php {

static constexpr std::size_t kMaxRules = 1000; // of each kind: they are tried one after the other

static void setText(Value& value, std::string_view text) {
    value.reset();
    ZVAL_STRINGL(value.get(), text.data(), text.size());
}

// PHP's own function: what the C interface of PCRE looks like differs between versions.
static void callPcre(const char* name, zval* result, std::uint32_t count, zval* arguments) {
    auto* function =
        static_cast<zend_function*>(zend_hash_str_find_ptr(CG(function_table), name, strlen(name)));
    ZVAL_UNDEF(result);
    zend_call_known_function(function, nullptr, nullptr, result, count, arguments, nullptr);
}

// Whether it compiles; PCRE's own warning says what is wrong with it.
static bool checkRegex(Value& regex, std::string_view shown) {
    zval arguments[2], result;
    ZVAL_COPY(&arguments[0], regex.get());
    ZVAL_EMPTY_STRING(&arguments[1]);
    callPcre("preg_match", &result, 2, arguments);
    const bool works = Z_TYPE(result) == IS_LONG;
    zval_ptr_dtor(&arguments[0]);
    zval_ptr_dtor(&result);
    if (!works && !EG(exception)) {
        throwException(exceptions.config, "\"%.*s\" is no regular expression", static_cast<int>(shown.size()),
                       shown.data());
    }
    return works;
}

static bool tooMany(std::size_t count) {
    if (count < kMaxRules) {
        return false;
    }
    throwException(exceptions.config, "More than %zu URL rules or rewrites", kMaxRules);
    return true;
}

bool PathRules::addRule(std::string_view pattern, std::string_view target) {
    if (tooMany(rules_.size())) {
        return false;
    }
    Result<mvc::UrlRule> compiled = mvc::UrlRule::compile(pattern, target);
    if (!compiled && compiled.error().code != Errc::Unsupported) {
        throwError(compiled.error());
        return false;
    }
    PathRule rule;
    rule.pattern = pattern;
    if (compiled) {
        rule.compiled = compiled.take();
        rules_.push_back(std::move(rule));
        return true;
    }
    // No byte of a path is the delimiter; D: "$" is the very end.
    setText(rule.regex, "\x01" + mvc::regexOfRule(pattern, rule.names) + "\x01iD");
    Result<mvc::RuleTarget> parsed = mvc::RuleTarget::parse(target, rule.names);
    if (!parsed) {
        throwException(exceptions.config, "URL rule \"%s\": %s", rule.pattern.c_str(),
                       parsed.error().message.c_str());
        return false;
    }
    rule.target = parsed.take();
    if (!checkRegex(rule.regex, pattern)) {
        return false;
    }
    rules_.push_back(std::move(rule));
    return true;
}

bool PathRules::addRewrite(std::string_view regex, std::string_view replacement) {
    if (tooMany(rewrites_.size())) {
        return false;
    }
    Rewrite rewrite;
    setText(rewrite.regex, regex);
    setText(rewrite.replacement, replacement);
    if (!checkRegex(rewrite.regex, regex)) {
        return false;
    }
    rewrites_.push_back(std::move(rewrite));
    return true;
}

bool PathRules::rewrite(std::string_view& path, PathScratch& scratch) const {
    for (const Rewrite& each : rewrites_) {
        zval arguments[5], result;
        ZVAL_COPY(&arguments[0], const_cast<Value&>(each.regex).get());
        ZVAL_COPY(&arguments[1], const_cast<Value&>(each.replacement).get());
        ZVAL_STRINGL(&arguments[2], path.data(), path.size());
        ZVAL_LONG(&arguments[3], 1);
        ZVAL_NEW_EMPTY_REF(&arguments[4]);
        ZVAL_LONG(Z_REFVAL(arguments[4]), 0);
        callPcre("preg_replace", &result, 5, arguments);
        const bool hit = Z_TYPE(result) == IS_STRING && zval_get_long(&arguments[4]) > 0;
        if (hit) {
            scratch.path = view(Z_STR(result));
            path = scratch.path;
        }
        for (zval& argument : arguments) {
            zval_ptr_dtor(&argument);
        }
        zval_ptr_dtor(&result);
        if (EG(exception)) {
            return false;
        }
        if (hit) {
            break;
        }
    }
    return true;
}

bool PathRules::applyRegex(const PathRule& rule, std::string_view path, PathScratch& scratch) const {
    zval arguments[3], result;
    ZVAL_COPY(&arguments[0], const_cast<Value&>(rule.regex).get());
    ZVAL_STRINGL(&arguments[1], path.data(), path.size());
    ZVAL_NEW_EMPTY_REF(&arguments[2]);
    ZVAL_NULL(Z_REFVAL(arguments[2]));
    callPcre("preg_match", &result, 3, arguments);
    zval* matches = Z_REFVAL(arguments[2]);
    const bool hit = Z_TYPE(result) == IS_LONG && Z_LVAL(result) == 1 && Z_TYPE_P(matches) == IS_ARRAY;
    if (hit) {
        std::vector<std::string_view> captures;
        for (const std::string& name : rule.names) {
            zval* capture = zend_hash_str_find(Z_ARR_P(matches), name.data(), name.size());
            const bool text =
                capture && Z_TYPE_P(capture) == IS_STRING; // one in an optional group may be absent
            captures.push_back(text ? view(Z_STR_P(capture)) : std::string_view());
        }
        rule.target.write(captures, scratch.rewritten);
    }
    for (zval& argument : arguments) {
        zval_ptr_dtor(&argument);
    }
    zval_ptr_dtor(&result);
    return hit;
}

const PathRule* PathRules::apply(std::string_view path, PathScratch& scratch) const {
    if (path.size() > mvc::kMaxRulePathBytes) {
        return nullptr;
    }
    for (const PathRule& rule : rules_) {
        const bool hit =
            rule.compiled ? rule.compiled->apply(path, scratch.rewritten) : applyRegex(rule, path, scratch);
        if (hit) {
            return &rule;
        }
        if (EG(exception)) {
            return nullptr;
        }
    }
    return nullptr;
}

} // namespace aha::php
