#pragma once

#include "php/error.h"
#include "php/network/listener.h"

#include <string>
#include <strings.h>

namespace aha::php {

// on() of a server or listener that has the events for which `has(event)` is true; false: an exception was
// thrown.
template <typename Has>
bool setHandler(Listener& listener, Has has, zend_string* event, bool isRunning, zval* callable) {
    std::string known;
    for (std::size_t i = 0; i < kEvents; ++i) {
        const auto each = static_cast<Event>(i);
        if (!has(each)) {
            continue;
        }
        if (strcasecmp(ZSTR_VAL(event), eventName(each).event) == 0) {
            if (isRunning) {
                throwException(exceptions.state, "Handlers are registered before start()");
                return false;
            }
            listener.handler(each).set(callable);
            return true;
        }
        known.append(known.empty() ? "" : ", ").append(eventName(each).event);
    }
    throwException(exceptions.config, "Unknown event \"%s\": it must be one of %s", ZSTR_VAL(event),
                   known.c_str());
    return false;
}

} // namespace aha::php
