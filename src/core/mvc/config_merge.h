#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace aha::mvc {

inline constexpr unsigned kMaxConfigDepth = 64; // arrays in each other that are merged

// What a value of a configuration is. Null is a Plain one: it is there. An array without entries is a Map.
enum class ConfigKind : std::uint8_t { Plain, List, Map };

// How layers of a configuration are laid over each other, and how paths are found in it. Works on the values
// where they are, through `Tree`, which has these static members:
//   Node                      refers to one value in a tree, a pointer; null: there is none
//   Key                       of an entry, as each() gives it
//   Owned                     a value of our own, Owned(node) is a copy; node(), and it frees itself
//   kind(node), own(node)     own: makes the value, and a map's entries, ours to change
//   replace(node, with), swap(node, owned), makeMap(node)
//   find(map, key), add(map, key, value)   by Key or by std::string_view; add: a copy, or null without value;
//                                          returns the new entry
//   remove(map, name)
//   each(map, visit)          visit(key, node) in order, until it says false; what it said
// Functions return false when arrays are nested too deeply; what was done until then stays.
template <class Tree> struct ConfigMerge {
    using Node = typename Tree::Node;
    using Key = typename Tree::Key;
    using Owned = typename Tree::Owned;

    static constexpr std::string_view kCommon = "common";

    // Lays `overlay` over `base`: maps are merged key by key, everything else is replaced, lists too.
    static bool merge(Node base, Node overlay, unsigned depth = 0) {
        if (depth >= kMaxConfigDepth) {
            return false;
        }
        if (Tree::kind(base) != ConfigKind::Map || Tree::kind(overlay) != ConfigKind::Map) {
            Tree::replace(base, overlay);
            return true;
        }
        Tree::own(base);
        return Tree::each(overlay, [base, depth](Key key, Node value) {
            if (Node known = Tree::find(base, key)) {
                return merge(known, value, depth + 1);
            }
            Tree::add(base, key, value);
            return true;
        });
    }

    // In each map that has a map "common": it is laid under its siblings that are maps, and taken out.
    static bool spread(Node values, unsigned depth = 0) {
        if (depth >= kMaxConfigDepth) {
            return false;
        }
        Tree::own(values);
        Node found = Tree::find(values, kCommon);
        if (!found || Tree::kind(found) != ConfigKind::Map) {
            return spreadEach(values, nullptr, depth);
        }
        Owned common(found);
        Tree::remove(values, kCommon);
        return spreadEach(values, common.node(), depth);
    }

    // By the whole path as a key, else by the part before its first dot. Null: missing.
    static Node find(Node values, std::string_view path) {
        for (;;) {
            if (Tree::kind(values) == ConfigKind::Plain) {
                return nullptr;
            }
            if (Node found = Tree::find(values, path)) {
                return found;
            }
            const std::size_t dot = path.find('.');
            if (dot == std::string_view::npos) {
                return nullptr;
            }
            values = Tree::find(values, path.substr(0, dot));
            if (!values) {
                return nullptr;
            }
            path.remove_prefix(dot + 1);
        }
    }

    // Merges the value into what is at the path, and makes the maps on the way, also in place of plain
    // values.
    static bool set(Node values, std::string_view path, Node value) {
        for (unsigned depth = 0; depth < kMaxConfigDepth; ++depth) {
            if (Tree::kind(values) == ConfigKind::Plain) {
                Tree::makeMap(values);
            }
            Tree::own(values);
            const std::size_t dot = path.find('.');
            const bool isLast = dot == std::string_view::npos || Tree::find(values, path);
            const std::string_view part = isLast ? path : path.substr(0, dot);
            Node next = Tree::find(values, part);
            if (!next) {
                next = Tree::add(values, part, nullptr);
            }
            if (isLast) {
                return merge(next, value, depth);
            }
            values = next;
            path.remove_prefix(dot + 1);
        }
        return false;
    }

private:
    static bool spreadEach(Node values, Node common, unsigned depth) {
        return Tree::each(values, [common, depth](Key, Node value) {
            if (Tree::kind(value) != ConfigKind::Map) {
                return true;
            }
            return (!common || layUnder(value, common, depth)) && spread(value, depth + 1);
        });
    }

    static bool layUnder(Node value, Node common, unsigned depth) {
        Owned merged(common);
        if (!merge(merged.node(), value, depth)) {
            return false;
        }
        Tree::swap(value, merged);
        return true;
    }
};

} // namespace aha::mvc
