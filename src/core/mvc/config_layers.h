#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace aha::mvc {

// One folder that is laid over those before it.
enum class ConfigLayer : std::uint8_t {
    Sections,    // of an application of Aha: the files of its folder
    Environment, // and those of its environment
    Share,       // of a tree
    Mode,        // the folder of the run mode
    ModuleShare, // the same of the module's own tree
    ModuleMode,
    Private, // the developer's own, never online
};

// The layers of a configuration, the lowest first. A value without destructor: user code runs while it is
// read.
class ConfigLayers {
public:
    // Aha's folder. `environ` may be empty.
    static ConfigLayers ofFolder(std::string_view environ);
    // Zan's tree. `mode` and `module` may be empty.
    static ConfigLayers ofTree(std::string_view mode, std::string_view module);

    const ConfigLayer* begin() const { return layers_.data(); }
    const ConfigLayer* end() const { return layers_.data() + size_; }

private:
    void add(ConfigLayer layer) { layers_[size_++] = layer; }

    std::array<ConfigLayer, 5> layers_{};
    std::size_t size_ = 0;
};

} // namespace aha::mvc
