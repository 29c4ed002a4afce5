--TEST--
Db: errors, exit() and fatal errors in callbacks, hooks, closures and values; the memory limit
--EXTENSIONS--
aha
--SKIPIF--
<?php require __DIR__ . '/../db/skipif.inc'; if (getenv("SKIP_SLOW_TESTS")) die("skip slow: 45 processes"); ?>
--FILE--
<?php
require __DIR__ . '/db.inc';
failInDatabases(DB_PLACES, DB_ENDS);
// The memory limit in a result.
child('$db = new Aha\Storage\Db\Database(["path" => ":memory:", "pool_wait_timeout" => 100, "connect_timeout" => 100]); Aha\run(function () use ($db) { $r = yield $db->query("WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 100000) SELECT x, x AS y FROM n"); echo count($r), "\n"; $rows = $r->rows; });', 'memory_limit=8M');
?>
--EXPECT--
-- callback: throw
Uncaught DomainException: mine in Command line code:1
status 255
-- callback: exit
status 5
-- callback: undefined
Uncaught Error: Call to undefined function undefined_fun
status 255
-- callback: compile
status 255
-- callback: user error
status 255
-- callback with error: throw
Uncaught DomainException: mine in Command line code:1
status 255
-- callback with error: exit
status 5
-- callback with error: undefined
Uncaught Error: Call to undefined function undefined_fun
status 255
-- callback with error: compile
status 255
-- callback with error: user error
status 255
-- hook: throw
unhandled error in the query hook of a database: DomainException:
goes on
after run 0
status 0
-- hook: exit
status 5
-- hook: undefined
unhandled error in the query hook of a database: Error:
goes on
after run 0
status 0
-- hook: compile
unhandled error in the query hook of a database: ParseError:
goes on
after run 0
status 0
-- hook: user error
status 255
-- transaction: throw
Uncaught DomainException: mine in Command line code:1
status 255
-- transaction: exit
status 5
-- transaction: undefined
Uncaught Error: Call to undefined function undefined_fun
status 255
-- transaction: compile
status 255
-- transaction: user error
status 255
-- fiber: throw
Uncaught DomainException: mine in Command line code:1
status 255
-- fiber: exit
status 5
-- fiber: undefined
Uncaught Error: Call to undefined function undefined_fun
status 255
-- fiber: compile
status 255
-- fiber: user error
status 255
-- chain: throw
Uncaught DomainException: mine in Command line code:1
status 255
-- chain: exit
status 5
-- chain: undefined
Uncaught Error: Call to undefined function undefined_fun
status 255
-- chain: compile
status 255
-- chain: user error
status 255
-- chain callback: throw
Uncaught DomainException: mine in Command line code:1
status 255
-- chain callback: exit
status 5
-- chain callback: undefined
Uncaught Error: Call to undefined function undefined_fun
status 255
-- chain callback: compile
status 255
-- chain callback: user error
status 255
-- rows: throw
Uncaught DomainException: mine in Command line code:1
status 255
-- rows: exit
status 5
-- rows: undefined
Uncaught Error: Call to undefined function undefined_fun
status 255
-- rows: compile
status 255
-- rows: user error
status 255
-- value: throw
Uncaught DomainException: mine in Command line code:1
status 255
-- value: exit
status 5
-- value: undefined
Uncaught Error: Call to undefined function undefined_fun
status 255
-- value: compile
status 255
-- value: user error
status 255
100000

Fatal error: Allowed memory size of 8388608 bytes exhausted (tried to allocate 2097152 bytes) in Command line code on line 1
status 255
