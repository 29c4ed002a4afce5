#include "core/mvc/class_paths.h"

#include <algorithm>

namespace aha::mvc {

static bool isNameByte(char c) {
    auto byte = static_cast<unsigned char>(c);
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
           byte == '_' || byte >= 0x80;
}

// Segments of letters between backslashes: nothing in it leads out of a folder.
static bool isClassName(std::string_view name) {
    char before = '\\';
    for (char c : name) {
        if (c == '\\' ? before == '\\' : !isNameByte(c)) {
            return false;
        }
        before = c;
    }
    return before != '\\';
}

static std::string_view trimmed(std::string_view name) {
    while (!name.empty() && name.front() == '\\') {
        name.remove_prefix(1);
    }
    while (!name.empty() && name.back() == '\\') {
        name.remove_suffix(1);
    }
    return name;
}

static std::string folder(std::string_view path) {
    while (path.size() > 1 && path.back() == '/') {
        path.remove_suffix(1);
    }
    return std::string(path);
}

static void append(std::vector<std::string>& list, std::string path) {
    if (std::find(list.begin(), list.end(), path) == list.end()) {
        list.push_back(std::move(path));
    }
}

bool ClassPaths::addNamespace(std::string_view name, std::string_view path) {
    name = trimmed(name);
    if (!isClassName(name)) {
        return false;
    }
    append(places_[std::string(name)].parents, folder(path));
    return true;
}

bool ClassPaths::addPrefix(std::string_view prefix, std::string_view path) {
    prefix = trimmed(prefix);
    if (!isClassName(prefix)) {
        return false;
    }
    append(places_[std::string(prefix)].folders, folder(path));
    return true;
}

const std::string* ClassPaths::pathOf(std::string_view name) const {
    auto found = places_.find(trimmed(name));
    return found == places_.end() || found->second.parents.empty() ? nullptr : &found->second.parents.front();
}

static std::string fileOf(std::string_view name, bool raisesFirst) {
    std::string path;
    bool begins = true;
    for (char c : name) {
        if (c == '\\') {
            path.push_back('/');
        } else {
            path.push_back(raisesFirst && begins && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A')
                                                                         : c);
        }
        begins = c == '\\';
    }
    return path + ".php";
}

std::vector<std::string> ClassPaths::candidates(std::string_view className) const {
    std::vector<std::string> files;
    if (!className.empty() && className.front() == '\\') {
        className.remove_prefix(1);
    }
    if (!isClassName(className)) {
        return files;
    }
    for (std::size_t end = className.rfind('\\'); end != std::string_view::npos && end > 0;
         end = className.rfind('\\', end - 1)) {
        auto found = places_.find(className.substr(0, end));
        if (found == places_.end()) {
            continue;
        }
        for (const std::string& path : found->second.folders) {
            files.push_back(path + "/" + fileOf(className.substr(end + 1), false));
        }
        for (const std::string& path : found->second.parents) {
            files.push_back(path + "/" + fileOf(className, true));
        }
    }
    return files;
}

} // namespace aha::mvc
