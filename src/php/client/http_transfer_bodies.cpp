#include "php/client/http_failure.h"
#include "php/client/http_transfer.h"
#include "php/error.h"
#include "php/server/http_job.h"

// The bodies of a request: the file it goes to, what is sent piece by piece, what is read so.
namespace aha::php {

// ---- the file

void HttpTransfer::openSink() {
    const std::size_t slash = sink_.find_last_of('/');
    const std::string folder = slash == std::string::npos ? "." : sink_.substr(0, slash + 1);
    net::FileWriter::Listener& listener = *this;
    writer_ = std::make_unique<net::FileWriter>(Runtime::get().loop(), listener);
    if (Result<void> created = writer_->createTemporary(folder, ".aha-sink-"); !created) {
        onError(created.error());
    }
}

void HttpTransfer::onDrained() {
    if (finished_) {
        finishSink();
    } else if (call_) {
        call_->resume();
    }
}

void HttpTransfer::onError(const Error& error) {
    fail(ClientFailure{exceptions.state, name_ + ": option \"sink\": " + error.message, 4});
}

void HttpTransfer::finishSink() {
    if (Result<void> moved = moveIntoPlace(writer_->path(), sink_); !moved) {
        onError(moved.error());
        return;
    }
    writer_->keep();
    succeed();
}

// ---- the body that is sent

bool HttpTransfer::mayPump() const { return call_ && !finished_ && call_->mayWrite(); }

bool HttpTransfer::sendPiece(zend_string* piece) {
    return call_->write(ownedBytes(piece)).ok(); // an error ends the call, which tells
}

void HttpTransfer::endBody() {
    if (call_) {
        (void)call_->endBody(); // likewise
    }
}

void HttpTransfer::failBody(zend_object* exception) { failWith(exception); }

// ---- the streamed answer

void HttpTransfer::wantMore() {
    if (call_ && !finished_) {
        call_->resume();
    }
}

void HttpTransfer::wantNoMore() {
    if (call_ && !finished_) {
        call_->pause();
    }
}

void HttpTransfer::dropBody() {
    stream_ = nullptr;
    cancel();
}

} // namespace aha::php
