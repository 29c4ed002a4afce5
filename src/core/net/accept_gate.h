#pragma once

namespace aha::net {

// Asked before each accept on a socket that several processes share. "No" leaves the connection to another
// process for a moment; if none takes it, it is accepted all the same.
class AcceptGate {
public:
    virtual bool mayAccept() = 0;

protected:
    ~AcceptGate() = default;
};

} // namespace aha::net
