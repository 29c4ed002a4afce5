#include "core/net/file_watch.h"

#include <dirent.h>
#include <sys/stat.h>
#include <uv.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace aha::net {

static constexpr std::uint64_t kLookForRootsMs = 1000;

// One folder with its handle of libuv.
struct FileWatch::Folder {
    uv_fs_event_t event;
    FileWatch* watch;
    std::string path;
    dev_t device = 0;
    ino_t inode = 0;
    bool hasFiles = false; // that count

    void free() {
        watch = nullptr;
        uv_close(reinterpret_cast<uv_handle_t*>(&event),
                 [](uv_handle_t* handle) { delete static_cast<Folder*>(handle->data); });
    }
    std::string_view name() const { return std::string_view(path).substr(path.rfind('/') + 1); }
};

static bool endsWith(std::string_view text, std::string_view end) {
    return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

static std::string withoutEndSlashes(std::string path) {
    while (path.size() > 1 && path.back() == '/') {
        path.pop_back();
    }
    return path;
}

static std::string join(const std::string& folder, std::string_view name) {
    std::string path = folder;
    if (path.back() != '/') {
        path += '/';
    }
    return path.append(name);
}

static bool isFolder(const std::string& path, struct stat& info) {
    return ::lstat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode);
}

FileWatch::FileWatch(Loop& loop, FileWatchOptions options, FileWatchHandler& handler)
    : loop_(loop), handler_(&handler), options_(std::move(options)),
      quiet_(*this, [](WheelTimer& timer) { static_cast<Timer&>(timer).watch.onQuiet(); }),
      rootTimer_(*this, [](WheelTimer& timer) { static_cast<Timer&>(timer).watch.lookForRoots(); }) {}

Result<std::unique_ptr<FileWatch>> FileWatch::watch(Loop& loop, const std::vector<std::string>& folders,
                                                    FileWatchOptions options, FileWatchHandler& handler) {
    std::unique_ptr<FileWatch> watch(new FileWatch(loop, std::move(options), handler));
    loop.track(*watch);
    for (const std::string& folder : folders) {
        std::string path = withoutEndSlashes(folder);
        struct stat info {};
        if (path.empty() || ::stat(path.c_str(), &info) != 0) {
            return errorFromErrno(path.empty() ? ENOENT : errno, "watch folder " + folder);
        }
        if (!S_ISDIR(info.st_mode)) {
            return Error{Errc::InvalidArgument, "watch folder " + folder + ": it is not a folder"};
        }
        watch->roots_.push_back(path);
        if (auto added = watch->addTree(path, false); !added) {
            return added.error();
        }
    }
    return watch;
}

void FileWatch::close() {
    if (!std::exchange(handler_, nullptr)) {
        return; // also when the loop has closed it, and is gone
    }
    unlink();
    loop_.cancel(quiet_);
    loop_.cancel(rootTimer_);
    for (auto& [path, folder] : folders_) {
        folder->free();
    }
    folders_.clear();
    roots_.clear();
}

bool FileWatch::counts(std::string_view name) const {
    if (name.substr(0, 2) == ".#") {
        return false; // the mark of an editor that has the file open
    }
    return options_.suffixes.empty() ||
           std::any_of(options_.suffixes.begin(), options_.suffixes.end(),
                       [name](const std::string& suffix) { return endsWith(name, suffix); });
}

bool FileWatch::isIgnored(std::string_view folderName) const {
    return folderName.substr(0, 1) == "." ||
           std::find(options_.ignoredFolders.begin(), options_.ignoredFolders.end(), folderName) !=
               options_.ignoredFolders.end();
}

