// Asks MariaDB for each request: bare libuv, llhttp and the connector's non-blocking interface, 32
// connections. WORK is select, select20, update20 or fortunes; all but fortunes are prepared statements.
#include "fortunes.h"
#include "http_limit.h"

#include <mysql.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace {

constexpr int kConnections = 32;
constexpr int kRows = 10'000;

class SqlHello;

struct Work {
    std::string sql = "SELECT name FROM world WHERE id = ?";
    int statements = 1; // of each request
    bool hasValue = true;
    bool isFortunes = false;

    static Work wanted() {
        const std::string name = limit::setting("WORK", "select");
        Work work;
        work.statements = name == "select20" || name == "update20" ? 20 : 1;
        if (name == "update20") {
            work.sql = "UPDATE world SET n = n + 1 WHERE id = ?";
            work.hasValue = false;
        } else if (name == "fortunes") {
            work.sql = "SELECT id, message FROM fortune";
            work.isFortunes = true;
        }
        return work;
    }
};

// One connection with its prepared statement: execute, store, give the value, rest.
class Backend {
public:
    Backend(uv_loop_t* loop, const Work& work) : work_(work), mysql_(mysql_init(nullptr)) {
        mysql_options(mysql_, MYSQL_OPT_NONBLOCK, nullptr);
        mysql_options(mysql_, MYSQL_SET_CHARSET_NAME, "utf8mb4");
        if (!mysql_real_connect(mysql_, nullptr, "root", nullptr, "bench", 0,
                                limit::setting("SQL_SOCKET", "").c_str(), 0)) {
            fail(mysql_error(mysql_));
        }
        statement_ = mysql_stmt_init(mysql_);
        if (mysql_stmt_prepare(statement_, work.sql.data(), work.sql.size()) != 0) {
            fail(mysql_stmt_error(statement_));
        }
        bind();
        uv_poll_init(loop, &poll_, mysql_get_socket(mysql_));
        poll_.data = this;
    }
    void ask(SqlHello* asker, int id) {
        asker_ = asker;
        id_ = id;
        isStoring_ = false;
        isBusy_ = true;
        const int status = work_.isFortunes
                               ? mysql_real_query_start(&result_, mysql_, work_.sql.data(), work_.sql.size())
                               : mysql_stmt_execute_start(&result_, statement_);
        advance(status);
    }
    SqlHello* asker() const { return asker_; }
    void forget() { asker_ = nullptr; }

private:
    [[noreturn]] static void fail(const char* text) {
        std::fprintf(stderr, "%s\n", text);
        std::exit(1);
    }
    void bind() {
        std::memset(&parameter_, 0, sizeof parameter_);
        std::memset(&column_, 0, sizeof column_);
        parameter_.buffer_type = MYSQL_TYPE_LONG;
        parameter_.buffer = &id_;
        column_.buffer_type = MYSQL_TYPE_STRING;
        column_.buffer = value_;
        column_.buffer_length = sizeof value_;
        column_.length = &valueSize_;
        if (!work_.isFortunes) {
            mysql_stmt_bind_param(statement_, &parameter_);
            if (work_.hasValue) {
                mysql_stmt_bind_result(statement_, &column_);
            }
        }
    }
    // Waits for the socket, or goes on to the next step.
    void advance(int status) {
        for (;;) {
            if (status != 0) {
                const int events = (status & MYSQL_WAIT_READ ? UV_READABLE : 0) |
                                   (status & MYSQL_WAIT_WRITE ? UV_WRITABLE : 0);
                if (events != events_) {
                    events_ = events;
                    uv_poll_start(&poll_, events, [](uv_poll_t* poll, int, int ready) {
                        static_cast<Backend*>(poll->data)->onReady(ready);
                    });
                }
                return;
            }
            if (result_ != 0) {
                fail(work_.isFortunes ? mysql_error(mysql_) : mysql_stmt_error(statement_));
            }
            if (isStoring_ || (!work_.hasValue && !work_.isFortunes)) {
                finish();
                return;
            }
            isStoring_ = true;
            status = work_.isFortunes ? mysql_store_result_start(&rows_, mysql_)
                                      : mysql_stmt_store_result_start(&result_, statement_);
        }
    }
    void onReady(int ready) {
        const int what =
            (ready & UV_READABLE ? MYSQL_WAIT_READ : 0) | (ready & UV_WRITABLE ? MYSQL_WAIT_WRITE : 0);
        int status;
        if (work_.isFortunes) {
            status = isStoring_ ? mysql_store_result_cont(&rows_, mysql_, what)
                                : mysql_real_query_cont(&result_, mysql_, what);
        } else {
            status = isStoring_ ? mysql_stmt_store_result_cont(&result_, statement_, what)
                                : mysql_stmt_execute_cont(&result_, statement_, what);
        }
        advance(status);
    }
    void finish();

