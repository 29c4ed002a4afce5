<?php

declare(strict_types=1);

namespace Application\Actions\Coroutine;

use Aha\Coroutine\Channel;
use Application\Util\{BaseAction, Card};

#[Card('A queue and three workers', 'Nine jobs go through a channel to three tasks that belong to this request.')]
final class Workers extends BaseAction
{
    public function execute()
    {
        $jobs = new Channel(9);
        $done = [];
        $workers = [];
        foreach (['a', 'b', 'c'] as $name) {
            $workers[] = \Aha\go(function () use ($jobs, $name, &$done) {
                while (null !== $job = yield $jobs->pop()) {
                    yield \Aha\sleep(0.1);
                    $done[] = "$name: job $job";
                }
            });
        }
        foreach (range(1, 9) as $job) {
            yield $jobs->push($job);
        }
        $jobs->close();
        yield $workers;
        return $done;
    }
}
