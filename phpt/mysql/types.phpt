--TEST--
MySQL: values of both protocols as PHP has them; utf8mb4, blobs, bits, JSON
--EXTENSIONS--
aha
--SKIPIF--
<?php require __DIR__ . '/skipif.inc'; ?>
--FILE--
<?php
require __DIR__ . '/mysql.inc';
$mysql = MariaDb::shared();
$db = $mysql->open(['time_zone' => '+02:00']);
Aha\run(function () use ($db) {
    yield $db->query("CREATE TABLE t (i BIGINT, u BIGINT UNSIGNED, f FLOAT, d DOUBLE, n DECIMAL(20,5), b BIT(12), y YEAR, dt DATETIME(3), tm TIME, ts TIMESTAMP NULL,
        s VARCHAR(50), j JSON, bin VARBINARY(10), e ENUM('x', 'y'), nil INT)");
    $values = [PHP_INT_MIN, '18446744073709551615', 1.5, 0.1, '-12345678901234.56789', 2730, 2024, '2024-02-29 12:34:56.789', '-10:20:30', '1970-01-02 00:00:00',
        "Grüße \u{1F600}", '{"a": [1, null]}', "\0\xff'\"\\", 'y', null];
    yield $db->query('INSERT INTO t VALUES (' . implode(', ', array_fill(0, 15, '?')) . ')', $values);
    $text = (yield $db->query('SELECT * FROM t'))->fetchOne();
    $prepared = (yield $db->query('SELECT * FROM t WHERE i < ?', [0]))->fetchOne();
    var_dump($text === $prepared);
    foreach ($text as $name => $value) {
        echo $name, ' ', gettype($value), ' ', is_string($value) && !preg_match('//u', $value) ? bin2hex($value) : json_encode($value, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES), "\n";
    }
    $db->stats();
    echo json_encode(array_column((yield $db->query('SELECT i, s, j, bin FROM t'))->columns(), 'type')), "\n";
    // What clients send arrives as it is, by both ways.
    $odd = "it's \\ \"quoted\" \n \0 \u{1F600} %";
    var_dump((yield $db->query('SELECT ? AS v', [$odd]))->fetchValue() === $odd, (yield $db->query('SELECT ' . $db->quote($odd)))->fetchValue() === $odd);
    var_dump((yield $db->query('SELECT HEX(?)', [new Aha\Storage\Db\Blob("\0\xff")]))->fetchValue());
    var_dump((yield $db->query('SELECT @@character_set_client, @@time_zone, DATABASE() IS NOT NULL'))->fetch_row());
});
?>
--EXPECT--
bool(true)
i integer -9223372036854775808
u string "18446744073709551615"
f double 1.5
d double 0.1
n string "-12345678901234.56789"
b integer 2730
y integer 2024
dt string "2024-02-29 12:34:56.789"
tm string "-10:20:30"
ts string "1970-01-02 00:00:00"
s string "Grüße 😀"
j string "{\"a\": [1, null]}"
bin string 00ff27225c
e string "y"
nil NULL null
["BIGINT","VARCHAR","JSON","VARBINARY"]
bool(true)
bool(true)
string(4) "00FF"
array(3) {
  [0]=>
  string(7) "utf8mb4"
  [1]=>
  string(6) "+02:00"
  [2]=>
  int(1)
}