// Null when the folder has gone meanwhile.
Result<FileWatch::Folder*> FileWatch::addFolder(const std::string& path) {
    const std::string what = "watch folder " + path;
    if (folders_.size() >= options_.maxFolders) {
        return Error{Errc::TooMany, what + ": more than " + std::to_string(options_.maxFolders) + " folders"};
    }
    auto* folder = new Folder{};
    folder->watch = this;
    folder->path = path;
    uv_fs_event_init(loop_.uv(), &folder->event);
    folder->event.data = folder;
    uv_unref(reinterpret_cast<uv_handle_t*>(&folder->event));
    int err = uv_fs_event_start(
        &folder->event,
        [](uv_fs_event_t* handle, const char* name, int events, int status) {
            auto* self = static_cast<Folder*>(handle->data);
            if (!self->watch) {
                return;
            }
            if (status < 0 || !name) {
                self->watch->noteError(
                    errorFromErrno(status < 0 ? -status : EIO, "watch folder " + self->path));
                return;
            }
            // Of a folder, a change is one of its mode or times; what becomes of its files they tell.
            self->watch->onEvent(*self, name, (events & UV_CHANGE) != 0);
        },
        path.c_str(), 0);
    struct stat info {};
    if (err == 0 && ::stat(path.c_str(), &info) == 0) {
        folder->device = info.st_dev;
        folder->inode = info.st_ino;
        folders_.emplace(path, folder);
        return folder;
    }
    folder->free();
    if (err == 0 || err == UV_ENOENT || err == UV_ENOTDIR) {
        return nullptr;
    }
    if (err == UV_ENOSPC) {
        return Error{Errc::Resource, what + ": no more watches for this user (fs.inotify.max_user_watches)"};
    }
    if (err == UV_EMFILE) {
        return Error{Errc::Resource, what + ": too many open files (or fs.inotify.max_user_instances)"};
    }
    return errorFromErrno(-err, what);
}

// Adds what is not yet watched of a folder and those below it. `isNews`: files in folders not known yet are
// changes. Fails when the folder itself cannot be watched, or no more folders at all.
Result<void> FileWatch::addTree(const std::string& path, bool isNews) {
    std::vector<std::string> left{path};
    while (!left.empty()) {
        std::string current = std::move(left.back());
        left.pop_back();
        auto known = folders_.find(current);
        // The watch comes before the look, so that nothing falls between them.
        Result<Folder*> folder =
            known != folders_.end() ? Result<Folder*>(known->second) : addFolder(current);
        Result<void> listed;
        if (!folder) {
            listed = folder.error();
        } else if (folder.value()) {
            listed = list(*folder.value(), known == folders_.end(), isNews, left);
        }
        if (listed) {
            continue;
        }
        Errc code = listed.error().code;
        if (current == path || code == Errc::TooMany || code == Errc::Resource) {
            return listed;
        }
        noteError(listed.error());
    }
    return {};
}

Result<void> FileWatch::list(Folder& folder, bool isNew, bool isNews, std::vector<std::string>& subfolders) {
    DIR* entries = ::opendir(folder.path.c_str());
    if (!entries) {
        if (errno == ENOENT || errno == ENOTDIR) {
            return {}; // gone meanwhile, of which an event tells
        }
        return errorFromErrno(errno, "list folder " + folder.path);
    }
    while (const dirent* entry = ::readdir(entries)) {
        std::string_view name = entry->d_name;
        std::string path = join(folder.path, name);
        struct stat info {};
        bool mayBeFolder = entry->d_type == DT_DIR || entry->d_type == DT_UNKNOWN;
        if (mayBeFolder && isFolder(path, info)) {
            if (!isIgnored(name)) { // nor "." and ".."
                subfolders.push_back(std::move(path));
            }
        } else if (isNew && counts(name)) {
            folder.hasFiles = true;
            if (isNews) {
                noteChange(path);
            }
        }
    }
    ::closedir(entries);
    return {};
}

