#include "support/mariadb.h"

#include "support/tls_material.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

namespace aha::test {

static constexpr int kStartLimitMs = 60'000;

static std::string programPath(const std::string& name) {
    std::stringstream folders(std::string(std::getenv("PATH") ? std::getenv("PATH") : "") +
                              ":/usr/sbin:/usr/local/sbin");
    for (std::string folder; std::getline(folders, folder, ':');) {
        if (::access((folder + "/" + name).c_str(), X_OK) == 0) {
            return folder + "/" + name;
        }
    }
    return {};
}

// Output goes to a file; the child dies with this process.
static pid_t spawn(const std::vector<std::string>& command, const std::string& output) {
    std::vector<char*> arguments;
    for (const std::string& part : command) {
        arguments.push_back(const_cast<char*>(part.c_str()));
    }
    arguments.push_back(nullptr);
    const pid_t parent = ::getpid();
    const pid_t pid = ::fork();
    if (pid != 0) {
        return pid;
    }
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    const int null = ::open("/dev/null", O_RDONLY);
    const int out = ::open(output.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    if (::getppid() != parent || null < 0 || out < 0) {
        ::_exit(126);
    }
    ::dup2(null, 0);
    ::dup2(out, 1);
    ::dup2(out, 2);
    for (int fd = 3; fd < 1024; ++fd) {
        ::close(fd);
    }
    ::signal(SIGPIPE, SIG_DFL);
    ::execv(arguments[0], arguments.data());
    ::_exit(127);
}

static bool succeeds(pid_t pid) {
    int status = 0;
    while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static std::string contents(const std::string& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

static unsigned freePort() {
    const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    ::bind(fd, reinterpret_cast<sockaddr*>(&address), size);
    ::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size);
    ::close(fd);
    return ntohs(address.sin_port);
}

std::string MariaDb::missing() {
    for (const char* program : {"mariadbd", "mariadb-install-db", "mariadb"}) {
        if (programPath(program).empty()) {
            return program;
        }
    }
    return {};
}

MariaDb* MariaDb::shared() {
    static const std::unique_ptr<MariaDb> server = [] {
        std::unique_ptr<MariaDb> made;
        if (missing().empty()) {
            made.reset(new MariaDb);
            if (!made->install()) {
                std::cerr << contents(made->folder_ + "/log");
                std::abort(); // installed, and not working: no reason to skip
            }
            made->start();
        }
        return made;
    }();
    return server.get();
}

MariaDb::MariaDb() {
    char folder[] = "/tmp/aha-mariadb-XXXXXX";
    if (!::mkdtemp(folder)) {
        std::abort();
    }
    folder_ = folder;
    socket_ = folder_ + "/socket";
    port_ = freePort();
    tls_ = std::make_unique<TlsAuthority>("mariadb");
    TlsAuthority::Wish wish;
    wish.commonName = "localhost";
    wish.names = {"DNS:localhost"};
    const TlsFiles files = tls_->issue(wish);
    certificate_ = files.certificate;
    key_ = files.key;
}

MariaDb::~MariaDb() {
    stop(true);
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

const std::string& MariaDb::authority() const { return tls_->caFile(); }

std::vector<std::string> MariaDb::options() const {
    const passwd* user = ::getpwuid(::getuid());
    return {"--no-defaults",
            "--datadir=" + folder_ + "/data",
            "--tmpdir=" + folder_,
            "--user=" + std::string(user ? user->pw_name : "root"),
            "--innodb-log-file-size=8M",
            "--innodb-buffer-pool-size=16M",
            "--innodb-use-native-aio=0",
            "--aria-log-file-size=8M"};
}

bool MariaDb::install() {
    std::vector<std::string> command = {programPath("mariadb-install-db")};
    for (const std::string& option : options()) {
        command.push_back(option);
    }
    command.insert(command.end(), {"--auth-root-authentication-method=normal", "--skip-test-db"});
    return succeeds(spawn(command, folder_ + "/log"));
}

void MariaDb::start() {
    std::vector<std::string> command = {programPath("mariadbd")};
    for (const std::string& option : options()) {
        command.push_back(option);
    }
    command.insert(command.end(),
                   {"--port=" + std::to_string(port_), "--bind-address=127.0.0.1", "--socket=" + socket_,
                    "--pid-file=" + folder_ + "/pid", "--skip-log-bin", "--innodb-flush-log-at-trx-commit=0",
                    "--performance-schema=OFF", "--skip-name-resolve", "--max-allowed-packet=4M",
                    "--ssl-ca=" + tls_->caFile(), "--ssl-cert=" + certificate_, "--ssl-key=" + key_});
    pid_ = spawn(command, folder_ + "/log");
    for (int waited = 0; waited < kStartLimitMs; waited += 20) {
        const auto answer = admin("CREATE USER IF NOT EXISTS 'aha'@'%' IDENTIFIED BY 'secret'; "
                                  "CREATE USER IF NOT EXISTS 'open'@'%' IDENTIFIED BY ''; "
                                  "GRANT ALL PRIVILEGES ON *.* TO 'aha'@'%'; "
                                  "GRANT ALL PRIVILEGES ON *.* TO 'open'@'%'; "
                                  "CREATE DATABASE IF NOT EXISTS shop CHARACTER SET utf8mb4; SELECT 'up'");
        if (answer.size() == 1 && answer[0] == "up") {
            return;
        }
        ::poll(nullptr, 0, 20);
    }
    std::cerr << contents(folder_ + "/log");
    std::abort();
}

void MariaDb::stop(bool hard) {
    if (pid_ > 0) {
        ::kill(pid_, hard ? SIGKILL : SIGTERM);
        succeeds(pid_);
        pid_ = -1;
    }
}

std::vector<std::string> MariaDb::admin(const std::string& sql) {
    const std::string output = folder_ + "/answer";
    ::unlink(output.c_str());
    const bool isOk = succeeds(spawn({programPath("mariadb"), "--no-defaults", "--socket=" + socket_,
                                      "--user=root", "--skip-column-names", "--batch", "--execute=" + sql},
                                     output));
    std::vector<std::string> lines;
    std::stringstream text(contents(output));
    for (std::string line; isOk && std::getline(text, line);) {
        lines.push_back(line);
    }
    return lines;
}

} // namespace aha::test
