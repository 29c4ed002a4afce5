// What many rows cost with the bare connector, blocking: a bulk insert of ROWS rows, and a stream of STREAM
// rows. Prints the figures of scripts/sql_rows.php as JSON.
#include <mysql.h>

#include <sys/resource.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string>

static double cpuSeconds() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static double residentMb() {
    long pages = 0, resident = 0;
    std::FILE* file = std::fopen("/proc/self/statm", "r");
    if (!file || std::fscanf(file, "%ld %ld", &pages, &resident) != 2) {
        std::exit(1);
    }
    std::fclose(file);
    return double(resident) * double(sysconf(_SC_PAGESIZE)) / 1e6;
}

static void require(bool isGood, MYSQL* mysql) {
    if (!isGood) {
        std::fprintf(stderr, "%s\n", mysql_error(mysql));
        std::exit(1);
    }
}

static void query(MYSQL* mysql, const std::string& sql) {
    require(mysql_real_query(mysql, sql.data(), sql.size()) == 0, mysql);
}

static std::string escaped(MYSQL* mysql, const std::string& text) {
    std::string out(text.size() * 2 + 1, '\0');
    out.resize(mysql_real_escape_string(mysql, out.data(), text.data(), text.size()));
    return out;
}

int main(int, char** arguments) {
    constexpr long kAtOnce = 1000;
    const long rows = std::atol(arguments[1]);
    const long streamed = std::atol(arguments[2]);
    MYSQL* mysql = mysql_init(nullptr);
    require(mysql_real_connect(mysql, nullptr, "root", nullptr, "bench", 0, std::getenv("SQL_SOCKET"), 0) !=
                nullptr,
            mysql);
    query(mysql, "CREATE OR REPLACE TABLE bulk_limit (id INT PRIMARY KEY, n INT, name VARCHAR(50))");
    double before = cpuSeconds();
    query(mysql, "START TRANSACTION");
    for (long from = 0; from < rows; from += kAtOnce) {
        std::string sql = "INSERT INTO bulk_limit (id, n, name) VALUES ";
        for (long i = from; i < from + kAtOnce && i < rows; i++) {
            sql += (i > from ? ",(" : "(") + std::to_string(i) + "," + std::to_string(i % 1000) + ",'" +
                   escaped(mysql, "row " + std::to_string(i)) + "')";
        }
        query(mysql, sql);
    }
    query(mysql, "COMMIT");
    const double inserted = cpuSeconds() - before;

    const double memory = residentMb();
    double most = 0;
    before = cpuSeconds();
    query(mysql, "SELECT seq AS n, CONCAT('row ', seq) AS name FROM seq_1_to_" + std::to_string(streamed));
    MYSQL_RES* result = mysql_use_result(mysql);
    require(result != nullptr, mysql);
    long seen = 0;
    while (MYSQL_ROW row = mysql_fetch_row(result)) {
        const std::string name(row[1], mysql_fetch_lengths(result)[1]);
        seen += std::atol(row[0]) > 0 && !name.empty() ? 1 : 0;
        if (seen % 100'000 == 0) {
            most = residentMb() - memory > most ? residentMb() - memory : most;
        }
    }
    mysql_free_result(result);
    const double read = cpuSeconds() - before;
    if (seen != streamed) {
        std::fprintf(stderr, "rows of the stream were lost: %ld\n", seen);
        return 1;
    }
    std::printf("{\"insert of a row: CPU µs\":%f,\"streamed row: CPU µs\":%f,\"stream: MB more\":%f}\n",
                1e6 * inserted / double(rows), 1e6 * read / double(streamed), most);
    mysql_close(mysql);
    return 0;
}
