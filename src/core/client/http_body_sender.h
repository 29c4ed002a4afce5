#pragma once

#include "core/base/recycled.h"
#include "core/client/http_types.h"
#include "core/net/file.h"
#include "core/net/loop.h"
#include "core/proto/http/request_writer.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace aha::client {

class HttpConnection;

// The body of one call's request, which may have to be sent more than once: a piece at a time, no faster
// than the peer reads. Owned by the call.
// Calls its Sink, from within pump() and from the loop.
class HttpBodySender final : public Recycled<HttpBodySender> {
public:
    class Sink {
    public:
        virtual void onBodyProgress() = 0;
        virtual void onBodySent() = 0;                     // the connection has all of it, or queues it
        virtual void onBodyFailed(const Error& error) = 0; // a file; from the loop
    protected:
        ~Sink() = default;
    };
    static constexpr std::size_t kPieceBytes = 128 * 1024;

    HttpBodySender(net::Loop& loop, HttpBody body, std::function<void()> onRoom);
    HttpBodySender(const HttpBodySender&) = delete;
    HttpBodySender& operator=(const HttpBodySender&) = delete;

    // The lengths of files, before the first request; calls back from the loop. Not needed without files.
    bool needsMeasuring() const;
    void measure(std::function<void(Result<void>)> callback);
    http::BodyPlan plan(std::string_view method) const;
    bool canRepeat() const { return !isStreamed() || !wasTaken_; }

    // Sends `head`, and the body behind it, at once or after release().
    void begin(Sink& sink, HttpConnection& connection, std::string head, const http::BodyPlan& plan,
               bool holdsBody);
    void release();
    void pump(); // the connection's queue is empty
    void stop(); // the connection is no longer looked at
    void drop(); // ... and no other one will come
    bool isSent() const { return isSent_; }
    bool isStopped() const { return !connection_; }
    std::uint64_t sentBytes() const { return sent_; } // since begin(), head included

    // ---- Streamed
    Result<void> write(net::OwnedBytes bytes);
    Result<void> end(const std::vector<http::HeaderLine>& trailers);
    bool hasRoom() const;
    std::size_t queuedBytes() const;
    // Nothing moves because nothing was given: that is not the peer's fault.
    bool waitsForCaller() const;

private:
    bool isStreamed() const { return body_.kind == HttpBody::Kind::Streamed; }
    void measureNext(std::size_t index);
    bool pumpPart();
    bool pumpFile(HttpBodyPart& part);
    bool pumpStreamed();
    void onFile(Result<std::string_view> piece);
    void send(std::string_view before, net::OwnedBytes bytes);
    void finish();
    void tellRoom();

    net::Loop& loop_;
    HttpBody body_;
    std::function<void()> onRoom_;
    std::function<void(Result<void>)> measured_;
    std::unique_ptr<net::FileReader> reader_;
    Sink* sink_ = nullptr;
    HttpConnection* connection_ = nullptr;
    std::string head_; // not yet written
    http::BodyWriter writer_{http::BodyPlan{}};
    std::size_t part_ = 0;         // being sent
    std::uint64_t partOffset_ = 0; // within it
    std::uint64_t sent_ = 0;
    std::list<net::OwnedBytes> queue_; // Streamed; a deque has memory also when it is empty
    std::size_t queueBytes_ = 0;
    std::uint64_t given_ = 0; // by write()
    std::vector<http::HeaderLine> trailers_;
    bool hasEnded_ = false; // end() was called
    bool isHeld_ = false;   // until release()
    bool isSent_ = false;
    bool isDropped_ = false;
    bool wasTaken_ = false;   // something left the queue
    bool isRoomTold_ = false; // since there was none
    bool isPumping_ = false;
};

} // namespace aha::client
