#pragma once

#include "core/mvc/group_table.h"
#include "php/class.h"
#include "php/options.h"

#include <memory>
#include <string>
#include <vector>

namespace aha::php {

// What group(), match() and on() were given, by code or by a file: PHP arrays, so that nothing of it is
// looked at before the application is run. Owned by a Middleware or ExceptionHandlers object, or by a plan.
class GroupDefinitions {
public:
    GroupDefinitions();
    void visit(Gc& gc);

    // Each: false, ConfigException was thrown.
    bool addGroup(zend_string* name, zval* members);
    bool addRule(zend_string* pattern, zval* groups);
    bool addType(zend_string* type, zval* handlers);
    bool configure(OptionReader& options, bool hasTypes); // not finished: the caller does it

    Value groups; // name => list of members
    Value rules;  // list of [pattern, list of names]
    Value types;  // list of [class, member]

private:
    bool addMatches(zval* given);
    bool refuse(const char* text, zend_string* name);
};

// The same, made ready: numbered members, and rules that give them. Owned by a plan.
class GroupSet final : public mvc::PatternMatcher {
public:
    static constexpr std::uint32_t kNone = mvc::GroupTable::kNone;

    // Those that come first win. False: ConfigException was thrown.
    bool add(GroupDefinitions& definitions);
    bool check(const char* what); // every group is there

    std::uint32_t ruleFor(std::string_view route) { return table_.ruleFor(route, this); }
    std::vector<std::uint32_t> membersOf(std::uint32_t rule) const { return table_.membersOf(rule); }
    // The number of a member: the same class or object has the same.
    std::uint32_t numberOf(zval* member);
    std::vector<std::unique_ptr<Value>>& members() { return members_; }
    const std::string& groupOf(std::uint32_t member) const {
        return names_[member];
    } // where it was seen first
    void visit(Gc& gc);

    bool matches(std::uint32_t rule, std::string_view route) override;

private:
    mvc::GroupTable table_;
    std::vector<std::unique_ptr<Value>> members_;
    std::vector<std::string> names_;
    std::string current_; // the group that is being read
};

// "#…#i": the first character says so.
bool isRegexPattern(std::string_view pattern);

} // namespace aha::php
