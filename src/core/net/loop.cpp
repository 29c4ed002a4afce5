#include "core/net/loop.h"

#include "core/base/assert.h"

#include <uv.h>

#include <algorithm>
#include <csignal>
#include <ctime>

namespace aha::net {

namespace {

constexpr std::size_t kReadBufferBytes = 64 * 1024;
constexpr std::size_t kDrainBudget = 512;
constexpr std::uint64_t kNever = ~std::uint64_t{0};

enum class RunState : std::uint8_t {
    Idle,     // run() is not active
    Running,  // in run()
    Stopping, // in run(), and stop() was called
    Closing,  // in the destructor
};

void ignoreSigpipe() {
    struct sigaction action {};
    if (sigaction(SIGPIPE, nullptr, &action) == 0 && action.sa_handler == SIG_DFL) {
        action.sa_handler = SIG_IGN;
        sigaction(SIGPIPE, &action, nullptr);
    }
}

template <typename Handle> uv_handle_t* asHandle(Handle& handle) {
    return reinterpret_cast<uv_handle_t*>(&handle);
}

} // namespace

struct Loop::Impl {
    Impl();
    ~Impl();

    std::uint64_t nowMs() const { return uv_now(&uv) + skippedMs; }
    std::uint64_t dueMs(std::uint64_t delayMs) const;
    bool hasWork() const { return !ready.empty() || !flushes.empty(); }
    void beforePoll();
    void afterPoll();
    void prime();
    void keepPollAwake();
    void drain();
    void flushAll();
    void syncTimer();
    void callHook() {
        if (hook) {
            hook(hookContext);
        }
    }
    void closeHandles();

