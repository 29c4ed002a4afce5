#include "core/mvc/config_layers.h"

#include "core/mvc/run_mode.h"

namespace aha::mvc {

ConfigLayers ConfigLayers::ofFolder(std::string_view environ) {
    ConfigLayers layers;
    layers.add(ConfigLayer::Sections);
    if (!environ.empty()) {
        layers.add(ConfigLayer::Environment);
    }
    return layers;
}

ConfigLayers ConfigLayers::ofTree(std::string_view mode, std::string_view module) {
    ConfigLayers layers;
    layers.add(ConfigLayer::Share);
    if (!mode.empty()) {
        layers.add(ConfigLayer::Mode);
    }
    if (!module.empty()) {
        layers.add(ConfigLayer::ModuleShare);
        if (!mode.empty()) {
            layers.add(ConfigLayer::ModuleMode);
        }
    }
    if (!isOnlineMode(mode)) {
        layers.add(ConfigLayer::Private);
    }
    return layers;
}

} // namespace aha::mvc
