#pragma once

#include "core/log/file_calls.h"
#include "core/log/file_pattern.h"
#include "core/log/rotation.h"
#include "core/log/sink.h"

#include <atomic>
#include <cstddef>
#include <string>

namespace aha::log {

// Appends to a file that other processes append to as well, and that anybody may rename or remove at any
// time. Each piece is written under an exclusive lock on the file itself, after a look whether the path still
// leads to it: so lines stay whole when the disk is full, and only one process rotates. Owned by its
// LogWriter. Calls FileCalls.
class FileSink final : public Sink {
public:
    FileSink(FilePattern pattern, RotationRules rules, FileCalls& calls = FileCalls::real());
    ~FileSink() override;

    Result<void> open(const LocalTime& now) override;
    SinkOutcome write(std::string_view lines, const LocalTime& now,
                      std::atomic<std::size_t>& written) override;
    void requestReopen() override { reopenWanted_ = true; }
    void forgetAfterFork() override { close(); }
    void crashWrite(const std::array<std::string_view, 3>& pieces) noexcept override;
    std::string_view name() const override { return path_; }

    static constexpr std::size_t kPieceBytes = 256 * 1024; // of one write(2), unless a line is longer
    static constexpr int kLockTries = 20'000;              // of 0.1 ms: then it is written without
    static constexpr int kMaxReopens = 10'000; // for one piece: others rotate faster than we write

private:
    int ensureOpen(const LocalTime& now);
    int openFile();
    void makeFolders();
    void close();
    bool lock();
    void unlock();
    bool isCurrent(FileState& state);
    int prepare(const LocalTime& now, std::size_t bytes);
    int writePiece(std::string_view piece, std::atomic<std::size_t>& written);
    void takeBack(std::string_view piece, std::size_t& done, std::atomic<std::size_t>& written);
    SinkOutcome failure(int err);

    const FilePattern pattern_;
    Rotation rotation_;
    FileCalls& calls_;
    std::string path_;        // of the moment
    std::atomic<int> fd_{-1}; // -1 = closed
    FileState identity_;      // of fd_
    bool isLocked_ = false;
    std::atomic<bool> reopenWanted_{false};
    std::string problem_; // what failed last
};

} // namespace aha::log
