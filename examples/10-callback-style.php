<?php

// 10 · Callback style
//
// Every operation takes a callback function ($result, $error) as well; and a Deferred turns a callback into
// something to `yield`.
//
//     php -d extension=aha.so examples/10-callback-style.php

use Aha\{Deferred, Timer};
use Aha\Coroutine\Channel;

Aha\run(function () {
    // Most operations have a last argument for it; on() works with all of them.
    Aha\sleep(0.001, function ($result, $error) {
        echo "slept\n";
    });
    Aha\go(fn () => 6 * 7)->on(function ($result, $error) {
        echo "the task says $result\n"; // 42
    });
    Aha\go(fn () => throw new RuntimeException('oh no'))->on(function ($result, $error) {
        echo "the task failed: {$error->getMessage()}\n"; // oh no
    });

    // then, catch, finally: each gives a new future of what its handler returns.
    $sum = Aha\Future::resolved(20)
        ->then(fn ($value) => $value + 1)
        ->then(fn ($value) => Aha\sleep(0.001)->then(fn () => $value * 2))
        ->finally(function () {
            echo "the sum is there\n";
        });
    echo yield $sum, "\n"; // 42

    // Timers, in milliseconds.
    $ticks = 0;
    $done = new Deferred();
    Timer::tick(5, function (int $id) use (&$ticks, $done) {
        echo 'tick ', ++$ticks, "\n"; // three of them
        if ($ticks === 3) {
            Timer::clear($id);
            $done->resolve('the timer is done');
        }
    });
    // A Deferred wraps any interface that calls back.
    echo yield $done, "\n";

    // Callbacks and coroutines meet at the same objects.
    $channel = new Channel();
    $channel->pop(callback: function ($value) {
        echo "popped $value\n"; // popped by callback
    });
    yield $channel->push('by callback');
    yield Aha\sleep(0.01);
});
