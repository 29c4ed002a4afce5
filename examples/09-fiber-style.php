<?php

// 09 · Fiber style
//
// Inside a fiber Aha\await() waits without `yield`, so that code which knows nothing of coroutines can call it.
//
//     php -d extension=aha.so examples/09-fiber-style.php

function price(string $product): float
{
    Aha\await(Aha\sleep(0.01)); // looks blocking; other tasks run meanwhile
    return strlen($product) * 1.5;
}

// A plain closure given to Aha\run() runs in a fiber.
Aha\run(function () {
    // array_map() is a plain function, and the callback may wait all the same.
    echo implode(' ', array_map(price(...), ['tea', 'bread'])), "\n"; // 4.5 7.5

    // Two fibers side by side; an array waits for all.
    [$a, $b] = Aha\await([
        Aha\fiber(fn () => price('coffee')),
        Aha\fiber(fn () => price('cake')),
    ]);
    echo $a + $b, "\n"; // 15

    // The same operations serve both styles: a generator is awaited, too.
    $total = Aha\await((function () {
        yield Aha\sleep(0.01);
        return (yield Aha\fiber(fn () => price('milk'))) + 1;
    })());
    echo $total, "\n"; // 7

    try {
        Aha\await(Aha\timeout(0.01, Aha\fiber(fn () => Aha\await(Aha\sleep(60)))));
    } catch (Aha\TimeoutException $error) {
        echo $error->getMessage(), "\n"; // The operation took longer than 0.01 s
    }
});

// Outside of run() it runs the loop until the operation is over: handy in scripts and tests.
echo Aha\await(Aha\fiber(fn () => price('jam'))), "\n"; // 4.5
