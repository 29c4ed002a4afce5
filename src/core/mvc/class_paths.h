#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace aha::mvc {

// Which files a class may be in: the namespaces and prefixes that an autoloader was given. Owned by the
// loader; calls nobody.
class ClassPaths {
public:
    // Below the parent of the namespace's folder, as in Aha 1.x: ("App", "/srv") has App\A\b in
    // /srv/App/A/B.php. False: `name` is no namespace.
    bool addNamespace(std::string_view name, std::string_view path);
    // As in PSR-4: ("App\\", "/srv/src") has App\A\B in /srv/src/A/B.php.
    bool addPrefix(std::string_view prefix, std::string_view path);

    // The first path of addNamespace(), null: there is none.
    const std::string* pathOf(std::string_view name) const;
    // Where the class may be: longest prefix first, each in the order of its paths. Empty for what is no name
    // of a class, whoever asks.
    std::vector<std::string> candidates(std::string_view className) const;

private:
    struct Places {
        std::vector<std::string> parents; // of addNamespace()
        std::vector<std::string> folders; // of addPrefix()
    };
    std::map<std::string, Places, std::less<>> places_; // by name, without a backslash at its end
};

} // namespace aha::mvc
