--TEST--
UDP: unix datagrams, multicast, limits of the queue, too long packets
--EXTENSIONS--
aha
--SKIPIF--
<?php if (!extension_loaded('sockets') && !is_executable('/usr/bin/python3')) die('skip needs a client for unix datagrams'); ?>
--FILE--
<?php
require __DIR__ . '/udp.inc';

$folder = temporaryFolder();
$server = new Server(<<<PHP
    \$server = new Aha\\Server\\Udp('unix:$folder/s', 0, ['process' => 'single']);
    \$server->on('start', 'announce');
    \$server->on('packet', function (\$server, \$data, \$client) {
        if (strlen(\$data) > 9) {
            echo strlen(\$data), "\\n";
            return;
        }
        echo json_encode([\$data, str_replace('$folder', '', \$client['address']), \$client['port']]), "\\n";
        if (\$client['address'] !== '') {
            var_dump(\$server->sendto(\$client['address'], 0, "to you: \$data"));
        }
        var_dump(\$server->sendto('unix:$folder/none', 0, 'x'));
    });
    \$server->start();
    PHP);
$python = <<<PY
    import socket
    s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    s.settimeout(10)
    nameless = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) # one of its own: the address is that of the moment of receiving
    nameless.sendto(b'nameless', '$folder/s')
    s.bind('$folder/c')
    s.sendto(b'', '$folder/s')
    print(s.recv(100).decode())
    s.sendto(b'named', '$folder/s')
    print(s.recv(100).decode())
    s.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 20)
    s.sendto(b'x' * 65535, '$folder/s')
    s.sendto(b'x' * 65536, '$folder/s')
    s.sendto(b'last', '$folder/s')
    print(s.recv(100).decode())
    PY;
file_put_contents("$folder/c.py", $python);
echo shell_exec('python3 ' . escapeshellarg("$folder/c.py") . ' 2>&1');
var_dump($server->stop(), file_exists("$folder/s"));
$lines = explode("\n", trim(str_replace($folder, '', $server->log())));
sort($lines); // the log and the output are written by turns
echo implode("\n", $lines), "\n";

$server = udpServer(<<<'PHP'
    $server->on('packet', function ($server, $data, $client) {
        try {
            $server->joinMulticast('239.1.2.3', '127.0.0.1');
            $server->joinMulticast('239.1.2.3', '127.0.0.1');
            $server->leaveMulticast('239.1.2.3', '127.0.0.1');
            $answer = 'joined, left';
        } catch (Aha\Exception $e) {
            $answer = $e->getMessage();
        }
        foreach (['127.0.0.1', 'nonsense'] as $group) {
            try { $server->joinMulticast($group); $answer .= ', joined'; } catch (\Throwable $e) { $answer .= ', ' . get_class($e); }
        }
        $server->sendto($client['address'], $client['port'], $answer);
    });
    PHP);
echo (new Datagrams($server))->ask('x'), "\n";
$server->stop();
?>
--EXPECT--
to you: 
to you: named
to you: last
int(0)
bool(false)
65535
["","unix:\/c",0]
["last","unix:\/c",0]
["named","unix:\/c",0]
["nameless","",0]
aha: a packet was lost: A packet from unix:/c is longer than 65535 bytes
bool(false)
bool(false)
bool(false)
bool(false)
bool(true)
bool(true)
bool(true)
joined, left, Aha\ConfigException, Aha\ConfigException
