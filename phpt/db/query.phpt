--TEST--
Db: statements with and without parameters, and what a Result can do
--EXTENSIONS--
aha
--SKIPIF--
<?php require __DIR__ . '/skipif.inc';
--FILE--
<?php
require __DIR__ . '/db.inc';
onEachDatabase(function (TestDb $test) {
    $db = $test->open();
    $made = yield $db->query("CREATE TABLE user (id {$test->key()}, name VARCHAR(50) UNIQUE, score DOUBLE, note TEXT)");
    show(count($made), $made->rows, $made->fetch(), $made->fetchOne(), $made->fetchValue(), $made->nextResult());
    $r = yield $db->query('INSERT INTO user (name, score) VALUES (?, ?)', ['a', 1.5]);
    show($r->affectedRows, $r->lastInsertId, $r->warnings, $r->duration > 0, $r->columns());
    $r = yield $db->query('INSERT INTO user (name, score, note) VALUES (:name, :score, :name)', [':name' => 'b', 'score' => null]);
    show($r->lastInsertId);
    show((yield $db->query("UPDATE user SET score = 2.0 WHERE name <> 'x'"))->affectedRows);
    $r = yield $db->query('SELECT id, name, score, note FROM user ORDER BY id');
    foreach ($r as $i => $row) {
        show($i, $row);
    }
    foreach ($r as $i => $row) { // as often as one likes
        foreach ($r as $row) {}
        show($i, $row['id']);
        break;
    }
    show(count($r), $r, $r->rows[1]['name'], isset($r->rows), $r->fetchOne(), $r->fetchValue(), $r->fetchValue('name'), $r->fetchColumn('name'), $r->fetchColumn());
    show(array_column($r->columns(), 'name'));
    show($r->fetch(), $r->fetch(), $r->fetch());
    $r = yield $db->query('SELECT id, name FROM user WHERE id = ?', [1]);
    show($r->fetch_all(), $r->fetch_all(1), $r->fetch_all(3), $r->fetch_row(), $r->fetch_assoc());
    show(iterator_to_array($r->getIterator()));
    $r->free();
    show($r->rows, count($r), $r->fetch_all());
    show((yield $db->query('SELECT 1, 2 AS two'))->fetchOne()); // the number is a key as PHP has them
    show((yield $db->query('SELECT 7 AS a', [], ['prepared' => true]))->fetchValue());
    // Many at once, over several connections.
    $all = yield array_map(fn ($i) => $db->query('SELECT ? AS n', [$i]), range(1, 30));
    show(array_sum(array_map(fn ($r) => (int) $r->fetchValue(), $all)));
    foreach ([fn () => $r->fetchColumn('nope'), fn () => $r->fetchColumn(9), fn () => $r->fetch_all(4), fn () => $r->rows = [], fn () => clone $r] as $wrong) {
        try { $wrong(); } catch (Throwable $e) { echo failure($e), "\n"; }
    }
    show(array_filter((yield $db->ping()) > 0 ? [] : ['no time']));
    show($db->quote("it's"), $db->quote(5), $db->quote(1.5), $db->quote(null), $db->quote(true));
    yield $db->close();
    try { yield $db->query('SELECT 1'); } catch (Aha\StateException $e) { echo get_class($e), "\n"; }
});
--EXPECT--
0 [] null null null null
1 1 0 true []
2
2
0 {"id":1,"name":"a","score":2.0,"note":null}
1 {"id":2,"name":"b","score":2.0,"note":"b"}
0 2
2 [{"id":1,"name":"a","score":2.0,"note":null},{"id":2,"name":"b","score":2.0,"note":"b"}] "b" true {"id":1,"name":"a","score":2.0,"note":null} 1 "a" ["a","b"] [1,2]
["id","name","score","note"]
{"id":1,"name":"a","score":2.0,"note":null} {"id":2,"name":"b","score":2.0,"note":"b"} null
[[1,"a"]] [{"id":1,"name":"a"}] [{"0":1,"id":1,"1":"a","name":"a"}] [1,"a"] null
[{"id":1,"name":"a"}]
[] 0 []
{"1":1,"two":2}
7
465
ValueError: Aha\Storage\Db\Result::fetchColumn(): Argument #1 ($column) must be a column of the result, "nope" is none
ValueError: Aha\Storage\Db\Result::fetchColumn(): Argument #1 ($column) must be a column of the result, which has 2
ValueError: Aha\Storage\Db\Result::fetch_all(): Argument #1 ($mode) must be 1 (maps), 2 (lists) or 3 (both)
Error: Cannot modify readonly property Aha\Storage\Db\Result::$rows
Error: Trying to clone an uncloneable object of class Aha\Storage\Db\Result
[]
"'it''s'" "5" "1.5" "NULL" "1"
Aha\StateException
