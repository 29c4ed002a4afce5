--TEST--
Db: values as parameters, and those that cannot be
--EXTENSIONS--
aha
--SKIPIF--
<?php require __DIR__ . '/skipif.inc';
--FILE--
<?php
require __DIR__ . '/db.inc';
enum Suit: string { case Hearts = 'h'; }
enum Level: int { case High = 9; }
enum Pure { case One; }
class Text { function __toString(): string { return 'as text'; } }
class Angry { function __toString(): string { throw new DomainException('no text'); } }

onEachDatabase(function (TestDb $test) {
    $db = $test->open();
    yield $db->query('CREATE TABLE t (k VARCHAR(20), i BIGINT, d DOUBLE, s TEXT, b BLOB)');
    $bytes = implode('', array_map('chr', range(0, 255)));
    yield $db->query('INSERT INTO t VALUES (?, ?, ?, ?, ?)', ['max', PHP_INT_MAX, 0.1, "\u{1F600}\0'\"\\", new Aha\Storage\Db\Blob($bytes)]);
    yield $db->query('INSERT INTO t VALUES (?, ?, ?, ?, ?)', ['min', PHP_INT_MIN, -1e300, '', null]);
    yield $db->query('INSERT INTO t VALUES (?, ?, ?, ?, ?)', ['bool', true, false, null, null]);
    yield $db->query('INSERT INTO t VALUES (?, ?, ?, ?, ?)', ['objects', Level::High, 0, new Text, Suit::Hearts]);
    yield $db->query('INSERT INTO t (k, s) VALUES (?, ?)', ['date', new DateTimeImmutable('2024-02-29 12:00:01.5 UTC')]);
    foreach (yield $db->query('SELECT * FROM t') as $row) {
        $same = $row['b'] === $bytes;
        $row['b'] = $same ? 'same bytes' : $row['b'];
        show($row);
    }
    $reference = 'max';
    show((yield $db->query('SELECT i FROM t WHERE k = ?', [&$reference]))->fetchValue() === PHP_INT_MAX);
    $try = function (string $sql, array $params, array $options = []) use ($db) {
        try {
            yield $db->query($sql, $params, $options);
            echo "taken\n";
        } catch (Throwable $e) {
            echo failure($e), "\n";
        }
    };
    yield $try('SELECT ?', [[1]]);
    yield $try('SELECT ?', [new stdClass]);
    yield $try('SELECT ?', [Pure::One]);
    yield $try('SELECT :a', ['a' => fopen('php://memory', 'r')]);
    yield $try('SELECT ?', [new Angry]);
    yield $try('SELECT :a', ['a' => 1, 'b' => 2]);
    yield $try('SELECT :a, :b', ['a' => 1]);
    yield $try('SELECT :a, ?', ['a' => 1]);
    yield $try('SELECT :a', ['a' => 1, 5]);
    yield $try("SELECT ':a' -- :b\n, :c", ['c' => 1]);
    yield $try('SELECT ?', ['x'], ['prepared' => false]);
    yield $try('SELECT 1', [], ['timout' => 1]);
    yield $try('SELECT 1', [], ['timeout' => -1]);
    try { $db->query('SELECT 1', 'no_such_function'); } catch (TypeError $e) { echo $e->getMessage(), "\n"; }
    try { yield $db->query('SELECT ?', [1, 2]); } catch (Aha\Storage\Db\QueryException $e) { echo get_class($e), ' ', $e->getCode(), "\n"; }
});
--EXPECT--
{"k":"max","i":9223372036854775807,"d":0.1,"s":"\ud83d\ude00\u0000'\"\\","b":"same bytes"}
{"k":"min","i":-9223372036854775808,"d":-1.0e+300,"s":"","b":null}
{"k":"bool","i":1,"d":0.0,"s":null,"b":null}
{"k":"objects","i":9,"d":0.0,"s":"as text","b":"h"}
{"k":"date","i":null,"d":null,"s":"2024-02-29 12:00:01.500000","b":null}
true
ValueError: Parameter 1 cannot be sent to a database: it is of the type array
ValueError: Parameter 1 cannot be sent to a database: it is of the class stdClass
ValueError: Parameter 1 cannot be sent to a database: it is of the class Pure
ValueError: The parameter :a cannot be sent to a database: it is of the type resource
DomainException: no text
ValueError: The statement has no parameter :b
ValueError: The parameter :b of the statement is not among those given
ValueError: The statement has question marks, and its parameters have names
ValueError: Parameters are a list or a map by name, not both
taken
Aha\ConfigException: query(): a statement with parameters has to be prepared
Aha\ConfigException: query(): unknown option "timout"; did you mean "timeout"?
Aha\ConfigException: query(): option "timeout" must be a number of seconds from 0 to 86400, -1 given
Aha\Storage\Db\Database::query(): Argument #2 ($params) must be of type array|callable, string given
Aha\Storage\Db\QueryException 0
