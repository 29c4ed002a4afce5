#include "php/mvc/group_definitions.h"

#include "php/error.h"

namespace aha::php {

GroupDefinitions::GroupDefinitions() {
    for (Value* value : {&groups, &rules, &types}) {
        ZVAL_EMPTY_ARRAY(value->get());
    }
}

void GroupDefinitions::visit(Gc& gc) {
    gc.add(groups);
    gc.add(types);
}

bool isRegexPattern(std::string_view pattern) {
    return !pattern.empty() && (pattern.front() == '#' || pattern.front() == '~');
}

// By PHP's own function, so that patterns mean what they mean there. -1: EG(exception), it is none.
static zend_long pregMatch(std::string_view pattern, std::string_view subject) {
    auto* function =
        static_cast<zend_function*>(zend_hash_str_find_ptr(CG(function_table), ZEND_STRL("preg_match")));
    zval arguments[2], result;
    ZVAL_STRINGL(&arguments[0], pattern.data(), pattern.size());
    ZVAL_STRINGL(&arguments[1], subject.data(), subject.size());
    ZVAL_UNDEF(&result);
    zend_error_handling former;
    zend_replace_error_handling(EH_THROW, exceptions.config, &former);
    zend_call_known_function(function, nullptr, nullptr, &result, 2, arguments, nullptr);
    zend_restore_error_handling(&former);
    zval_ptr_dtor(&arguments[0]);
    zval_ptr_dtor(&arguments[1]);
    return EG(exception) || Z_TYPE(result) != IS_LONG ? -1 : Z_LVAL(result);
}

bool GroupDefinitions::refuse(const char* text, zend_string* name) {
    if (!EG(exception)) {
        throwException(exceptions.config, "\"%s\": %s", name ? ZSTR_VAL(name) : "?", text);
    }
    return false;
}

static bool isMember(zval* value) {
    return Z_TYPE_P(value) == IS_OBJECT || (Z_TYPE_P(value) == IS_STRING && Z_STRLEN_P(value) > 0);
}

// Calls `add` with each of a list, or with the one that it is.
template <typename Add> static bool eachOf(zval* given, Add add) {
    ZVAL_DEREF(given);
    if (Z_TYPE_P(given) != IS_ARRAY) {
        return add(given);
    }
    zval* one;
    ZEND_HASH_FOREACH_VAL(Z_ARR_P(given), one) {
        ZVAL_DEREF(one);
        if (!add(one)) {
            return false;
        }
    }
    ZEND_HASH_FOREACH_END();
    return true;
}

bool GroupDefinitions::addGroup(zend_string* name, zval* members) {
    const bool ok = eachOf(members, [](zval* one) { return isMember(one); });
    if (!ok || ZSTR_LEN(name) == 0) {
        return refuse("a group has a name, and classes, objects or closures", name);
    }
    SEPARATE_ARRAY(groups.get());
    zval* list = zend_symtable_find(Z_ARR_P(groups.get()), name);
    if (!list) {
        zval empty;
        array_init(&empty);
        list = zend_symtable_update(Z_ARR_P(groups.get()), name, &empty);
    }
    SEPARATE_ARRAY(list);
    return eachOf(members, [list](zval* one) {
        Z_TRY_ADDREF_P(one);
        add_next_index_zval(list, one);
        return true;
    });
}

bool GroupDefinitions::addRule(zend_string* pattern, zval* names) {
    if (ZSTR_LEN(pattern) == 0 || ZSTR_LEN(pattern) > mvc::GroupTable::kMaxPattern) {
        throwException(exceptions.config, "A pattern has 1 to %zu bytes", mvc::GroupTable::kMaxPattern);
        return false;
    }
    if (!eachOf(names, [](zval* one) { return Z_TYPE_P(one) == IS_STRING; })) {
        return refuse("a pattern is followed by the name of a group, or by a list of names", pattern);
    }
    if (isRegexPattern(view(pattern)) && pregMatch(view(pattern), "") < 0) {
        return refuse("it is no regular expression", pattern);
    }
    zval rule, text, list;
    array_init(&rule);
    array_init(&list);
    ZVAL_STR_COPY(&text, pattern);
    add_next_index_zval(&rule, &text);
    eachOf(names, [&list](zval* one) {
        Z_TRY_ADDREF_P(one);
        add_next_index_zval(&list, one);
        return true;
    });
    add_next_index_zval(&rule, &list);
    SEPARATE_ARRAY(rules.get());
    add_next_index_zval(rules.get(), &rule);
    return true;
}

bool GroupDefinitions::addType(zend_string* type, zval* handlers) {
    if (ZSTR_LEN(type) == 0 || !eachOf(handlers, [](zval* one) { return isMember(one); })) {
        return refuse("a type has classes, objects or closures as its handlers", type);
    }
    SEPARATE_ARRAY(types.get());
    return eachOf(handlers, [this, type](zval* one) {
        zval pair, name;
        array_init(&pair);
        ZVAL_STR_COPY(&name, type);
        add_next_index_zval(&pair, &name);
        Z_TRY_ADDREF_P(one);
        add_next_index_zval(&pair, one);
        add_next_index_zval(types.get(), &pair);
        return true;
    });
}

bool GroupDefinitions::addMatches(zval* given) {
    zend_string* pattern;
    zval* value;
    ZEND_HASH_FOREACH_STR_KEY_VAL(Z_ARR_P(given), pattern, value) {
        ZVAL_DEREF(value);
        if (pattern) {
            if (!addRule(pattern, value)) {
                return false;
            }
            continue;
        }
        const bool isPair = Z_TYPE_P(value) == IS_ARRAY && zend_hash_num_elements(Z_ARR_P(value)) == 2;
        zval* text = isPair ? zend_hash_index_find_deref(Z_ARR_P(value), 0) : nullptr;
        zval* names = isPair ? zend_hash_index_find_deref(Z_ARR_P(value), 1) : nullptr;
        if (!text || !names || Z_TYPE_P(text) != IS_STRING) {
            throwException(exceptions.config,
                           "\"match\" is a list of [pattern, groups], or pattern => groups");
            return false;
        }
        if (!addRule(Z_STR_P(text), names)) {
            return false;
        }
    }
    ZEND_HASH_FOREACH_END();
    return true;
}

bool GroupDefinitions::configure(OptionReader& options, bool hasTypes) {
    for (const char* section : {"group", "match", "type"}) {
        const bool isType = section[0] == 't';
        zval* given = isType && !hasTypes ? nullptr : options.any(section);
        if (!given) {
            continue;
        }
        if (Z_TYPE_P(given) != IS_ARRAY) {
            options.refuse(section, "an array", given);
            return false;
        }
        if (section[0] == 'm') {
            if (!addMatches(given)) {
                return false;
            }
            continue;
        }
        zend_string* name;
        zval* value;
        ZEND_HASH_FOREACH_STR_KEY_VAL(Z_ARR_P(given), name, value) {
            if (!name) {
                return refuse("each entry has a name", nullptr);
            }
            if (isType ? !addType(name, value) : !addGroup(name, value)) {
                return false;
            }
        }
        ZEND_HASH_FOREACH_END();
    }
    return !options.failed();
}

static std::string_view withoutRoot(zend_string* name) {
    std::string_view text = view(name);
    text.remove_prefix(!text.empty() && text.front() == '\\');
    return text;
}

static bool isSameClass(zend_string* one, zend_string* other) {
    const std::string_view a = withoutRoot(one), b = withoutRoot(other);
    return zend_binary_strcasecmp(a.data(), a.size(), b.data(), b.size()) == 0;
}

std::uint32_t GroupSet::numberOf(zval* member) {
    for (std::uint32_t i = 0; i < members_.size(); ++i) {
        zval* known = members_[i]->get();
        const bool same = Z_TYPE_P(known) == IS_STRING
                              ? Z_TYPE_P(member) == IS_STRING && isSameClass(Z_STR_P(known), Z_STR_P(member))
                              : Z_TYPE_P(member) == IS_OBJECT && Z_OBJ_P(known) == Z_OBJ_P(member);
        if (same) {
            return i;
        }
    }
    members_.push_back(std::make_unique<Value>());
    members_.back()->copyFrom(member);
    names_.push_back(current_);
    return static_cast<std::uint32_t>(members_.size() - 1);
}

bool GroupSet::add(GroupDefinitions& definitions) {
    zend_ulong index;
    zend_string* key;
    zval* value;
    ZEND_HASH_FOREACH_KEY_VAL(Z_ARR_P(definitions.groups.get()), index, key, value) {
        current_ = key ? std::string(view(key)) : std::to_string(index);
        table_.addGroup(current_);
        zval* member;
        ZEND_HASH_FOREACH_VAL(Z_ARR_P(value), member) { table_.addMember(current_, numberOf(member)); }
        ZEND_HASH_FOREACH_END();
    }
    ZEND_HASH_FOREACH_END();
    ZEND_HASH_FOREACH_VAL(Z_ARR_P(definitions.rules.get()), value) {
        const std::string_view pattern = view(Z_STR_P(zend_hash_index_find(Z_ARR_P(value), 0)));
        std::vector<std::string> names;
        zval* name;
        ZEND_HASH_FOREACH_VAL(Z_ARR_P(zend_hash_index_find(Z_ARR_P(value), 1)), name) {
            names.emplace_back(view(Z_STR_P(name)));
        }
        ZEND_HASH_FOREACH_END();
        auto added = table_.addRule(pattern, names, isRegexPattern(pattern));
        if (!added) {
            throwError(added.error());
            return false;
        }
    }
    ZEND_HASH_FOREACH_END();
    return true;
}

bool GroupSet::check(const char* what) {
    auto checked = table_.check();
    if (checked) {
        return true;
    }
    throwException(exceptions.config, "%s: %s", what, checked.error().message.c_str());
    return false;
}

void GroupSet::visit(Gc& gc) {
    for (auto& member : members_) {
        gc.add(*member);
    }
}

bool GroupSet::matches(std::uint32_t rule, std::string_view route) {
    const zend_long found = pregMatch(table_.patternOf(rule), route);
    if (found < 0) { // the route is no UTF-8, or the limit of backtracking is reached
        zend_clear_exception();
    }
    return found > 0;
}

} // namespace aha::php
