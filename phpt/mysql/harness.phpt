--TEST--
MySQL: the server and the proxy of these tests
--SKIPIF--
<?php require __DIR__ . '/skipif.inc'; ?>
--FILE--
<?php
require __DIR__ . '/mysql.inc';

function greeting(int $port)
{
    $socket = stream_socket_client("tcp://127.0.0.1:$port");
    stream_set_timeout($socket, (int) patience());
    return $socket;
}
$db = MariaDb::shared();
var_dump($db->admin("SELECT USER, PLUGIN FROM mysql.user WHERE USER IN ('aha', 'open') ORDER BY 1"));
$again = MariaDb::shared();
var_dump($again->port === $db->port, $again->database === $db->database);

$proxy = new Proxy("tcp://127.0.0.1:$db->port");
$socket = greeting($proxy->port);
var_dump(str_contains(fread($socket, 8192), 'MariaDB'), $proxy->connections());
fclose($socket);
foreach (['cut', 'reset'] as $how) {
    $proxy->$how('server', 10);
    $socket = greeting($proxy->port);
    echo $how, ' ', strlen((string) @stream_get_contents($socket)), "\n";
}
$proxy->half();
echo 'half ', strlen(stream_get_contents(greeting($proxy->port))) > 20 ? 'some' : 'none', "\n";
$proxy->slow(7, 300); // ms: else a busy reader gets two pieces at once
echo 'slow ', strlen(fread(greeting($proxy->port), 8192)), "\n";
$proxy->stall('server', 3);
$socket = greeting($proxy->port);
echo 'stall ', strlen(fread($socket, 8192)), "\n";
$proxy->pass();
echo 'pass ', strlen(fread($socket, 8192)) > 20 ? 'rest' : 'nothing', "\n";
$proxy->inject('abc');
var_dump(fread($socket, 8192));
$proxy->refuse();
var_dump(stream_get_contents(greeting($proxy->port)));
$proxy->closeAll();
var_dump($proxy->connections());
?>
--EXPECT--
array(2) {
  [0]=>
  array(2) {
    [0]=>
    string(3) "aha"
    [1]=>
    string(21) "mysql_native_password"
  }
  [1]=>
  array(2) {
    [0]=>
    string(4) "open"
    [1]=>
    string(21) "mysql_native_password"
  }
}
bool(true)
bool(false)
bool(true)
int(1)
cut 10
reset 10
half some
slow 7
stall 3
pass rest
string(3) "abc"
string(0) ""
int(0)
