--TEST--
Mvc: memory_limit in commands by TCP and UDP: that client has its connection closed, the others are served on
--EXTENSIONS--
aha
--SKIPIF--
<?php getenv('USE_ZEND_ALLOC') === '0' and die('skip memory_limit is of the memory manager'); ?>
--FILE--
<?php
require __DIR__ . '/mvc_commands.inc';
failCommands([
    'memory' => 'ini_set("memory_limit", "64M"); $all = []; while (true) { $all[] = str_repeat("x", 1 << 20); }',
]);
?>
--EXPECT--
memory, action          tcp [closed] then ok exit code 0 | udp null then ok exit code 0
memory, template        tcp [closed] then ok exit code 0 | udp null then ok exit code 0
