#pragma once

#include "core/base/few.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace aha::resp {

enum class Type : std::uint8_t {
    Nil,
    Status, // +OK
    Error,  // "CODE text"; the only type that means failure
    Integer,
    String,
    Array,
    Double, // from here on RESP3 only
    Bool,
    BigNumber, // its digits as text
    Verbatim,  // the text without its format
    Map,       // size() is that of keys and values together
    Set,
    Push, // out of band; never an answer to a command
};

constexpr bool isAggregate(Type type) {
    return type == Type::Array || type == Type::Map || type == Type::Set || type == Type::Push;
}

// One reply: a tree, kept as a list in which an aggregate stands before its elements. A value; moves cheaply.
// Position 0 is the reply itself.
class Reply {
public:
    Type type(std::size_t at = 0) const { return nodes_[at].type; }
    std::string_view text(std::size_t at = 0) const {
        return std::string_view(bytes_).substr(nodes_[at].offset, nodes_[at].size);
    }
    std::int64_t integer(std::size_t at = 0) const { return nodes_[at].integer; } // of Integer and Bool
    double number(std::size_t at = 0) const { return nodes_[at].number; }
    std::size_t size(std::size_t at = 0) const { return nodes_[at].size; } // elements of an aggregate
    std::size_t after(std::size_t at) const;                               // behind all its elements
    bool isEmpty() const { return nodes_.empty(); }                        // no reply at all
    bool isError() const { return !nodes_.empty() && nodes_[0].type == Type::Error; }
    std::size_t nodes() const { return nodes_.size(); }
    std::size_t bytes() const { return bytes_.size(); }

    // For readers and tests: an aggregate is followed by as many elements as it says.
    void addText(Type type, std::string_view text);
    void addInteger(Type type, std::int64_t value);
    void addNumber(double value);
    void addNil();
    void addAggregate(Type type, std::size_t elements);
    void clear();

private:
    struct Node {
        Type type;
        std::size_t size = 0; // bytes of text, elements of an aggregate
        union {
            std::size_t offset; // of text
            std::int64_t integer;
            double number;
        };
    };
    Few<Node> nodes_;   // most replies have one
    std::string bytes_; // all texts
};

// The first word of an error: "WRONGTYPE".
std::string_view errorCode(std::string_view error);

} // namespace aha::resp
