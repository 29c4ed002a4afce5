#pragma once

#include "core/net/stream.h"

#include <string>
#include <string_view>

namespace aha::server {

// Where a FileSender sends to: a connection with a stream and a buffer that leaves at the end of the turn.
// Owns the sender. Called by it.
class FileSink {
public:
    virtual const net::Stream& stream() const = 0;
    virtual std::string& out() = 0;                     // what is appended leaves at the end of this turn
    virtual void writeOut(net::OwnedBytes body) = 0;    // at once, behind what is in out()
    virtual void writeCopy(std::string_view bytes) = 0; // the same
    virtual void continueFile() = 0;                    // pump() has to be called; may destroy the sender

protected:
    ~FileSink() = default;
};

} // namespace aha::server
