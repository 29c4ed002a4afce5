#include "core/mvc/config_merge.h"

#include "core/mvc/config_layers.h"

#include <algorithm>
#include <cctype>
#include <gtest/gtest.h>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace aha::mvc {

// A configuration as PHP has it: arrays with keys in order, and plain values, which are their text here.
struct Config {
    bool isArray = false;
    std::string text = "null";
    std::vector<std::pair<std::string, std::unique_ptr<Config>>> entries;

    Config() = default;
    Config(const Config& other) { *this = other; }
    Config& operator=(const Config& other) {
        if (this != &other) {
            isArray = other.isArray;
            text = other.text;
            std::vector<std::pair<std::string, std::unique_ptr<Config>>> copies;
            for (const auto& [key, value] : other.entries) {
                copies.emplace_back(key, std::make_unique<Config>(*value));
            }
            entries = std::move(copies);
        }
        return *this;
    }
    Config* find(std::string_view key) {
        for (auto& [known, value] : entries) {
            if (known == key) {
                return value.get();
            }
        }
        return nullptr;
    }
    Config* add(std::string_view key, const Config& value) {
        return entries.emplace_back(std::string(key), std::make_unique<Config>(value)).second.get();
    }
    bool isList() const {
        for (std::size_t i = 0; i < entries.size(); ++i) {
            if (entries[i].first != std::to_string(i)) {
                return false;
            }
        }
        return !entries.empty();
    }
    std::string toText() const {
        if (!isArray) {
            return text;
        }
        const bool list = isList();
        std::string out;
        for (const auto& [key, value] : entries) {
            out += (out.empty() ? "" : " ") + (list ? "" : key + ":") + value->toText();
        }
        return (list ? "[" : "{") + out + (list ? "]" : "}");
    }
};

