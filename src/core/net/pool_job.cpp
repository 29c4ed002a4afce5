#include "core/net/pool_job.h"

#include "core/base/assert.h"

#include <uv.h>

namespace aha::net {

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
    return job;
}

PoolJob::~PoolJob() {
    if (request_) {
        request_->owner = nullptr;
        uv_cancel(reinterpret_cast<uv_req_t*>(&request_->work)); // in vain if it runs already
    }
}

} // namespace aha::net
