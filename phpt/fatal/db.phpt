--TEST--
Db: errors, exit() and fatal errors in callbacks, hooks, closures and values
--EXTENSIONS--
aha
--SKIPIF--
<?php getenv('USE_ZEND_ALLOC') === '0' and die('skip memory_limit is of the memory manager'); ?>
--FILE--
<?php
require __DIR__ . '/child.inc';
$ends = [
    'throw' => 'throw new DomainException("mine");',
    'exit' => 'exit(5);',
    'undefined' => 'undefined_function();',
    'compile' => 'eval("class X implements NoSuch {");',
    'user error' => 'trigger_error("fatal", E_USER_ERROR);',
];
$places = [
    'callback' => '$db->query("SELECT 1", function () { %s }); yield Aha\sleep(0.3);',
    'callback with error' => '$db->query("SELECT 1", [], [], function () { %s }); yield Aha\sleep(0.3);',
    'hook' => '$db->onQuery(function () { %s }); yield $db->query("SELECT 1"); yield Aha\sleep(0.05);',
    'transaction' => 'yield $db->transaction(function ($tx) { yield $tx->query("INSERT INTO t VALUES (1)"); %s });',
    'fiber' => 'yield $db->transaction(function ($tx) { Aha\await($tx->query("INSERT INTO t VALUES (1)")); %s });',
    'chain' => 'yield $db->beginTrans()->queue("a", "INSERT INTO t VALUES (1)")->queue("b", function () { %s });',
    'chain callback' => '$db->beginTrans()->queue("a", "SELECT 1")->execute(function () { %s }); yield Aha\sleep(0.3);',
    'rows' => 'yield $db->insertMany("t", ["a"], (function () { for ($i = 0; $i < 2500; $i++) { yield [$i]; } %s })());',
    'value' => 'yield $db->query("SELECT ?", [new class { function __toString(): string { %s } }]);',
];
foreach ($places as $place => $code) {
    foreach ($ends as $end => $statement) {
        echo "-- $place: $end\n";
        ob_start();
        child('$db = new Aha\Storage\Db\Database(["path" => ":memory:"]); Aha\run(function () use ($db) { yield $db->query("CREATE TABLE t (a)"); '
            . sprintf($code, $statement) . ' echo "goes on\n"; }); echo "after run ", Aha\await($db->query("SELECT count(*) FROM t"))->fetchValue(), "\n";',
            'log_errors=1', 'display_errors=0', 'error_log=/dev/stdout');
        $text = ob_get_clean();
        preg_match_all('/^(?:goes on|after run \d+|status \d+)$|Uncaught \S+: [^\n]{0,40}|unhandled error in [^:]*: \S+/m', $text, $match);
        echo implode("\n", array_unique($match[0])), "\n";
    }
}
// A script that ends with all of it under way.
child('$db = new Aha\Storage\Db\Database(["path" => ":memory:"]); Aha\run(function () use ($db) { $db->transaction(function ($tx) { yield $tx->query("SELECT 1"); yield Aha\sleep(60); }); $GLOBALS["c"] = $db->stream("SELECT 1"); $db->query("SELECT 1"); exit(3); });');
child('$db = new Aha\Storage\Db\Database(["path" => ":memory:"]); $GLOBALS["f"] = $db->query("SELECT 1"); $GLOBALS["t"] = $db->beginTrans(); Aha\await($GLOBALS["t"]); echo "end\n";');
// The memory limit in a result.
child('$db = new Aha\Storage\Db\Database(["path" => ":memory:"]); Aha\run(function () use ($db) { $r = yield $db->query("WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 100000) SELECT x, x AS y FROM n"); echo count($r), "\n"; $rows = $r->rows; });', 'memory_limit=8M');
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
status 3
end
status 0
100000

Fatal error: Allowed memory size of 8388608 bytes exhausted (tried to allocate 2097152 bytes) in Command line code on line 1
status 255
