#pragma once

#include "core/base/result.h"
#include "core/base/timer_wheel.h"
#include "core/net/loop.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace aha::net {

struct FileWatchOptions {
    std::vector<std::string> suffixes = {".php"};               // of the files that count; none = all files
    std::vector<std::string> ignoredFolders = {"node_modules"}; // besides all whose name begins with a dot
    std::uint64_t quietMs = 100;      // this long after the last change it is reported,
    std::uint64_t maxDelayMs = 1'000; // and at the latest this long after the first one
    std::size_t maxFolders = 4096;
};

// Called from the loop. It may close or destroy the watch.
class FileWatchHandler {
public:
    virtual void onFileChanged(const std::string& path) = 0; // the first one of a burst of changes
    virtual void onWatchError(const Error&) = 0;             // a folder cannot be watched; the others are

protected:
    ~FileWatchHandler() = default;
};

// Watches files in folders, and in all folders below, those made later included: changed, replaced, created,
// removed. Links to folders are followed for the given folders only. It does not keep the loop running,
// except while a report is due or a given folder is gone (it is looked for once a second).
// Owned by its user. Listing folders blocks: meant for development. Calls FileWatchHandler.
class FileWatch final : public Handle {
public:
    static Result<std::unique_ptr<FileWatch>> watch(Loop& loop, const std::vector<std::string>& folders,
                                                    FileWatchOptions options, FileWatchHandler& handler);
    ~FileWatch() override { close(); }
    void close() override; // idempotent

    std::size_t folderCount() const { return folders_.size(); }

private:
    struct Folder;
    struct Timer : WheelTimer {
        Timer(FileWatch& owner, void (*fire)(WheelTimer&)) : WheelTimer(fire), watch(owner) {}
        FileWatch& watch;
    };

    FileWatch(Loop& loop, FileWatchOptions options, FileWatchHandler& handler);

    Result<void> addTree(const std::string& path, bool isNews);
    Result<void> list(Folder& folder, bool isNew, bool isNews, std::vector<std::string>& subfolders);
    Result<Folder*> addFolder(const std::string& path);
    void dropTree(const std::string& path);
    void refreshTree(const std::string& path);
    void onEvent(Folder& folder, std::string_view name, bool isAttribute);
    void onQuiet();
    void lookForRoots();
    void noteChange(const std::string& path);
    void noteError(const Error& error);
    bool counts(std::string_view name) const;
    bool isIgnored(std::string_view folderName) const;

    Loop& loop_;
    FileWatchHandler* handler_; // null when closed
    FileWatchOptions options_;
    std::vector<std::string> roots_;
    std::map<std::string, Folder*> folders_; // by path; they free themselves when libuv is done with them
    Timer quiet_, rootTimer_;
    std::string firstChange_; // "" = nothing to report
    std::uint64_t firstChangeMs_ = 0;
    std::optional<Error> firstError_; // to report
    std::string lastError_;           // that was reported: it is not repeated
};

} // namespace aha::net
