--TEST--
Aha\go(): arguments, return types, begins in the next turn
--EXTENSIONS--
aha
--FILE--
<?php
Aha\run(function () {
    $log = [];
    $task = Aha\go(function ($a, ...$rest) use (&$log) { $log[] = 'in task'; yield; return [$a, $rest]; }, 1, 2, 3);
    $log[] = 'after go';
    echo json_encode(yield $task), json_encode($log), "\n";
    var_dump(yield Aha\go('strtoupper', 'abc'));
    var_dump(yield Aha\go((function () { return yield 5; })()));
    var_dump($task instanceof Aha\Coroutine\Task, $task instanceof Aha\Future, $task instanceof Aha\Awaitable);
    $object = new class { public function __invoke($x) { yield; return "invoked $x"; } };
    var_dump(yield Aha\go($object, 'x'));
});
--EXPECT--
[1,[2,3]]["after go","in task"]
string(3) "ABC"
int(5)
bool(true)
bool(true)
bool(true)
string(9) "invoked x"