    // Mutable because the accessors of libuv and of the lists are not const.
    mutable uv_loop_t uv;
    uv_prepare_t prepare;
    uv_check_t check;
    uv_idle_t idle;   // active while work is left, so that poll does not block
    uv_timer_t timer; // wakes poll for the wheel; armed only when its due time changes
    std::uint64_t timerDueMs = kNever;
    std::uint64_t skippedMs = 0;
    TimerWheel wheel;
    TimerWheel background; // fires likewise, and counts for nothing
    std::size_t holds = 0;
    mutable IntrusiveList<ReadyItem, ReadyTag> ready;
    mutable IntrusiveList<FlushItem, FlushTag> flushes;
    IntrusiveList<Handle, HandleTag> handles;
    std::unique_ptr<char[]> buffer{new char[kReadBufferBytes]};
    std::size_t drainBudget = kDrainBudget;
    std::uint64_t turns = 0;
    std::uint64_t wallTurn = kNever;
    std::int64_t wallSeconds = 0;
    void (*hook)(void*) = nullptr;
    void* hookContext = nullptr;
    RunState state = RunState::Idle;

private:
    static std::uint64_t initialise(Impl& impl) {
        int err = uv_loop_init(&impl.uv);
        AHA_ASSERT(err == 0); // no descriptors or memory at start: nothing can be served
        return uv_now(&impl.uv);
    }
};

Loop::Impl::Impl() : wheel(initialise(*this)), background(uv_now(&uv)) {
    ignoreSigpipe();
    uv.data = this;
    uv_prepare_init(&uv, &prepare);
    uv_check_init(&uv, &check);
    uv_idle_init(&uv, &idle);
    uv_timer_init(&uv, &timer);
    prepare.data = check.data = idle.data = timer.data = this;
    uv_prepare_start(&prepare, [](uv_prepare_t* handle) { static_cast<Impl*>(handle->data)->beforePoll(); });
    uv_check_start(&check, [](uv_check_t* handle) { static_cast<Impl*>(handle->data)->afterPoll(); });
    uv_unref(asHandle(prepare));
    uv_unref(asHandle(check));
}

Loop::Impl::~Impl() {
    AHA_ASSERT(state == RunState::Idle);
    state = RunState::Closing;
    uv_prepare_stop(&prepare);
    uv_check_stop(&check);
    closeHandles();
    for (uv_handle_t* handle : {asHandle(prepare), asHandle(check), asHandle(idle), asHandle(timer)}) {
        uv_close(handle, nullptr);
    }
    uv_run(&uv, UV_RUN_DEFAULT);
    int err = uv_loop_close(&uv);
    AHA_ASSERT(err == 0); // a handle that was never track()ed is still open
    while (ready.popFront()) {
    }
    while (flushes.popFront()) {
    }
}

// A close callback may track new handles; each round closes what there is.
void Loop::Impl::closeHandles() {
    uv_idle_stop(&idle);
    uv_timer_stop(&timer);
    while (!handles.empty()) {
        IntrusiveList<Handle, HandleTag> closing;
        closing.splice(handles);
        while (Handle* handle = closing.popFront()) {
            handles.pushBack(*handle);
            handle->close();
        }
        AHA_ASSERT(uv_loop_alive(&uv) || handles.empty()); // else one of them never unlinks itself
        uv_run(&uv, UV_RUN_DEFAULT);
    }
    uv_run(&uv, UV_RUN_DEFAULT); // requests of the thread pool
}

// Counted from the real time: in a turn whose code computes for long the clock of the loop lags behind, and a
// limit would be over before its time, perhaps at once.
std::uint64_t Loop::Impl::dueMs(std::uint64_t delayMs) const {
    const std::uint64_t now = std::max(uv_now(&uv), uv_hrtime() / 1'000'000) + skippedMs;
    return delayMs < kNever - now ? now + delayMs : kNever;
}

void Loop::Impl::beforePoll() {
    if (state == RunState::Running && !hasWork()) {
        callHook();
        syncTimer();
    }
    keepPollAwake();
}

void Loop::Impl::afterPoll() {
    ++turns;
    wheel.advance(nowMs());
    background.advance(nowMs());
    drain();
    flushAll();
    prime();
}

// libuv ends its run when it sees nothing active, so what only we know of has to be shown to it.
void Loop::Impl::prime() {
    keepPollAwake();
    const bool isNeeded = !wheel.empty() || !background.empty();
    const bool counts = uv_has_ref(asHandle(timer)) != 0;
    if (isNeeded != (uv_is_active(asHandle(timer)) != 0) || counts == wheel.empty()) {
        syncTimer();
    }
}

// An active idle handle makes poll return at once. Starting and stopping are no-ops when nothing changes.
void Loop::Impl::keepPollAwake() {
    if (hasWork()) {
        uv_idle_start(&idle, [](uv_idle_t*) {});
    } else {
        uv_idle_stop(&idle);
    }
}

void Loop::Impl::drain() {
    for (std::size_t left = drainBudget; left > 0 && state == RunState::Running; --left) {
        ReadyItem* item = ready.popFront();
        if (!item) {
            break;
        }
        item->run();
    }
}

// What a flush enqueues waits for the next turn, so that two items cannot keep each other busy for ever.
void Loop::Impl::flushAll() {
    if (flushes.empty()) {
        return;
    }
    IntrusiveList<FlushItem, FlushTag> batch;
    batch.splice(flushes);
    while (FlushItem* item = batch.popFront()) {
        item->flush();
    }
}

void Loop::Impl::syncTimer() {
    std::uint64_t dueMs = wheel.empty() ? kNever : wheel.nextDueMs();
    if (!background.empty()) {
        dueMs = std::min(dueMs, background.nextDueMs());
    }
    if (wheel.empty()) {
        uv_unref(asHandle(timer));
    } else {
        uv_ref(asHandle(timer));
    }
    if (dueMs == timerDueMs && (dueMs == kNever || uv_is_active(asHandle(timer)))) {
        return;
    }
    timerDueMs = dueMs;
    if (dueMs == kNever) {
        uv_timer_stop(&timer);
        return;
    }
    std::uint64_t now = nowMs();
    uv_timer_start(
        &timer, [](uv_timer_t*) {}, dueMs > now ? dueMs - now : 0, 0);
}

Loop::Loop() : impl_(std::make_unique<Impl>()) {}
Loop::~Loop() = default;

Loop::End Loop::run() {
    Impl& impl = *impl_;
    AHA_ASSERT(impl.state == RunState::Idle);
    impl.state = RunState::Running;
    for (;;) {
        impl.prime();
        uv_run(&impl.uv, UV_RUN_DEFAULT);
        if (impl.state == RunState::Stopping) {
            break;
        }
        // libuv sees nothing that could bring an event: the last word has the hook.
        if (!isAlive()) {
            impl.callHook();
            if (!isAlive()) {
                break;
            }
        }
    }
    End end = impl.state == RunState::Stopping ? End::Stopped : End::Quiescent;
    impl.state = RunState::Idle;
    return end;
}

void Loop::stop() {
    if (impl_->state == RunState::Running) {
        impl_->state = RunState::Stopping;
        uv_stop(&impl_->uv);
    }
}

bool Loop::isRunning() const {
    return impl_->state == RunState::Running || impl_->state == RunState::Stopping;
}

bool Loop::isAlive() const { return impl_->hasWork() || !impl_->wheel.empty() || uv_loop_alive(&impl_->uv); }

std::uint64_t Loop::nowMs() const {
    if (impl_->state == RunState::Idle) {
        uv_update_time(&impl_->uv); // outside run() time does not stand still
    }
    return impl_->nowMs();
}

std::int64_t Loop::wallSeconds() const {
    Impl& impl = *impl_;
    if (impl.wallTurn != impl.turns || !isRunning()) {
        impl.wallTurn = impl.turns;
        impl.wallSeconds = std::int64_t(std::time(nullptr)) + std::int64_t(impl.skippedMs / 1000);
    }
    return impl.wallSeconds;
}

std::uint64_t Loop::nowNs() { return uv_hrtime(); }

void Loop::skipTime(std::uint64_t ms) {
    impl_->skippedMs += ms;
    impl_->timerDueMs = kNever - 1; // no due time: the uv timer has to be set anew
    impl_->wallTurn = kNever;
}

void Loop::arm(WheelTimer& timer, std::uint64_t delayMs) { impl_->wheel.arm(timer, impl_->dueMs(delayMs)); }

void Loop::cancel(WheelTimer& timer) { impl_->wheel.cancel(timer); }

void Loop::armBackground(WheelTimer& timer, std::uint64_t delayMs) {
    impl_->background.arm(timer, impl_->dueMs(delayMs));
}

void Loop::cancelBackground(WheelTimer& timer) { impl_->background.cancel(timer); }

// The check handle is always active, so its reference alone keeps libuv running.
Loop::Hold::Hold(Loop& loop) : loop_(&loop) {
    if (loop.impl_->holds++ == 0) {
        uv_ref(asHandle(loop.impl_->check));
    }
}

void Loop::Hold::release() {
    if (Loop* loop = std::exchange(loop_, nullptr)) {
        if (--loop->impl_->holds == 0) {
            uv_unref(asHandle(loop->impl_->check));
        }
    }
}

void Loop::enqueue(ReadyItem& item) { impl_->ready.pushBack(item); }

void Loop::enqueueFlush(FlushItem& item) { impl_->flushes.pushBack(item); }

void Loop::setDrainBudget(std::size_t items) { impl_->drainBudget = items > 0 ? items : 1; }

void Loop::setBeforeBlock(void (*hook)(void*), void* context) {
    impl_->hook = hook;
    impl_->hookContext = context;
}

std::span<char> Loop::readBuffer() { return {impl_->buffer.get(), kReadBufferBytes}; }

void Loop::track(Handle& handle) { impl_->handles.pushBack(handle); }

std::size_t Loop::handleCount() const {
    std::size_t count = 0;
    for (Handle* handle = impl_->handles.front(); handle; handle = impl_->handles.next(*handle)) {
        ++count;
    }
    return count;
}

std::uint64_t Loop::turns() const { return impl_->turns; }

Result<void> Loop::recoverAfterFork() {
    int err = uv_loop_fork(&impl_->uv);
    if (err < 0) {
        return errorFromErrno(-err, "set up the event loop after fork");
    }
    // A signal that the parent had caught and not yet dispatched is the parent's: libuv before 1.45 would
    // wait for it here for ever when the watcher is closed.
    uv_walk(
        &impl_->uv,
        [](uv_handle_t* handle, void*) {
            if (handle->type == UV_SIGNAL) {
                auto* signal = reinterpret_cast<uv_signal_t*>(handle);
                signal->caught_signals = signal->dispatched_signals = 0;
            }
        },
        nullptr);
    return {};
}

uv_loop_s* Loop::uv() { return &impl_->uv; }

} // namespace aha::net
