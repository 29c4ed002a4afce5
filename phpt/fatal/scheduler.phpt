--TEST--
Coroutine\Scheduler: fatal errors in tasks, in system calls, in `finally` of a coroutine that RetVal ends; run() in both places
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/child.inc';
const ENDS = ['compile' => 'eval("function f() {} function f() {}");', 'user error' => 'trigger_error("user error", E_USER_ERROR);', 'memory' => 'str_repeat("x", 1 << 30);'];
const PLACES = [
    'task' => 'yield Aha\sleep(0.001); bad();',
    'system call' => 'yield new Aha\Coroutine\SystemCall(function () { bad(); });',
    'finally' => 'yield (function () { try { yield new Aha\Coroutine\RetVal(1); } finally { bad(); } })();',
];
foreach (PLACES as $place => $task) {
    foreach (ENDS as $end => $bad) {
        foreach (['$s->run();', 'Aha\run(function () use ($s) { try { yield $s->run(); } finally { echo "NEVER\n"; } });'] as $run) {
            echo "$place, $end: ";
            child("function bad() { $bad } register_shutdown_function(fn () => print('shutdown function, '));
                \$s = new Aha\\Coroutine\\Scheduler;
                \$s->newTask(function () { $task });
                \$s->newTask(function () { try { yield Aha\\sleep(3600); } finally { echo 'NEVER\n'; } });
                $run
                echo 'NEVER\n';", 'display_errors=0');
        }
    }
}
?>
--EXPECT--
task, compile: shutdown function, status 255
task, compile: shutdown function, status 255
task, user error: shutdown function, status 255
task, user error: shutdown function, status 255
task, memory: shutdown function, status 255
task, memory: shutdown function, status 255
system call, compile: shutdown function, status 255
system call, compile: shutdown function, status 255
system call, user error: shutdown function, status 255
system call, user error: shutdown function, status 255
system call, memory: shutdown function, status 255
system call, memory: shutdown function, status 255
finally, compile: shutdown function, status 255
finally, compile: shutdown function, status 255
finally, user error: shutdown function, status 255
finally, user error: shutdown function, status 255
finally, memory: shutdown function, status 255
finally, memory: shutdown function, status 255
