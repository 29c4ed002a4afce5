--TEST--
exit(3) in main ends the script with that status; tasks are cancelled, their finally blocks run
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/child.inc';
child(<<<'PHP'
register_shutdown_function(function () { echo "shutdown function\n"; });
Aha\run(function () {
    Aha\go(function () { try { yield Aha\sleep(100); } finally { yield Aha\sleep(0.001); echo "task: finally\n"; } });
    Aha\background(function () { try { yield Aha\sleep(100); } finally { echo "background: finally\n"; } });
    yield Aha\sleep(0.001);
    echo "exit now\n";
    exit(3);
});
echo "never\n";
PHP);
--EXPECT--
exit now
background: finally
task: finally
shutdown function
status 3