// Forgets a folder that has gone, with those that were below it.
void FileWatch::dropTree(const std::string& path) {
    bool hadFiles = false;
    const std::string below = join(path, "");
    auto drop = [&](std::map<std::string, Folder*>::iterator at) {
        hadFiles |= at->second->hasFiles;
        at->second->free();
        return folders_.erase(at);
    };
    if (auto at = folders_.find(path); at != folders_.end()) {
        drop(at);
    }
    for (auto at = folders_.lower_bound(below);
         at != folders_.end() && at->first.compare(0, below.size(), below) == 0;) {
        at = drop(at);
    }
    if (hadFiles) {
        noteChange(path);
    }
    if (std::find(roots_.begin(), roots_.end(), path) != roots_.end() && !rootTimer_.isArmed()) {
        loop_.arm(rootTimer_, kLookForRootsMs);
    }
}

// What has a path that was watched may be another folder by now.
void FileWatch::refreshTree(const std::string& path) {
    dropTree(path);
    struct stat info {};
    bool isRoot = std::find(roots_.begin(), roots_.end(), path) != roots_.end();
    bool isThere = isRoot ? ::stat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode) : isFolder(path, info);
    if (!isThere) {
        return;
    }
    if (auto added = addTree(path, true); !added) {
        noteError(added.error());
    }
}

void FileWatch::onEvent(Folder& folder, std::string_view name, bool isAttribute) {
    const std::string parent = folder.path; // the folder may go
    const std::string path = join(parent, name);
    struct stat info {};
    if (isFolder(path, info)) {
        auto known = folders_.find(path);
        bool isSame = known != folders_.end() && known->second->device == info.st_dev &&
                      known->second->inode == info.st_ino;
        if (!isSame && !isIgnored(name)) {
            refreshTree(path);
        }
    } else {
        if (folders_.count(path) != 0) {
            dropTree(path);
        }
        if (counts(name)) {
            folder.hasFiles = true;
            noteChange(path);
        }
    }
    // An event of the folder itself bears its own name: it has been removed or moved. Its number on the disk
    // says nothing then, as a new folder may have got the same.
    if (auto known = folders_.find(parent);
        !isAttribute && known != folders_.end() && known->second->name() == name) {
        refreshTree(parent);
    }
}

void FileWatch::lookForRoots() {
    bool isOneMissing = false;
    for (const std::string& root : roots_) {
        if (folders_.count(root) == 0) {
            refreshTree(root);
            isOneMissing |= folders_.count(root) == 0;
        }
    }
    if (isOneMissing) {
        loop_.arm(rootTimer_, kLookForRootsMs);
    } else {
        loop_.cancel(rootTimer_);
    }
}

void FileWatch::noteChange(const std::string& path) {
    std::uint64_t now = loop_.nowMs();
    if (firstChange_.empty()) {
        firstChange_ = path;
        firstChangeMs_ = now;
    }
    std::uint64_t latest = firstChangeMs_ + options_.maxDelayMs;
    loop_.arm(quiet_, std::min(options_.quietMs, latest > now ? latest - now : 0));
}

void FileWatch::noteError(const Error& error) {
    if (!firstError_) {
        firstError_ = error;
    }
    if (!quiet_.isArmed()) {
        loop_.arm(quiet_, options_.quietMs);
    }
}

void FileWatch::onQuiet() {
    // The queue of the kernel may have run over: then there are folders that nobody has told of.
    for (const std::string& root : roots_) {
        if (folders_.count(root) != 0) {
            if (auto added = addTree(root, true); !added) {
                noteError(added.error());
            }
        }
    }
    loop_.cancel(quiet_); // what that has found belongs to this report
    auto error = std::exchange(firstError_, std::nullopt);
    if (error && error->message != lastError_) {
        lastError_ = error->message;
        if (!firstChange_.empty()) {
            loop_.arm(quiet_, 0); // the handler may destroy us: one call at a time
        }
        handler_->onWatchError(*error);
    } else if (!firstChange_.empty()) {
        std::string change = std::exchange(firstChange_, {});
        handler_->onFileChanged(change);
    }
}

} // namespace aha::net
