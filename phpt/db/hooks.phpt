--TEST--
Db: whoever wants to know of each query, and the log of the slow ones
--EXTENSIONS--
aha
--SKIPIF--
<?php require __DIR__ . '/skipif.inc';
--FILE--
<?php
require __DIR__ . '/db.inc';
$log = temporaryFolder() . '/log';
ini_set('error_log', $log);
ini_set('log_errors', '1');
onEachDatabase(function (TestDb $test) use ($log) {
    file_put_contents($log, '');
    $db = $test->open();
    yield $db->query("CREATE TABLE t (id {$test->key()}, a VARCHAR(200))");
    $seen = [];
    show($db->onQuery(function (array $query) use (&$seen) {
        $seen[] = [$query['sql'], preg_replace('~.*/~', '', $query['place']), is_float($query['seconds']), is_float($query['waited']), $query['rows'], $query['affected_rows'], $query['error'] ? get_class($query['error']) : null];
    }) === $db);
    yield $db->query("INSERT INTO t (a) VALUES ('secret')");
    yield $db->query('SELECT a FROM t WHERE a <> ?', ['secret too']);
    try { yield $db->query("SELECT nope FROM t WHERE a = 'secret'"); } catch (Aha\Storage\Db\SyntaxException) {}
    yield $db->transaction(fn ($tx) => $tx->query('DELETE FROM t'));
    while (count($seen) < 6) { yield Aha\sleep(0.001); } // it is called in the background
    foreach ($seen as $line) { preg_match('/^(BEGIN|START)/', $line[0]) || show(...$line); }
    $db->onQuery(null);
    yield $db->query('SELECT 1');
    show(count($seen));
    // A hook that fails is logged, and harms nobody.
    $db->onQuery(fn () => throw new DomainException('of the hook'));
    show((yield $db->query('SELECT 2'))->fetchValue());
    while (!str_contains(file_get_contents($log), 'of the hook')) { yield Aha\sleep(0.001); }
    $db->onQuery(null);
    $long = $test->kind === 'sqlite' ? "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 3000000) SELECT count(*), 'secret' FROM n" : "SELECT SLEEP(0.05), 'secret'";
    $slow = $test->open(['slow_time' => 0.02]);
    yield $slow->query($long);
    $lines = file_get_contents($log);
    show(preg_match_all('~aha: slow query on \S+: \d+\.\d+ s \(and \d+\.\d+ s of waiting\), asked for at \S+/hooks\.php:\d+: (WITH|SELECT)~', $lines), substr_count($lines, 'secret'), substr_count($lines, 'of the hook'), $slow->stats()['slow']);
});
--EXPECT--
true
"INSERT INTO t (a) VALUES (?)" "hooks.php:14" true true 0 1 null
"SELECT a FROM t WHERE a <> ?" "hooks.php:15" true true 1 0 null
"SELECT nope FROM t WHERE a = ?" "hooks.php:16" true true 0 0 "Aha\\Storage\\Db\\SyntaxException"
"DELETE FROM t" "hooks.php:17" true true 0 1 null
"COMMIT" "hooks.php:17" true true 0 0 null
6
2
1 0 1 1