// Reads what toText() writes: {a:1 b:{} c:[1 2]}
class Reader {
public:
    static Config read(std::string_view text) {
        Reader reader(text);
        Config config = reader.value();
        EXPECT_EQ(reader.at_, text.size()) << text;
        return config;
    }

private:
    explicit Reader(std::string_view text) : text_(text) {}
    std::string word() {
        const std::size_t begin = at_;
        while (at_ < text_.size() && std::string_view(" :{}[]").find(text_[at_]) == std::string_view::npos) {
            ++at_;
        }
        return std::string(text_.substr(begin, at_ - begin));
    }
    Config value() {
        Config config;
        const char open = at_ < text_.size() ? text_[at_] : ' ';
        if (open != '{' && open != '[') {
            config.text = word();
            return config;
        }
        config.isArray = true;
        ++at_;
        while (at_ < text_.size() && text_[at_] != '}' && text_[at_] != ']') {
            if (text_[at_] == ' ') {
                ++at_;
                continue;
            }
            std::string key = std::to_string(config.entries.size());
            if (open == '{') {
                key = word();
                ++at_; // the colon
            }
            config.add(key, value());
        }
        ++at_;
        return config;
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

struct ConfigTree {
    using Node = Config*;
    using Key = std::string_view;
    class Owned {
    public:
        explicit Owned(Config* value) : value_(*value) {}
        Config* node() { return &value_; }

    private:
        Config value_;
    };
    static ConfigKind kind(Config* node) {
        if (!node->isArray) {
            return ConfigKind::Plain;
        }
        return node->isList() ? ConfigKind::List : ConfigKind::Map;
    }
    static void own(Config*) {}
    static void replace(Config* node, Config* with) { *node = Config(*with); }
    static void swap(Config* node, Owned& owned) { std::swap(*node, *owned.node()); }
    static void makeMap(Config* node) {
        *node = Config();
        node->isArray = true;
    }
    static Config* find(Config* map, std::string_view key) { return map->find(key); }
    static Config* add(Config* map, std::string_view key, Config* value) {
        return map->add(key, value ? *value : Config());
    }
    static void remove(Config* map, std::string_view key) {
        std::erase_if(map->entries, [key](const auto& entry) { return entry.first == key; });
    }
    template <class Visit> static bool each(Config* map, Visit visit) {
        for (auto& [key, value] : map->entries) {
            if (!visit(std::string_view(key), value.get())) {
                return false;
            }
        }
        return true;
    }
};

using Merge = ConfigMerge<ConfigTree>;

struct MergeCase {
    const char* what;
    const char* base;
    const char* overlay;
    const char* result;
};

static const MergeCase kMerges[] = {
    {"maps by key", "{a:1 b:2}", "{b:3 c:4}", "{a:1 b:3 c:4}"},
    {"maps in maps", "{a:{x:1 y:{p:1}} b:2}", "{a:{y:{q:2} z:3}}", "{a:{x:1 y:{p:1 q:2} z:3} b:2}"},
    {"lists are replaced, also by shorter ones", "{a:[1 2 3]}", "{a:[4]}", "{a:[4]}"},
    {"lists of maps, too", "{a:[{x:1} {y:2}]}", "{a:[{z:3}]}", "{a:[{z:3}]}"},
    {"a map over a list", "{a:[1 2]}", "{a:{x:1}}", "{a:{x:1}}"},
    {"a list over a map", "{a:{x:1}}", "{a:[1 2]}", "{a:[1 2]}"},
    {"numbers that do not count from 0 are keys", "{5:a 7:b}", "{7:c 9:d}", "{5:a 7:c 9:d}"},
    {"a plain value over a map", "{a:{x:1}}", "{a:off}", "{a:off}"},
    {"a map over a plain value", "{a:off}", "{a:{x:1}}", "{a:{x:1}}"},
    {"null is a value: it replaces", "{a:{x:1} b:2}", "{a:null b:null}", "{a:null b:null}"},
    {"null is a value: it is replaced", "{a:null}", "{a:{x:1}}", "{a:{x:1}}"},
    {"an empty array is a map: nothing is taken away", "{a:{x:1}}", "{a:{}}", "{a:{x:1}}"},
    {"an empty array is filled", "{a:{}}", "{a:{x:1}}", "{a:{x:1}}"},
    {"an empty array over a list empties it", "{a:[1 2]}", "{a:{}}", "{a:{}}"},
    {"an empty overlay", "{a:1}", "{}", "{a:1}"},
    {"an empty base", "{}", "{a:{b:1}}", "{a:{b:1}}"},
    {"the order is that of the base, then what is new", "{c:1 a:2}", "{b:3 a:4 c:5}", "{c:5 a:4 b:3}"},
    {"`common` means nothing here", "{common:{x:1} a:{y:1}}", "{a:{x:2}}", "{common:{x:1} a:{y:1 x:2}}"},
};

TEST(ConfigMerge, LaysOver) {
    for (const MergeCase& one : kMerges) {
        Config base = Reader::read(one.base);
        Config overlay = Reader::read(one.overlay);
        EXPECT_TRUE(Merge::merge(&base, &overlay));
        EXPECT_EQ(base.toText(), one.result) << one.what;
        EXPECT_EQ(overlay.toText(), one.overlay) << "the overlay is left: " << one.what;
    }
}

TEST(ConfigMerge, LayingTheSameOverAgainChangesNothing) {
    for (const MergeCase& one : kMerges) {
        Config base = Reader::read(one.result);
        Config overlay = Reader::read(one.overlay);
        EXPECT_TRUE(Merge::merge(&base, &overlay));
        EXPECT_EQ(base.toText(), one.result) << one.what;
    }
}

struct SpreadCase {
    const char* what;
    const char* given;
    const char* result;
};

static const SpreadCase kSpreads[] = {
    {"under each sibling", "{common:{p:1} a:{x:1} b:{p:2}}", "{a:{p:1 x:1} b:{p:2}}"},
    {"wherever it stands", "{a:{x:1} common:{p:1}}", "{a:{p:1 x:1}}"},
    {"maps in it are merged", "{common:{pool:{max:5}} a:{pool:{min:1}}}", "{a:{pool:{max:5 min:1}}}"},
    {"siblings that are no maps are left", "{common:{p:1} a:1 b:[1 2] c:null d:{}}",
     "{a:1 b:[1 2] c:null d:{p:1}}"},
    {"no map: an entry as any other", "{common:off a:{x:1}}", "{common:off a:{x:1}}"},
    {"a list: an entry as any other", "{common:[1] a:{x:1}}", "{common:[1] a:{x:1}}"},
    {"null: an entry as any other", "{common:null a:{x:1}}", "{common:null a:{x:1}}"},
    {"an empty one is taken out", "{common:{} a:{x:1}}", "{a:{x:1}}"},
    {"at each depth", "{a:{common:{p:1} b:{x:1}}}", "{a:{b:{p:1 x:1}}}"},
    {"one in another", "{common:{common:{deep:1} x:{y:1}} one:{z:{q:1}} two:2}",
     "{one:{x:{deep:1 y:1} z:{deep:1 q:1}} two:2}"},
    {"not below lists", "{a:[{common:{p:1} b:{x:1}}]}", "{a:[{common:{p:1} b:{x:1}}]}"},
    {"nothing else", "{common:{p:1}}", "{}"},
};

TEST(ConfigMerge, SpreadsWhatIsCommon) {
    for (const SpreadCase& one : kSpreads) {
        Config values = Reader::read(one.given);
        EXPECT_TRUE(Merge::spread(&values));
        EXPECT_EQ(values.toText(), one.result) << one.what;
    }
}

static std::string found(std::string_view values, std::string_view path) {
    Config config = Reader::read(values);
    Config* value = Merge::find(&config, path);
    return value ? value->toText() : "missing";
}

TEST(ConfigMerge, NullIsNotMissing) {
    EXPECT_EQ(found("{a:null}", "a"), "null");
    EXPECT_EQ(found("{a:null}", "b"), "missing");
    EXPECT_EQ(found("{a:null}", "a.b"), "missing") << "nothing is below null";
    EXPECT_EQ(found("{a:{b:null}}", "a.b"), "null");
}

TEST(ConfigMerge, FindsByPath) {
    EXPECT_EQ(found("{a:{b:{c:1}}}", "a.b.c"), "1");
    EXPECT_EQ(found("{a:{b:{c:1}}}", "a.b"), "{c:1}");
    EXPECT_EQ(found("{a:{b:{c:1}}}", "a.c"), "missing");
    EXPECT_EQ(found("{a:{b:{c:1}}}", "a.b.c.d"), "missing");
    EXPECT_EQ(found("{a:[7 8]}", "a.1"), "8");
    EXPECT_EQ(found("{a.b:1 a:{b:2}}", "a.b"), "1") << "the whole path as a key comes first";
    EXPECT_EQ(found("{a:{b.c:1}}", "a.b.c"), "1");
    EXPECT_EQ(found("{a.b:{c:1}}", "a.b.c"), "missing") << "a key with a dot is not the beginning of a path";
    EXPECT_EQ(found("{a:1}", ""), "missing");
    EXPECT_EQ(found("{a:{:1}}", "a."), "1");
    EXPECT_EQ(found("plain", "a"), "missing");
}

struct SetCase {
    const char* given;
    const char* path;
    const char* value;
    const char* result;
};

TEST(ConfigMerge, SetsByPath) {
    const SetCase cases[] = {
        {"{}", "a", "1", "{a:1}"},
        {"{}", "a.b.c", "1", "{a:{b:{c:1}}}"},
        {"{a:{x:1}}", "a", "{y:2}", "{a:{x:1 y:2}}"},
        {"{a:{x:1}}", "a.x", "null", "{a:{x:null}}"},
        {"{a:1}", "a.b", "2", "{a:{b:2}}"},
        {"{a:null}", "a.b", "2", "{a:{b:2}}"},
        {"{a:[1 2]}", "a.1", "3", "{a:[1 3]}"},
        {"{a:[1 2]}", "a", "[3]", "{a:[3]}"},
        {"{a.b:1}", "a.b", "2", "{a.b:2}"},
        {"plain", "a", "1", "{a:1}"},
    };
    for (const SetCase& one : cases) {
        Config values = Reader::read(one.given);
        Config value = Reader::read(one.value);
        EXPECT_TRUE(Merge::set(&values, one.path, &value));
        EXPECT_EQ(values.toText(), one.result) << one.given << " " << one.path << " " << one.value;
    }
}

// {a:{a:…{a:1}…}}, so many arrays in each other.
static Config nested(unsigned arrays) {
    std::string text;
    for (unsigned i = 0; i < arrays; ++i) {
        text += "{a:";
    }
    return Reader::read(text + "1" + std::string(arrays, '}'));
}

TEST(ConfigMerge, HasALimitOfDepth) {
    for (unsigned arrays : {kMaxConfigDepth - 1, kMaxConfigDepth}) {
        const bool fits = arrays < kMaxConfigDepth;
        Config base = nested(arrays);
        Config overlay = nested(arrays);
        EXPECT_EQ(Merge::merge(&base, &overlay), fits);
        EXPECT_EQ(base.toText(), overlay.toText());
    }
    for (unsigned arrays : {kMaxConfigDepth, kMaxConfigDepth + 1}) {
        Config values = nested(arrays);
        EXPECT_EQ(Merge::spread(&values), arrays <= kMaxConfigDepth);
    }
    for (unsigned parts : {kMaxConfigDepth, kMaxConfigDepth + 1}) {
        Config values = Reader::read("{}");
        Config value = Reader::read("1");
        std::string path = "a";
        for (unsigned i = 1; i < parts; ++i) {
            path += ".a";
        }
        EXPECT_EQ(Merge::set(&values, path, &value), parts <= kMaxConfigDepth);
        Config* set = Merge::find(&values, path);
        EXPECT_EQ(set ? set->toText() : "missing", parts <= kMaxConfigDepth ? "1" : "missing");
    }
}

using Folders = std::map<ConfigLayer, const char*>;

static std::string laid(const ConfigLayers& layers, const Folders& folders, bool spreads) {
    Config values = Reader::read("{}");
    for (ConfigLayer layer : layers) {
        if (auto folder = folders.find(layer); folder != folders.end()) {
            Config read = Reader::read(folder->second);
            EXPECT_TRUE(!spreads || Merge::spread(&read));
            EXPECT_TRUE(Merge::merge(&values, &read));
        }
    }
    return values.toText();
}

TEST(ConfigLayers, OfTheFolderOfAnApplication) {
    const Folders folders = {
        {ConfigLayer::Sections, "{app:{name:x debug:off} common:{a:1} hosts:[a b]}"},
        {ConfigLayer::Environment, "{app:{debug:on} hosts:[c] cache:null}"},
        {ConfigLayer::Private, "{app:never}"},
    };
    EXPECT_EQ(laid(ConfigLayers::ofFolder(""), folders, false),
              "{app:{name:x debug:off} common:{a:1} hosts:[a b]}");
    EXPECT_EQ(laid(ConfigLayers::ofFolder("dev"), folders, false),
              "{app:{name:x debug:on} common:{a:1} hosts:[c] cache:null}");
}

TEST(ConfigLayers, OfATree) {
    const Folders folders = {
        {ConfigLayer::Share, "{db:{common:{port:1} main:{host:share}} from:share}"},
        {ConfigLayer::Mode, "{db:{main:{host:mode}} from:mode}"},
        {ConfigLayer::ModuleShare, "{db:{common:{port:2} other:{host:module}} from:module}"},
        {ConfigLayer::ModuleMode, "{from:module-mode}"},
        {ConfigLayer::Private, "{db:{main:{host:mine}}}"},
    };
    EXPECT_EQ(laid(ConfigLayers::ofTree("", ""), folders, true), "{db:{main:{port:1 host:mine}} from:share}");
    EXPECT_EQ(laid(ConfigLayers::ofTree("dev", ""), folders, true),
              "{db:{main:{port:1 host:mine}} from:mode}");
    EXPECT_EQ(laid(ConfigLayers::ofTree("online", ""), folders, true),
              "{db:{main:{port:1 host:mode}} from:mode}")
        << "what is private is never online";
    EXPECT_EQ(laid(ConfigLayers::ofTree("product", "x"), folders, true),
              "{db:{main:{port:1 host:mode} other:{port:2 host:module}} from:module-mode}");
    EXPECT_EQ(laid(ConfigLayers::ofTree("", "x"), folders, true),
              "{db:{main:{port:1 host:mine} other:{port:2 host:module}} from:module}");
}

} // namespace aha::mvc
