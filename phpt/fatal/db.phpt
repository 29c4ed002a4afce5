--TEST--
Db: exit() and fatal errors in the code of users; a script that ends while all is under way
--EXTENSIONS--
aha
--SKIPIF--
<?php require __DIR__ . '/../db/skipif.inc';
--FILE--
<?php
require __DIR__ . '/db.inc';
failInDatabases(array_intersect_key(DB_PLACES, array_flip(['callback', 'transaction', 'rows'])), array_intersect_key(DB_ENDS, array_flip(['exit', 'user error'])));
// A script that ends with all of it under way.
child('$db = new Aha\Storage\Db\Database(["path" => ":memory:", "pool_wait_timeout" => 100, "connect_timeout" => 100]); Aha\run(function () use ($db) { $db->transaction(function ($tx) { yield $tx->query("SELECT 1"); yield Aha\sleep(60); }); $GLOBALS["c"] = $db->stream("SELECT 1"); $db->query("SELECT 1"); exit(3); });');
child('$db = new Aha\Storage\Db\Database(["path" => ":memory:", "pool_wait_timeout" => 100, "connect_timeout" => 100]); $GLOBALS["f"] = $db->query("SELECT 1"); $GLOBALS["t"] = $db->beginTrans(); Aha\await($GLOBALS["t"]); echo "end\n";');
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
aha: the transaction begun at Command line code:1 was still open at the end of the script: it is rolled back
status 0
