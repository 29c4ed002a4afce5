--TEST--
TCP: packages by terminators of any length, glued, cut at each place, kept, empty; too long ones
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/tcp.inc';

const ECHO_BACK = <<<'PHP'
    $server->on('receive', function ($server, $fd, $fromId, $data) { $server->send($fd, "[$data]"); });
    PHP;

$server = tcpServer(ECHO_BACK);
echo 'glued: ', talk($server, "one\r\ntwo\r\n\r\nthree\r\n"), "\n";
foreach (range(1, 11) as $cut) {
    $text = "one\r\ntwo\r\n.";
    $got = talk($server, substr($text, 0, $cut), substr($text, $cut));
    $got === '[one][two]' || print("cut at $cut: $got\n");
}
echo 'unfinished: ', var_export(talk($server, "half"), true), "\n";
echo 'byte by byte: ', talk($server, ...str_split("a\r\nbc\r\n")), "\n";
$server->stop();

foreach (["\n", '-', "\r\n\r\n", "\0", 'abcabd', str_repeat('xy', 128)] as $eof) {
    $server = tcpServer(ECHO_BACK, "'package_eof' => hex2bin('" . bin2hex($eof) . "')");
    $got = talk($server, "1{$eof}2" . substr($eof, 0, -1), substr($eof, -1) . "3$eof");
    echo strlen($eof), ': ', $got === '[1][2][3]' ? 'ok' : $got, "\n";
    $server->stop();
}

$server = tcpServer(ECHO_BACK, "'package_eof' => \"\\n\", 'package_eof_keep' => true, 'package_max_length' => 8");
echo 'kept: ', json_encode(talk($server, "a\n\nb\n")), "\n";
echo 'at the limit: ', json_encode(talk($server, "1234567\n")), "\n";
$client = $server->connect();
$client->send("12345678\n");
echo 'above: ', json_encode($client->rest()), "\n";
$client = $server->connect();
$client->send('123456789'); // it need not come to an end
var_dump($client->isClosed());
$server->stop();

$server = tcpServer(ECHO_BACK, "'package_eof_empty' => true");
echo 'empty ones: ', talk($server, "a\r\n\r\nb\r\n"), "\n";
$server->stop();
foreach (["''", 'str_repeat("x", 257)', '5'] as $wrong) {
    $server = tcpServer(ECHO_BACK, "'package_eof' => $wrong", wait: false);
    $server->wait();
    echo preg_match('/ConfigException: (.*?) in /', $server->log(), $m) ? $m[1] : 'accepted', "\n";
}
?>
--EXPECTF--
glued: [one][two][three]
unfinished: ''
byte by byte: [a][bc]
1: ok
1: ok
4: ok
1: ok
6: ok
256: ok
kept: "[a\n][\n][b\n]"
at the limit: "[1234567\n]"
above: ""
bool(true)
empty ones: [a][][b]
Aha\Server\Tcp: %s
Aha\Server\Tcp: %s
Aha\Server\Tcp: %s
