#include "core/proto/resp/resp_reply.h"

namespace aha::resp {

std::size_t Reply::after(std::size_t at) const {
    for (std::size_t open = 1; open > 0; ++at) {
        open += (isAggregate(nodes_[at].type) ? nodes_[at].size : 0) - 1;
    }
    return at;
}

void Reply::addText(Type type, std::string_view text) {
    Node node{type, text.size(), {bytes_.size()}};
    bytes_.append(text);
    nodes_.add(node);
}

void Reply::addInteger(Type type, std::int64_t value) {
    Node node{type, 0, {0}};
    node.integer = value;
    nodes_.add(node);
}

void Reply::addNumber(double value) {
    Node node{Type::Double, 0, {0}};
    node.number = value;
    nodes_.add(node);
}

void Reply::addNil() { nodes_.add(Node{Type::Nil, 0, {0}}); }

void Reply::addAggregate(Type type, std::size_t elements) { nodes_.add(Node{type, elements, {0}}); }

void Reply::clear() {
    nodes_.clear();
    bytes_.clear();
}

std::string_view errorCode(std::string_view error) { return error.substr(0, error.find(' ')); }

} // namespace aha::resp
