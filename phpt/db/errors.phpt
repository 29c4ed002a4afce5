--TEST--
Db: an exception for each kind of error, with the statement and without its values
--EXTENSIONS--
aha
--SKIPIF--
<?php require __DIR__ . '/skipif.inc';
--FILE--
<?php
require __DIR__ . '/db.inc';
onEachDatabase(function (TestDb $test) {
    $db = $test->open();
    yield $db->query("CREATE TABLE parent (id {$test->key()})");
    yield $db->query("CREATE TABLE child (id {$test->key()}, a VARCHAR(20) NOT NULL UNIQUE, p BIGINT, FOREIGN KEY (p) REFERENCES parent (id))");
    yield $db->query("INSERT INTO child (a) VALUES ('x')");
    $try = function (string $sql, array $params = []) use ($db) {
        try {
            yield $db->query($sql, $params);
            echo "no error\n";
        } catch (Aha\Storage\Db\QueryException $e) {
            show(get_class($e), $e->getSql(), $e->getCode() > 0, $e->getDuration() >= 0, preg_match('/secret/', $e->getSql()), $e instanceof Aha\Exception);
        }
    };
    yield $try('INSERT INTO child (a) VALUES (?)', ['x']);
    yield $try("INSERT INTO child (a) VALUES ('x') /* secret */");
    yield $try("INSERT INTO child (a) VALUES (NULL)");
    yield $try('INSERT INTO child (a, p) VALUES (?, ?)', ['secret', 99]);
    yield $try("SELEC 'secret'");
    yield $try('SELECT * FROM no_such_table WHERE a = ?', ['secret']);
    yield $try('SELECT no_such_column FROM child');
    // The class tells, and so does its parent.
    try { yield $db->query("INSERT INTO child (a) VALUES ('x')"); } catch (Aha\Storage\Db\ConstraintException $e) { show($e instanceof Aha\Storage\Db\DuplicateException); }
    // Where it was asked for is in the trace across tasks.
    show(preg_match('~asked for at \S*errors\.php:\d+\nawaited at \S*errors\.php:\d+~', Aha\trace($e)));
    // The message is short, however long the statement is.
    try { yield $db->query('SELEC ' . str_repeat('äöü, ', 1000)); } catch (Aha\Storage\Db\SyntaxException $e) { show(strlen($e->getSql()) <= 510, preg_match('//u', $e->getSql()), preg_match('//u', $e->getMessage())); }
    // Nothing was lost by all this.
    show(yield idle($db), $db->stats()['errors']['duplicate'], $db->stats()['errors']['constraint'], $db->stats()['errors']['syntax']);
});
--EXPECT--
"Aha\\Storage\\Db\\DuplicateException" "INSERT INTO child (a) VALUES (?)" true true 0 true
"Aha\\Storage\\Db\\DuplicateException" "INSERT INTO child (a) VALUES (?)" true true 0 true
"Aha\\Storage\\Db\\ConstraintException" "INSERT INTO child (a) VALUES (NULL)" true true 0 true
"Aha\\Storage\\Db\\ConstraintException" "INSERT INTO child (a, p) VALUES (?)" true true 0 true
"Aha\\Storage\\Db\\SyntaxException" "SELEC ?" true true 0 true
"Aha\\Storage\\Db\\SyntaxException" "SELECT * FROM no_such_table WHERE a = ?" true true 0 true
"Aha\\Storage\\Db\\SyntaxException" "SELECT no_such_column FROM child" true true 0 true
true
1
true 1 1
0 3 2 4
