#pragma once

#include "core/net/stream.h"

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace aha::test {

// Owns a stream and notes all that its listener is told.
class StreamRecorder final : public net::StreamListener {
public:
    StreamRecorder() = default;
    explicit StreamRecorder(net::StreamPtr adopted) { start(std::move(adopted)); }

    void start(net::StreamPtr adopted) {
        stream = std::move(adopted);
        stream->start(*this);
    }

    void onOpen() override {
        ++opens;
        note("open");
    }
    void onData(std::string_view bytes) override {
        data.append(bytes);
        ++reads;
        note("data");
        if (onDataAction) {
            onDataAction();
        }
    }
    void onEof() override {
        ++eofs;
        note("eof");
    }
    void onDrained() override {
        ++drains;
        note("drained");
    }
    void onError(const Error& error) override {
        errors.push_back(error);
        note("error");
        if (onErrorAction) {
            onErrorAction();
        }
    }
    void onClosed() override {
        ++closes;
        note("closed");
    }

    net::Stream* operator->() const { return stream.get(); }

    net::StreamPtr stream;
    std::string data;
    std::vector<Error> errors;
    std::vector<std::string> events; // without repetitions of "data"
    int opens = 0, reads = 0, eofs = 0, drains = 0, closes = 0;
    std::function<void()> onDataAction, onErrorAction;

private:
    void note(const char* event) {
        if (events.empty() || events.back() != event) {
            events.emplace_back(event);
        }
    }
};

} // namespace aha::test
