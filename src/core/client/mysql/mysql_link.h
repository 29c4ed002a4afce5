#pragma once

#include "core/base/timer_wheel.h"
#include "core/client/mysql/mysql_options.h"
#include "core/client/sql/sql_result.h"
#include "core/net/fd_watch.h"
#include "core/net/loop.h"
#include "core/net/resolver.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

struct st_mysql;

namespace aha::client {

class MysqlHandshake;

// Called from the loop. It may close the link; it may not destroy it.
class MysqlLinkOwner {
public:
    virtual void onMysqlConnected() = 0;
    virtual void onMysqlConnectFailed(SqlError error) = 0; // wasSent is false
    // While listening: the server has closed, or says what nobody has asked for.
    virtual void onMysqlInput() = 0;

protected:
    ~MysqlLinkOwner() = default;
};

// A connection of the client library on the loop: makes it, and waits for the calls on it.
// Owned by who uses it; destroying it closes without blocking. Calls its owner and what await() was given.
class MysqlLink final : private net::FdWatchHandler, private WheelTimer {
public:
    using Resume = std::function<int(int events)>; // one of the library's *_cont: what it waits for now
    using Done = std::function<void()>;

    MysqlLink(net::Loop& loop, net::Resolver& resolver, const MysqlOptions& options, std::string target,
              MysqlLinkOwner& owner);
    ~MysqlLink();

    void connect(std::uint64_t timeoutMs);
    // Waits for what one of the library's *_start has returned; `done` is called once the call is over, from
    // the loop, or from here if it is over already, unless this is called from a `done`: then after that.
    void await(int waits, Resume resume, Done done);
    // Whether onMysqlInput() is called; a call that waits goes first.
    void listen(bool isOn);
    void close(); // idempotent; ends a call that waits, whose `done` is not called

    st_mysql* mysql() const { return mysql_; } // null: not connected, or closed
    bool isConnected() const { return isConnected_; }
    bool hasInput() const; // of an idle one: it is of no use any more
    std::uint64_t threadId() const { return threadId_; }
    // The statement that makes the session as it shall be.
    std::string initialSql() const;
    SqlError lastError() const; // of the library, for this connection

private:
    static void onTimer(WheelTimer& timer);
    void onResolved(net::Resolver::Answer answer);
    void tryNext();
    bool prepare();
    void setTlsOptions();
    void onConnectReturned();
    void initialise();
    void onInitialised();
    void succeed();
    void fail(SqlError error);
    void failOrTryNext(SqlError error);
    void pump();
    void updateWatch();
    void onFdReady(bool isReadable, bool isWritable) override;
    void finishCall();
    void discard();

    net::Loop& loop_;
    net::Resolver& resolver_;
    const MysqlOptions& options_;
    std::string target_;
    MysqlLinkOwner& owner_;
    st_mysql* mysql_ = nullptr;
    std::unique_ptr<net::FdWatch> watch_;
    std::unique_ptr<net::Resolver::Query> query_;
    std::unique_ptr<MysqlHandshake> handshake_; // while it logs in with TLS
    net::Resolver::Addresses addresses_;
    std::size_t nextAddress_ = 0;
    std::uint64_t timeoutMs_ = 0;
    std::uint64_t threadId_ = 0;
    Resume resume_;
    Done done_;
    std::string initialSql_;
    st_mysql* connected_ = nullptr; // what the library's connect has returned
    int queryResult_ = 0;
    int waits_ = 0;
    bool isPumping_ = false;
    bool isListening_ = false;
    bool isConnected_ = false;
};

} // namespace aha::client
