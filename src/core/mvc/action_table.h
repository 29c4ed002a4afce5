#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace aha::mvc {

// What the convention makes of a path or command: "/demo/client/http" and "demo-client-http" are the action
// Demo/Client/Http, or else the method http() of the controller Demo/Client. Built once a worker, with the
// fallbacks to Index resolved: a request costs one look-up. Owned by the application; calls nobody.
class ActionTable {
public:
    static constexpr std::size_t kMaxParts = 3;
    static constexpr std::size_t kMaxControllerParts = 8; // modules, controller and method
    static constexpr std::size_t kMaxUri =
        1024; // bytes of a path or command; beyond, there is no such action
    static constexpr std::uint32_t kNone = ~std::uint32_t{0};

    enum class Outcome : std::uint8_t { Found, NotFound, BadCharacter, TooManyParts, TooLong };
    struct Match {
        Outcome outcome = Outcome::NotFound;
        std::uint32_t action = kNone; // its place in the order of add()
    };

    // `path` is that of a file below the actions' folder, without extension: "Demo/Client/Http". False: no
    // class can be in it that a request could reach, it is left out.
    bool add(std::string_view path);
    // After the last add(): "A" falls back to "A/Index", then "A/Index/Index"; "" to "Index/Index/Index".
    void finish();
    // Methods of controllers, once the actions are finished, which go before them: "Shop/Cart/Add", of deeper
    // modules with more parts. False: no request could reach it, or there is one of that path.
    bool addController(std::string_view path);
    // After the last addController(), with the same fallbacks; "" is "Index/Index" as well.
    void finishControllers();

    std::size_t size() const { return paths_.size(); }
    const std::string& path(std::uint32_t action) const { return paths_[action]; }
    static bool isDelimiter(char delimiter) {
        return delimiter == '/' || delimiter == '-' || delimiter == '_';
    }
    Match match(std::string_view uri, char delimiter) const;

private:
    bool addPath(std::string_view path, std::size_t maxParts);
    void addFallbacks(std::size_t maxParts);

    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };

    std::vector<std::string> paths_;
    std::uint32_t finished_ = 0; // so many of them have their fallbacks
    std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> actions_;
};

} // namespace aha::mvc
