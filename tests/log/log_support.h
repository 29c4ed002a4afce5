#pragma once

#include "core/log/sink.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <mutex>
#include <sstream>
#include <string>
#include <vector>

namespace aha::log::test {

// A folder that goes with its test.
class TempFolder {
public:
    TempFolder() {
        std::string pattern = (std::filesystem::temp_directory_path() / "aha-log-XXXXXX").string();
        path_ = ::mkdtemp(pattern.data());
    }
    ~TempFolder() { std::filesystem::remove_all(path_); }
    std::string operator/(const std::string& name) const { return path_ + "/" + name; }
    const std::string& path() const { return path_; }

    std::vector<std::string> names() const {
        std::vector<std::string> names;
        for (const auto& entry : std::filesystem::directory_iterator(path_)) {
            names.push_back(entry.path().filename().string());
        }
        std::sort(names.begin(), names.end());
        return names;
    }

private:
    std::string path_;
};

inline std::string readAll(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

inline std::vector<std::string> linesOf(const std::string& text) {
    std::vector<std::string> lines;
    std::stringstream in(text);
    for (std::string line; std::getline(in, line);) {
        lines.push_back(line);
    }
    return lines;
}

inline LocalTime timeOf(std::int64_t wallSeconds) {
    LocalTime now;
    now.wallSeconds = wallSeconds;
    auto seconds = std::time_t(wallSeconds);
    ::gmtime_r(&seconds, &now.fields);
    return now;
}

// Writes to a string; `plan` may refuse or shorten a write: bytes to take, and the errno after them (0 =
// none).
class MemorySink final : public Sink {
public:
    struct Verdict {
        std::size_t take;
        int err;
    };
    struct Record {
        std::string text;
        std::vector<std::string> batches;
        int reopens = 0;
        std::function<Verdict(std::string_view)> plan;
        bool takesPriority = false;
    };
    explicit MemorySink(Record& record) : record_(record) {}
    // For a test that looks while a thread may write.
    static std::string textOf(const Record& record) {
        std::lock_guard<std::mutex> lock(mutex_);
        return record.text;
    }

    SinkOutcome write(std::string_view lines, const LocalTime&, std::atomic<std::size_t>& written) override {
        Verdict verdict{lines.size(), 0};
        if (record_.plan) {
            verdict = record_.plan(lines);
        }
        std::lock_guard<std::mutex> lock(mutex_);
        record_.text.append(lines.substr(0, verdict.take));
        record_.batches.emplace_back(lines.substr(0, verdict.take));
        written += verdict.take;
        return {verdict.err, verdict.err ? "refused" : ""};
    }
    void requestReopen() override { ++record_.reopens; }
    void crashWrite(const std::array<std::string_view, 3>& pieces) noexcept override {
        for (std::string_view piece : pieces) {
            record_.text.append(piece);
        }
    }
    bool takesPriority() const override { return record_.takesPriority; }
    std::string_view name() const override { return "memory"; }

private:
    static inline std::mutex mutex_;
    Record& record_;
};

} // namespace aha::log::test
