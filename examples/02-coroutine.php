<?php

// 02 · Coroutines
//
// A coroutine is a generator function: each `yield` waits for something, and meanwhile other tasks run.
//
//     php -d extension=aha.so examples/02-coroutine.php

use Aha\Coroutine\Channel;

// `return` gives the coroutine its value, like in any function.
function fetchUser(int $id)
{
    yield Aha\sleep(0.02); // a query, a request, …
    if ($id === 0) {
        throw new DomainException('there is no user 0');
    }
    return ['id' => $id, 'name' => "user $id"];
}

function greet(int $id)
{
    $user = yield fetchUser($id); // wait for another coroutine
    return "Hello, {$user['name']}!";
}

$value = Aha\run(function () {
    echo yield greet(1), "\n"; // Hello, user 1!

    // An exception arrives at the `yield`, through every level.
    try {
        yield greet(0);
    } catch (DomainException $error) {
        echo 'Sorry: ', $error->getMessage(), "\n"; // Sorry: there is no user 0
    }

    // A task runs beside this one. A channel hands values over.
    $channel = new Channel();
    Aha\go(function () use ($channel) {
        foreach (['one', 'two', 'three'] as $word) {
            yield $channel->push($word);
        }
        $channel->close();
    });
    while (null !== $word = yield $channel->pop()) {
        echo $word, ' '; // one two three
    }
    echo "\n";

    // A limit in time: the task is cancelled, and its `finally` runs.
    $slow = function () {
        try {
            yield Aha\sleep(60);
        } finally {
            echo "cleaned up\n";
        }
    };
    try {
        yield Aha\timeout(0.01, $slow);
    } catch (Aha\TimeoutException) {
        echo "too slow\n";
    }
    return 42;
});
echo "run() gives what main returns: $value\n";
