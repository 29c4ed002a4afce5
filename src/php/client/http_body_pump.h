#pragma once

#include "core/net/loop.h"
#include "php/future.h"
#include "php/scope.h"

#include <cstdint>

namespace aha::php {

// What a BodyPump fills.
class BodySink {
public:
    virtual bool mayPump() const = 0;               // it has room for a piece
    virtual bool sendPiece(zend_string* piece) = 0; // false: it has failed, or wants no more
    virtual void endBody() = 0;
    virtual void failBody(zend_object* exception) = 0; // takes the reference

protected:
    ~BodySink() = default;
};

// Sends the pieces of an iterable or a stream resource, as fast as the connection takes them.
// Owned by its sink, which may destroy it in any of the calls but sendPiece(). Runs user code from the ready
// queue, through the door, in the scope that has started the request.
class BodyPump final : public net::ReadyItem, public Waiter {
public:
    BodyPump(BodySink& sink, zval* source, Scope& scope);
    ~BodyPump();

    void wake(); // there is room
    void run() override;
    void onSettled(Future& future) override;
    void describeTo(std::string& out) const; // what its generator waits for, "" = nothing

private:
    static constexpr unsigned kPiecesPerTurn = 16;
    static constexpr std::size_t kReadBytes = 64 * 1024;

    enum class Step : std::uint8_t { Skip, Piece, Wait, End };
    struct Call;
    static void stepBody(void* call);
    static void openIterator(BodyPump& pump);
    static Step nextOfArray(BodyPump& pump, zval* value);
    static Step nextOfIterator(BodyPump& pump, zval* value);
    static Step nextOfGenerator(BodyPump& pump, zval* value);
    static Step nextOfStream(BodyPump& pump, zval* value);
    static void feedGenerator(BodyPump& pump);
    static Step judge(BodyPump& pump, zval* value);
    bool stepOnce();
    bool leaveStep(Call& call);
    void stopWaiting();

    BodySink& sink_;
    Value source_;
    Ref<Scope> scope_;
    zend_object_iterator* iterator_ = nullptr;
    HashPosition position_ = 0;
    ObjectRef awaited_; // what the generator has yielded
    bool opened_ = false;
    bool hasAnswer_ = false; // awaited_ has settled and is to be given to the generator
    bool ended_ = false;
};

} // namespace aha::php
