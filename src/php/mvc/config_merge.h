#pragma once

#include "core/mvc/config_merge.h"
#include "php/zend.h"

#include <string_view>

namespace aha::php {

// Arrays of configuration: how layers are laid over each other, and how paths are found. The rules are those
// of the core (mvc::ConfigMerge), here on arrays of the engine: nothing runs user code or keeps a value.

// Lays `overlay` over `base`: maps are merged key by key, everything else is replaced, lists too. False:
// nested too deeply, ConfigException was thrown.
bool mergeConfig(zval* base, zval* overlay);

// In each map that has a map "common": it is laid under its siblings that are maps, and taken out.
bool spreadCommon(zval* values);

// By the whole path as a key, else by the part before its first dot. Borrowed, dereferenced; null: missing.
zval* findInConfig(zval* values, std::string_view path);

// Merges the value into what is at the path, and makes the maps on the way.
bool setInConfig(zval* values, std::string_view path, zval* value);

} // namespace aha::php
