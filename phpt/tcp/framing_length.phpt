--TEST--
TCP: packages by length: each pack code, offsets, a function; glued, cut, too long, negative
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/tcp.inc';

const ECHO_BACK = <<<'PHP'
    $server->on('receive', function ($server, $fd, $fromId, $data) { $server->send($fd, '[' . bin2hex($data) . ']'); });
    PHP;

foreach (str_split('cCsSnvlLNVqQJP') as $code) {
    $server = tcpServer(ECHO_BACK, "'open_length_check' => true, 'package_length_type' => '$code', 'package_body_offset' => strlen(pack('$code', 0))");
    $a = pack($code, 3) . 'abc';
    $b = pack($code, 0);
    $c = pack($code, 100) . str_repeat('x', 100);
    $got = talk($server, $a . $b . substr($c, 0, 50), substr($c, 50));
    $expected = '[' . bin2hex($a) . '][' . bin2hex($b) . '][' . bin2hex($c) . ']';
    $wrong = 0;
    foreach (range(1, strlen($a) - 1) as $cut) {
        $wrong += talk($server, substr($a, 0, $cut), substr($a, $cut)) === '[' . bin2hex($a) . ']' ? 0 : 1;
    }
    echo $code, ': ', $got === $expected ? 'ok' : "$got, not $expected", $wrong ? ", $wrong cuts" : '', "\n";
    $server->stop();
}

// The number counts the whole package, behind a magic number; then only the body.
$server = tcpServer(ECHO_BACK, "'open_length_check' => true, 'package_length_type' => 'n', 'package_length_offset' => 2, 'package_max_length' => 10");
echo 'offset: ', talk($server, "\xab\xcd\x00\x06ab\xab\xcd\x00\x04"), "\n";
echo 'at the limit: ', talk($server, "\xab\xcd\x00\x0a123456"), "\n";
echo 'above: ', json_encode(talk($server, "\xab\xcd\x00\x0b1234567")), "\n";
echo 'shorter than its header: ', json_encode(talk($server, "\xab\xcd\x00\x03")), "\n";
$server->stop();

$server = tcpServer(ECHO_BACK, "'open_length_check' => true, 'package_length_type' => 'l'");
echo 'negative: ', json_encode(talk($server, pack('l', -5) . 'abc')), "\n";
$server->stop();

$server = tcpServer(ECHO_BACK, <<<'PHP'
    'package_length_func' => function (string $begin) {
        $at = strpos($begin, ':');
        if ($at === false) {
            return strlen($begin) > 5 ? -1 : 0;
        }
        return match (substr($begin, 0, $at)) {
            'throw' => throw new LogicException('no such length'),
            'text' => 'text',
            'exit' => exit(1),
            default => $at + 1 + (int) substr($begin, 0, $at),
        };
    }
    PHP);
$hex = fn (string ...$p) => implode('', array_map(fn ($x) => '[' . bin2hex($x) . ']', $p));
var_dump(talk($server, '3:abc0:12', ':abcdefghijkl') === $hex('3:abc', '0:', '12:abcdefghijkl'));
foreach (['nothing', 'throw:', 'text:', 'exit:'] as $bad) {
    $client = $server->connect();
    $client->send('1:a');
    echo "$bad ", $client->read(8), ' ';
    $client->send($bad);
    var_dump($client->rest());
}
var_dump(talk($server, '1:a') === $hex('1:a'));
$server->stop();
echo preg_replace('/ in server.php.*/', '', ahaLines($server->log()));

foreach (["'package_length_type' => 'x'", "'open_eof_check' => true", "'package_body_offset' => -1", "'package_length_func' => 'no_such_function'"] as $wrong) {
    $server = tcpServer(ECHO_BACK, "'open_length_check' => true, $wrong", wait: false);
    $server->wait();
    echo preg_match('/ConfigException: (.*?) in /', $server->log(), $m) ? $m[1] : 'accepted', "\n";
}
?>
--EXPECTF--
c: ok
C: ok
s: ok
S: ok
n: ok
v: ok
l: ok
L: ok
N: ok
V: ok
q: ok
Q: ok
J: ok
P: ok
offset: [abcd00066162][abcd0004]
at the limit: [abcd000a313233343536]
above: ""
shorter than its header: ""
negative: ""
bool(true)
nothing [313a61] string(0) ""
throw: [313a61] string(0) ""
text: [313a61] string(0) ""
exit: [313a61] string(0) ""
bool(true)
aha: unhandled error in package_length_func: LogicException: no such length
aha: package_length_func must return an int: 0 for more bytes, the length of the package, or -1 for what is none
aha: unhandled error in %s: Aha\ExitException: exit() was called in package_length_func
Aha\Server\Tcp: %s
Aha\Server\Tcp: %s
Aha\Server\Tcp: %s
Aha\Server\Tcp: %s
