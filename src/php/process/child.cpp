#include "php/process/child.h"

#include "core/log/registry.h"
#include "core/process/cpu.h"
#include "php/value.h"

#include <csignal>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

namespace aha::php {

// A worker whose code blocks cannot see that its master is gone: SIGALRM ends it.
static constexpr unsigned kOrphanSeconds = 1;

static void onParentDeath(int) { alarm(kOrphanSeconds); }

static void setHandler(int signal, void (*handler)(int)) {
    struct sigaction action = {};
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    sigaction(signal, &action, nullptr);
}

// Ctrl+C reaches the whole group of the terminal: it is the master that acts on it. A handler, and not
// SIG_IGN, which programs started from here would inherit.
static void settleSignals() {
    for (int signal : {SIGINT, SIGQUIT, SIGHUP, SIGUSR1, SIGUSR2}) {
        setHandler(signal, [](int) {});
    }
    signal(SIGCHLD, SIG_DFL);
}

static void watchParent([[maybe_unused]] int masterPid) {
#ifdef __linux__
    setHandler(SIGRTMAX - 3, onParentDeath);
    prctl(PR_SET_PDEATHSIG, SIGRTMAX - 3);
    if (getppid() != masterPid) { // it has died before
        alarm(kOrphanSeconds);
    }
#endif
}

void settleInChild() {
    settleSignals();
    log::forgetAllAfterFork();
    php_output_discard_all();
    zend_objects_store_mark_destructed(&EG(objects_store)); // their destructors are the master's to run
    php_free_shutdown_functions();
    BG(user_shutdown_function_names) = nullptr;
    RANDOM_G(mt19937_seeded) = false;
    RANDOM_G(combined_lcg_seeded) = false;
    realpath_cache_clean();
    // Code that is loaded here is looked at anew, else a reload within the revalidation time would load old
    // code.
    zend_string* name = zend_string_init(ZEND_STRL("opcache.revalidate_freq"), false);
    if (zend_hash_exists(EG(ini_directives), name)) {
        zend_alter_ini_entry_chars(name, "0", 1, PHP_INI_USER, PHP_INI_STAGE_RUNTIME);
    }
    zend_string_release(name);
}

Result<void> takePlace(const ProcessConfig& config, const process::WorkerRole& role, int masterPid) {
    if (config.pinsCpus) {
        if (auto pinned = process::pinTo(role.workerId); !pinned) {
            return pinned;
        }
    }
    auto privileges = process::Privileges::check(config.privileges);
    if (!privileges) {
        return privileges.error();
    }
    if (privileges.value().changesAnything()) {
        if (auto applied = privileges.value().apply(); !applied) {
            return applied;
        }
    }
    watchParent(masterPid); // a change of the user forgets it
    return {};
}

void setProcessTitle(const std::string& title) {
    zval function, result, argument;
    ZVAL_STRING(&function, "cli_set_process_title");
    if (zend_hash_str_exists(EG(function_table), ZEND_STRL("cli_set_process_title"))) {
        ZVAL_STRINGL(&argument, title.data(), title.size());
        if (call_user_function(nullptr, nullptr, &function, &result, 1, &argument) == SUCCESS) {
            zval_ptr_dtor(&result);
        }
        zval_ptr_dtor(&argument);
    }
    zval_ptr_dtor(&function);
}

} // namespace aha::php
