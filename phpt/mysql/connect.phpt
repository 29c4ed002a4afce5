--TEST--
MySQL: TCP, names, a unix socket, no password, TLS; why a connection cannot be made
--EXTENSIONS--
aha
--SKIPIF--
<?php require __DIR__ . '/skipif.inc'; ?>
--FILE--
<?php
require __DIR__ . '/mysql.inc';
$mysql = MariaDb::shared();
$tls = ['ssl' => true, 'ssl_cafile' => "$mysql->folder/ca.pem", 'host' => 'localhost'];
$ways = [
    'tcp' => [],
    'name' => ['host' => 'localhost'],
    'socket' => ['unix_socket' => $mysql->socket],
    'socket as a host' => ['host' => "unix:$mysql->socket"],
    'no password' => ['user' => 'open', 'password' => ''],
    'charset of Aha' => ['charset' => 'utf-8'],
    'tls' => $tls,
    'tls, name given' => ['host' => '127.0.0.1', 'ssl_host_name' => 'db.example.test'] + $tls,
    'tls, wrong name' => ['host' => '127.0.0.1'] + $tls,
    'tls, unknown authority' => ['ssl_cafile' => ''] + $tls,
    'tls, not verified' => ['ssl_cafile' => '', 'ssl_verify_peer' => false] + $tls,
    'wrong password' => ['password' => 'guess'],
    'no such database' => ['dbName' => 'nowhere'],
    'nobody there' => ['port' => 1],
    'no such name' => ['host' => 'nowhere.invalid'],
];
Aha\run(function () use ($ways, $mysql) {
    foreach ($ways as $name => $conf) {
        $db = $mysql->open($conf);
        try {
            $row = (yield $db->query("SELECT 'fine', (SELECT VARIABLE_VALUE <> '' FROM information_schema.SESSION_STATUS WHERE VARIABLE_NAME = 'Ssl_cipher')"))->fetch_row();
            echo "$name: ", json_encode($row), "\n";
        } catch (Aha\Exception $e) {
            echo "$name: ", get_class($e), ' ', $e->getCode(), str_contains($e->getMessage(), 'guess') ? ' SECRET' : '', "\n";
        }
        yield $db->close();
    }
});
?>
--EXPECT--
tcp: ["fine",0]
name: ["fine",0]
socket: ["fine",0]
socket as a host: ["fine",0]
no password: ["fine",0]
charset of Aha: ["fine",0]
tls: ["fine",1]
tls, name given: ["fine",1]
tls, wrong name: Aha\ConnectException 2026
tls, unknown authority: Aha\ConnectException 2026
tls, not verified: ["fine",1]
wrong password: Aha\Storage\Db\AccessException 1045
no such database: Aha\Storage\Db\SyntaxException 1049
nobody there: Aha\ConnectException 2002
no such name: Aha\ConnectException 0
