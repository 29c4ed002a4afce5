#include "support/memory_stream.h"

#include "core/base/assert.h"

#include <uv.h>

#include <algorithm>
#include <deque>
#include <limits>
#include <random>

namespace aha::test {

namespace {

class MemoryStream;

struct Event {
    enum class Kind { Data, Eof, Failure } kind;
    std::string bytes;
    Error error{Errc::Reset, {}};
};

} // namespace

struct MemoryPeer::State {
    explicit State(net::Loop& owner) : loop(owner) {}

    net::Loop& loop;
    MemoryStream* stream = nullptr; // null before open() and once freed
    std::deque<Event> events;
    std::string received;
    std::string queued;
    std::size_t room = std::numeric_limits<std::size_t>::max();
    std::size_t writes = 0;
    bool isStarted = false, isPaused = false, isBroken = false, isEnded = false;
    bool shutdownAsked = false, sawEof = false, isClosed = false, wasReset = false, isGone = false;
    bool drainedPending = false;
    std::string peer = "192.0.2.1", local = "192.0.2.80", alpn;
    unsigned peerPort = 54321, localPort = 80;
    bool isEncrypted = false;
};

namespace {

using State = MemoryPeer::State;

class MemoryStream final : public net::Stream,
                           public net::Handle,
                           private net::ReadyItem,
                           private net::FlushItem {
public:
    explicit MemoryStream(std::shared_ptr<State> state) : s_(std::move(state)) {
        s_->stream = this;
        uv_idle_init(s_->loop.uv(), &closer_);
        closer_.data = this;
        s_->loop.track(*this);
    }

    void start(net::StreamListener& listener) override {
        AHA_ASSERT(!s_->isStarted && !s_->isClosed);
        listener_ = &listener;
        s_->isStarted = true;
        wake();
        listener.onOpen();
    }
    void pauseReading() override { s_->isPaused = true; }
    void resumeReading() override {
        s_->isPaused = false;
        wake();
    }
    void write(std::string_view bytes) override { write(bytes, net::OwnedBytes()); }
    void write(std::string_view head, net::OwnedBytes body) override {
        if (s_->isClosed || s_->isBroken || s_->shutdownAsked || head.size() + body.size() == 0) {
            return;
        }
        ++s_->writes;
        bool wasEmpty = s_->queued.empty();
        s_->queued.append(head).append(body.view());
        if (wasEmpty) {
            pass();
        }
    }
    std::size_t queuedBytes() const override { return s_->queued.size(); }
    void shutdown() override {
        s_->shutdownAsked = true;
        s_->sawEof = s_->sawEof || (s_->queued.empty() && !s_->isClosed);
    }
    void close() override {
        if (!s_->isClosed) {
            s_->isClosed = true;
            s_->queued.clear();
            Link<net::ReadyTag>::unlink();
            Link<net::FlushTag>::unlink();
            uv_close(reinterpret_cast<uv_handle_t*>(&closer_),
                     [](uv_handle_t* handle) { static_cast<MemoryStream*>(handle->data)->tellClosed(); });
        }
    }
    void reset() override {
        s_->wasReset = s_->wasReset || !s_->isClosed;
        close();
    }

    std::string peerAddress() const override { return s_->peer; }
    unsigned peerPort() const override { return s_->peerPort; }
    std::string localAddress() const override { return s_->local; }
    unsigned localPort() const override { return s_->localPort; }
    bool isEncrypted() const override { return s_->isEncrypted; }
    std::string_view alpn() const override { return s_->alpn; }
    bool peerIsGone() const override { return s_->isGone; }

    // Moves what fits from the queue to the peer.
    void pass() {
        std::size_t bytes = std::min(s_->room, s_->queued.size());
        s_->room -= s_->room == std::numeric_limits<std::size_t>::max() ? 0 : bytes;
        s_->received.append(s_->queued, 0, bytes);
        s_->queued.erase(0, bytes);
        if (s_->queued.empty()) {
            s_->queued.shrink_to_fit(); // so that tests of memory use measure the stream above
        }
        if (s_->queued.empty() && s_->shutdownAsked && !s_->isClosed) {
            s_->sawEof = true;
        }
    }
    void wake() {
        if (!s_->isClosed && !Link<net::ReadyTag>::isLinked() && !Link<net::FlushTag>::isLinked()) {
            s_->loop.enqueue(*this);
        }
    }

private:
    ~MemoryStream() override {
        Link<net::ReadyTag>::unlink();
        Link<net::FlushTag>::unlink();
        s_->stream = nullptr;
    }

    void disown() override {
        listener_ = nullptr;
        isAbandoned_ = true;
        if (closedTold_) {
            delete this;
        } else {
            close();
        }
    }

    void flush() override { s_->loop.enqueue(*this); }

    // Delivers one event, then comes back in the next turn.
    void run() override {
        if (!listener_) {
            return;
        }
        if (s_->drainedPending) {
            s_->drainedPending = false;
            s_->loop.enqueueFlush(*this);
            listener_->onDrained();
            return;
        }
        if (s_->events.empty() || s_->isEnded) {
            return;
        }
        Event& first = s_->events.front();
        if (s_->isPaused && first.kind != Event::Kind::Failure) {
            return;
        }
        Event event = std::move(first);
        s_->events.pop_front();
        s_->loop.enqueueFlush(*this);
        deliver(event);
    }

    void deliver(const Event& event) {
        switch (event.kind) {
        case Event::Kind::Data: listener_->onData(event.bytes); break;
        case Event::Kind::Eof: listener_->onEof(); break;
        case Event::Kind::Failure:
            s_->isEnded = s_->isBroken = true;
            s_->queued.clear();
            listener_->onError(event.error);
            break;
        }
    }

    void tellClosed() {
        Link<net::HandleTag>::unlink();
        closedTold_ = true;
        if (isAbandoned_) {
            delete this;
        } else if (listener_) {
            listener_->onClosed();
        }
    }

    std::shared_ptr<State> s_;
    uv_idle_t closer_; // never started: its close callback brings onClosed(), as for a socket
    net::StreamListener* listener_ = nullptr;
    bool isAbandoned_ = false;
    bool closedTold_ = false;
};

} // namespace

MemoryPeer::MemoryPeer(net::Loop& loop) : state_(std::make_shared<State>(loop)) {}
MemoryPeer::~MemoryPeer() = default;

net::StreamPtr MemoryPeer::open() {
    AHA_ASSERT(!state_->stream && !state_->isClosed);
    return net::StreamPtr(new MemoryStream(state_));
}

static void post(State& state, Event event) {
    state.events.push_back(std::move(event));
    if (state.stream) {
        state.stream->wake();
    }
}

void MemoryPeer::send(std::string_view bytes) {
    if (!bytes.empty()) {
        post(*state_, {Event::Kind::Data, std::string(bytes)});
    }
}

void MemoryPeer::sendInPieces(std::string_view bytes, std::size_t pieceBytes) {
    for (std::size_t at = 0; at < bytes.size(); at += pieceBytes) {
        send(bytes.substr(at, pieceBytes));
    }
}

void MemoryPeer::sendCutAt(std::string_view bytes, const std::vector<std::size_t>& cuts) {
    std::size_t from = 0;
    for (std::size_t cut : cuts) {
        send(bytes.substr(from, cut - from));
        from = cut;
    }
    send(bytes.substr(from));
}

void MemoryPeer::sendRandomly(std::string_view bytes, unsigned seed, std::size_t maxPiece) {
    std::mt19937 random(seed);
    while (!bytes.empty()) {
        std::size_t piece = std::min(bytes.size(), 1 + random() % maxPiece);
        send(bytes.substr(0, piece));
        bytes.remove_prefix(piece);
    }
}

void MemoryPeer::sendEof() { post(*state_, {Event::Kind::Eof, {}}); }
void MemoryPeer::fail(Error error) { post(*state_, {Event::Kind::Failure, {}, std::move(error)}); }
void MemoryPeer::setGone(bool gone) { state_->isGone = gone; }

void MemoryPeer::setRoom(std::size_t bytes) { state_->room = bytes; }

void MemoryPeer::makeRoom(std::size_t bytes) {
    std::size_t endless = std::numeric_limits<std::size_t>::max();
    state_->room = bytes > endless - state_->room ? endless : state_->room + bytes;
    if (state_->stream && !state_->queued.empty()) {
        state_->stream->pass();
        if (state_->queued.empty()) {
            state_->drainedPending = true;
            state_->stream->wake();
        }
    }
}

const std::string& MemoryPeer::received() const { return state_->received; }
std::string MemoryPeer::takeReceived() { return std::exchange(state_->received, {}); }
std::size_t MemoryPeer::writes() const { return state_->writes; }
bool MemoryPeer::sawEof() const { return state_->sawEof; }
bool MemoryPeer::isClosed() const { return state_->isClosed; }
bool MemoryPeer::wasReset() const { return state_->wasReset; }
bool MemoryPeer::isPaused() const { return state_->isPaused; }
bool MemoryPeer::isStarted() const { return state_->isStarted; }
bool MemoryPeer::hasUnread() const { return !state_->events.empty(); }

void MemoryPeer::setAddresses(std::string peer, unsigned peerPort, std::string local, unsigned localPort) {
    state_->peer = std::move(peer);
    state_->peerPort = peerPort;
    state_->local = std::move(local);
    state_->localPort = localPort;
}

void MemoryPeer::setEncrypted(std::string alpn) {
    state_->isEncrypted = true;
    state_->alpn = std::move(alpn);
}

} // namespace aha::test