    const Work& work_;
    MYSQL* mysql_;
    MYSQL_STMT* statement_;
    MYSQL_RES* rows_ = nullptr;
    MYSQL_BIND parameter_, column_;
    uv_poll_t poll_;
    SqlHello* asker_ = nullptr;
    char value_[256];
    unsigned long valueSize_ = 0;
    int id_ = 0;
    int result_ = 0;
    int events_ = 0;
    bool isStoring_ = false;
    bool isBusy_ = false;
};

class Backends {
public:
    explicit Backends(uv_loop_t* loop) : work_(Work::wanted()) {
        for (int i = 0; i < kConnections; i++) {
            all_.push_back(std::make_unique<Backend>(loop, work_));
            idle_.push_back(all_.back().get());
        }
    }
    const Work& work() const { return work_; }
    void ask(SqlHello* asker) {
        next_ = (next_ + 7919) % kRows;
        if (idle_.empty()) {
            waiting_.emplace_back(asker, next_ + 1);
            return;
        }
        Backend* backend = idle_.back();
        idle_.pop_back();
        backend->ask(asker, next_ + 1);
    }
    void release(Backend& backend) {
        while (!waiting_.empty()) {
            auto [asker, id] = waiting_.front();
            waiting_.pop_front();
            if (asker) {
                backend.ask(asker, id);
                return;
            }
        }
        idle_.push_back(&backend);
    }
    void forget(SqlHello* asker) {
        for (auto& backend : all_) {
            if (backend->asker() == asker) {
                backend->forget();
            }
        }
        for (auto& entry : waiting_) {
            entry.first = entry.first == asker ? nullptr : entry.first;
        }
    }

private:
    Work work_;
    std::vector<std::unique_ptr<Backend>> all_;
    std::vector<Backend*> idle_;
    std::deque<std::pair<SqlHello*, int>> waiting_;
    int next_ = 0;
};

Backends& backends(uv_loop_t* loop) {
    static Backends all(loop);
    return all;
}

class SqlHello final : public limit::Connection {
public:
    explicit SqlHello(uv_loop_t* loop) : Connection(loop), backends_(backends(loop)) {}
    ~SqlHello() override { backends_.forget(this); }
    void onAnswer(std::string value) {
        if (++answers_ == backends_.work().statements) {
            answers_ = 0;
            const std::string one = reply("text/html; charset=utf-8", value);
            send(one.data(), one.size());
        }
    }

private:
    void answer(unsigned count) override {
        for (unsigned i = 0; i < count * unsigned(backends_.work().statements); i++) {
            backends_.ask(this);
        }
    }
    Backends& backends_;
    int answers_ = 0;
};

void Backend::finish() {
    std::string value = "updated";
    if (work_.isFortunes) {
        std::vector<limit::Fortune> fortunes;
        while (MYSQL_ROW row = mysql_fetch_row(rows_)) {
            fortunes.push_back({std::atol(row[0]), row[1]});
        }
        mysql_free_result(rows_);
        value = limit::page(std::move(fortunes));
    } else if (work_.hasValue) {
        if (mysql_stmt_fetch(statement_) != 0) {
            fail("a row is missing");
        }
        value.assign(value_, valueSize_);
        mysql_stmt_free_result(statement_);
    }
    isBusy_ = false;
    SqlHello* asker = std::exchange(asker_, nullptr);
    backends(poll_.loop).release(*this);
    if (asker) {
        asker->onAnswer(std::move(value));
    }
}

} // namespace

int main() {
    backends(uv_default_loop()); // connected before the first request
    return limit::serve([](uv_loop_t* loop) -> limit::Connection* { return new SqlHello(loop); });
}
