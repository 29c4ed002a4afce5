// The page of fortunes from SQLite in memory, for each request: bare libuv, llhttp and one prepared
// statement, which is run on the thread of the loop. $SQL makes the table.
#include "fortunes.h"
#include "http_limit.h"

#include <sqlite3.h>

#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

namespace {

class Database {
public:
    Database() {
        check(sqlite3_open(":memory:", &sqlite_));
        check(sqlite3_exec(sqlite_, limit::setting("SQL", "").c_str(), nullptr, nullptr, nullptr));
        check(sqlite3_prepare_v2(sqlite_, "SELECT id, message FROM fortune", -1, &statement_, nullptr));
    }
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    std::vector<limit::Fortune> fortunes() {
        std::vector<limit::Fortune> rows;
        while (sqlite3_step(statement_) == SQLITE_ROW) {
            const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_, 1));
            const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, 1));
            rows.push_back({static_cast<long>(sqlite3_column_int64(statement_, 0)), std::string(text, size)});
        }
        check(sqlite3_reset(statement_));
        return rows;
    }

private:
    void check(int code) {
        if (code != SQLITE_OK) {
            std::fprintf(stderr, "%s\n", sqlite3_errmsg(sqlite_));
            std::exit(1);
        }
    }

    sqlite3* sqlite_ = nullptr;
    sqlite3_stmt* statement_ = nullptr;
};

Database& database() {
    static Database one;
    return one;
}

class Fortunes final : public limit::Connection {
public:
    using Connection::Connection;

private:
    void answer(unsigned count) override {
        std::string replies;
        for (unsigned i = 0; i < count; i++) {
            replies += reply("text/html; charset=utf-8", limit::page(database().fortunes()));
        }
        send(replies.data(), replies.size());
    }
};

} // namespace

int main() {
    database(); // filled before the first request
    return limit::serve([](uv_loop_t* loop) -> limit::Connection* { return new Fortunes(loop); });
}
