<?php

// 03 · In parallel
//
// Several operations at once: all, the first, the first good one, at most so many at a time.
//
//     php -d extension=aha.so examples/03-parallel.php

use Aha\Coroutine\{Scope, Semaphore};

function download(string $name, float $seconds, bool $fails = false)
{
    yield Aha\sleep($seconds);
    return $fails ? throw new RuntimeException("$name is broken") : "content of $name";
}

Aha\run(function () {
    // An array waits for all; keys and order stay. It takes as long as the slowest, not as long as the sum.
    $start = hrtime(true);
    $pages = yield [
        'a' => download('a', 0.05),
        'b' => download('b', 0.10),
        'c' => download('c', 0.01),
    ];
    echo implode(', ', array_keys($pages)), ': ', $pages['b'], "\n"; // a, b, c: content of b
    echo hrtime(true) - $start < 0.16e9 ? "together\n" : "one after the other\n";

    // The first that ends, the first that succeeds; the others are cancelled.
    echo yield Aha\race([download('slow', 5), download('fast', 0.01)]), "\n"; // content of fast
    echo yield Aha\any([download('bad', 0.001, true), download('good', 0.01)]), "\n"; // content of good

    // Every outcome, good and bad.
    foreach (yield Aha\settle([download('x', 0.001), download('y', 0.001, true)]) as $result) {
        echo $result['ok'] ? $result['value'] : 'error: ' . $result['error']->getMessage(), "\n";
    }

    // At most two at a time.
    $semaphore = new Semaphore(2);
    $running = $most = 0;
    $jobs = [];
    for ($i = 1; $i <= 6; $i++) {
        $jobs[$i] = $semaphore->withPermit(function () use ($i, &$running, &$most) {
            $most = max($most, ++$running);
            yield download("job $i", 0.005);
            $running--;
        });
    }
    yield $jobs;
    echo "six jobs, never more than $most at a time\n"; // … 2 …

    // A scope ends as a whole: one error cancels the rest and comes out of join().
    $scope = new Scope();
    $scope->go(download(...), 'part 1', 0.01, true);
    $scope->go(function () {
        try {
            yield Aha\sleep(60);
        } finally {
            echo "part 2 is cancelled\n";
        }
    });
    try {
        yield $scope->join();
    } catch (RuntimeException $error) {
        echo $error->getMessage(), "\n"; // part 1 is broken
    }
});
