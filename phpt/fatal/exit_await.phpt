--TEST--
exit(10) in a task that the top level awaits
--EXTENSIONS--
aha
--SKIPIF--
<?php if (getenv('USE_ZEND_ALLOC') === '0' && !getenv('AHA_SANITIZED')) die('skip the trace of the exception holds the task: a cycle, which the engine leaves at its end'); ?>
--FILE--
<?php
require __DIR__ . '/child.inc';
child(<<<'PHP'
Aha\await(Aha\go(function () { yield Aha\sleep(0.001); exit(10); }));
echo "never\n";
PHP);
--EXPECT--
status 10
