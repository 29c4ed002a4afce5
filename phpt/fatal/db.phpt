--TEST--
Db: exit() and fatal errors in the code of users; a script that ends while all is under way; the memory limit
--EXTENSIONS--
aha
--SKIPIF--
<?php getenv('USE_ZEND_ALLOC') === '0' and die('skip memory_limit is of the memory manager'); ?>
--FILE--
<?php
require __DIR__ . '/db.inc';
failInDatabases(array_intersect_key(DB_PLACES, array_flip(['callback', 'transaction', 'rows'])), array_intersect_key(DB_ENDS, array_flip(['exit', 'user error'])));
// A script that ends with all of it under way.
child('$db = new Aha\Storage\Db\Database(["path" => ":memory:"]); Aha\run(function () use ($db) { $db->transaction(function ($tx) { yield $tx->query("SELECT 1"); yield Aha\sleep(60); }); $GLOBALS["c"] = $db->stream("SELECT 1"); $db->query("SELECT 1"); exit(3); });');
child('$db = new Aha\Storage\Db\Database(["path" => ":memory:"]); $GLOBALS["f"] = $db->query("SELECT 1"); $GLOBALS["t"] = $db->beginTrans(); Aha\await($GLOBALS["t"]); echo "end\n";');
// The memory limit in a result.
child('$db = new Aha\Storage\Db\Database(["path" => ":memory:"]); Aha\run(function () use ($db) { $r = yield $db->query("WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 100000) SELECT x, x AS y FROM n"); echo count($r), "\n"; $rows = $r->rows; });', 'memory_limit=8M');
?>
--EXPECT--
-- callback: exit
status 5
-- callback: user error
status 255
-- transaction: exit
status 5
-- transaction: user error
status 255
-- rows: exit
status 5
-- rows: user error
status 255
status 3
end
status 0
100000

Fatal error: Allowed memory size of 8388608 bytes exhausted (tried to allocate 2097152 bytes) in Command line code on line 1
status 255
