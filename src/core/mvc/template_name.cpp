#include "core/mvc/template_name.h"

namespace aha::mvc {

bool isTemplateName(std::string_view name) {
    if (name.empty() || name.size() > kMaxTemplateName) {
        return false;
    }
    char before = '/';
    for (char c : name) {
        const bool isWord = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                            c == '_' || c == '-';
        if (!isWord && (before == '/' || (c != '/' && c != '.'))) {
            return false;
        }
        before = c;
    }
    return before != '/';
}

} // namespace aha::mvc
