#include "core/net/pool_job.h"

#include "core/base/assert.h"

#include <atomic>
#include <unistd.h>
#include <uv.h>

namespace aha::net {

static std::atomic<pid_t> poolProcess{0}; // whose threads the pool has; 0 = none yet

struct PoolJob::Request {
    uv_work_t work;
    std::function<void()> run, done;
    PoolJob* owner = nullptr; // null once it has lost interest

    static void execute(uv_work_t* work) { static_cast<Request*>(work->data)->run(); }
    static void finish(uv_work_t* work, int) {
        std::unique_ptr<Request> self(static_cast<Request*>(work->data));
        if (self->owner) {
            self->owner->request_ = nullptr;
            self->run = nullptr; // what it holds is free before the next job begins
            self->done();
        }
    }
};

std::unique_ptr<PoolJob> PoolJob::start(Loop& loop, std::function<void()> work, std::function<void()> done) {
    std::unique_ptr<PoolJob> job(new PoolJob);
    job->request_ = new Request;
    job->request_->work.data = job->request_;
    job->request_->run = std::move(work);
    job->request_->done = std::move(done);
    job->request_->owner = job.get();
    int err = uv_queue_work(loop.uv(), &job->request_->work, Request::execute, Request::finish);
    AHA_ASSERT(err == 0); // fails without a function only
    poolProcess = getpid();
    return job;
}

void restoreThreadPool() {
    if (poolProcess == 0 || poolProcess == getpid()) {
        return;
    }
    uv_loop_t loop;
    if (uv_loop_init(&loop) != 0) {
        return; // no descriptor is left; what follows is the end of the process anyway
    }
    uv_work_t work;
    uv_queue_work(
        &loop, &work, [](uv_work_t*) {}, [](uv_work_t*, int) {});
    uv_run(&loop, UV_RUN_DEFAULT);
    uv_loop_close(&loop);
    poolProcess = getpid();
}

PoolJob::~PoolJob() {
    if (request_) {
        request_->owner = nullptr;
        uv_cancel(reinterpret_cast<uv_req_t*>(&request_->work)); // in vain if it runs already
    }
}

} // namespace aha::net
