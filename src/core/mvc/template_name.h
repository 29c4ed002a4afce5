#pragma once

#include <cstddef>
#include <string_view>

namespace aha::mvc {

// Bytes of the name of a template.
inline constexpr std::size_t kMaxTemplateName = 255;

// Whether a name is that of a file below a folder, whatever there is: "shop/cart". Letters, digits, "_", "-"
// and
// "." between slashes; no part is empty or begins with a dot, so that none leads out of the folder.
bool isTemplateName(std::string_view name);

} // namespace aha::mvc
