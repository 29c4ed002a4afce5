--TEST--
TCP with TLS: packages, awaited sends, files, client certificates, garbage; openssl s_client as the peer
--EXTENSIONS--
aha
openssl
--SKIPIF--
<?php
require dirname(__DIR__) . '/client/real.inc';
needProgram('openssl');
?>
--FILE--
<?php
require __DIR__ . '/tcp.inc';
require dirname(__DIR__) . '/http/certificates.inc';
$folder = temporaryFolder();
$authority = makeAuthority($folder);
makeCertificate($folder, 'server', $authority, ['localhost']);
makeCertificate($folder, 'client', $authority, []);
file_put_contents("$folder/file", $large = random_bytes(3_000_000));
$handlers = <<<PHP
    \$server->on('connection', function (\$c) {
        while ((\$p = yield \$c->receive()) !== null) {
            switch (\$p) {
                case 'who': yield \$c->send(json_encode([\$c->isEncrypted(), \$c->remoteAddress()]) . "\\n"); break;
                case 'file': yield \$c->sendFile('$folder/file'); break;
                case 'much':
                    for (\$i = 0; \$i < 100; ++\$i) {
                        yield \$c->send(str_repeat(chr(65 + \$i % 26), 50_000));
                    }
                    break;
                case 'quit': \$c->end("bye\\n"); break;
                default: yield \$c->send(strlen(\$p) . ' ' . md5(\$p) . "\\n");
            }
        }
    });
    PHP;
$tls = "'ssl_cert_file' => '$folder/server.pem', 'ssl_key_file' => '$folder/server.key', 'ssl_handshake_timeout' => 0.3, 'package_max_length' => 4_000_000, 'package_eof' => \"\\n\"";
$server = tcpServer($handlers, $tls);
$connect = fn (Server $server, array $more = []) => new Client("ssl://127.0.0.1:$server->port", $more + ['cafile' => "$folder/ca.pem", 'peer_name' => 'localhost']);
$line = function (Client $client): string {
    for ($text = ''; !str_ends_with($text, "\n") && '' !== $byte = $client->read(1); $text .= $byte);
    return $text;
};

$client = $connect($server);
$client->send("who\none\ntwo\n");
echo $line($client), $line($client), $line($client);
$big = str_repeat('0123456789', 300_000);
$client->send("$big\n");
echo json_encode($line($client) === '3000000 ' . md5($big) . "\n"), "\n";
$client->send("file\n");
echo 'file: ', json_encode($client->read(3_000_000) === $large), "\n";
$client->send("much\nwho\n");
$text = $client->read(5_000_000);
echo 'much: ', strlen($text), ' ', strlen(count_chars($text, 3)), ' ', $line($client);
$client->send("quit\n");
echo $client->rest(), json_encode($client->isClosed()), "\n";

echo "-- openssl s_client\n";
function openssl(Server $server, string $input, string ...$more): string
{
    global $folder;
    $command = ['openssl', 's_client', '-quiet', '-connect', "127.0.0.1:$server->port", '-servername', 'localhost', '-CAfile', "$folder/ca.pem", '-verify_return_error', ...$more];
    $process = proc_open($command, [['pipe', 'r'], ['pipe', 'w'], ['file', "$folder/errors", 'w']], $pipes);
    fwrite($pipes[0], $input);
    $answer = stream_get_contents($pipes[1]); // up to the end of the connection
    fclose($pipes[0]);
    proc_close($process);
    return $answer;
}
foreach (['-tls1_2', '-tls1_3'] as $version) {
    echo $version, ' ', openssl($server, "who\none\nquit\n", $version);
}
echo 'TLS 1.1: ', json_encode(openssl($server, "who\nquit\n", '-tls1_1', '-cipher', 'ALL:@SECLEVEL=0')), "\n";

echo "-- client certificates\n";
$strict = tcpServer($handlers, "$tls, 'ssl_verify_peer' => true, 'ssl_client_cert_file' => '$folder/ca.pem'");
echo 'without: ', json_encode(openssl($strict, "who\nquit\n")), "\n";
echo 'with: ', openssl($strict, "who\nquit\n", '-cert', "$folder/client.pem", '-key', "$folder/client.key");
echo "-- no TLS\n";
foreach (['plain' => "who\n", 'garbage' => "\x16\x03\x01\x00\xff" . random_bytes(255), 'nothing' => ''] as $title => $bytes) {
    $client = $server->connect();
    $client->send($bytes);
    $client->rest();
    echo "$title: ", $client->isClosed() ? 'closed' : 'OPEN', "\n";
}
$client = $connect($server);
$client->send("who\n");
echo $line($client);
$client->close();
var_dump($server->stop(), $strict->stop(), ahaLines($server->log()), ahaLines($strict->log()));
?>
--EXPECT--
[true,"127.0.0.1"]
3 f97c5d29941bfb1b2fdab0874906ab82
3 b8a9f715dbb64fd5c56e7783c6820a61
true
file: true
much: 5000000 26 [true,"127.0.0.1"]
bye
true
-- openssl s_client
-tls1_2 [true,"127.0.0.1"]
3 f97c5d29941bfb1b2fdab0874906ab82
bye
-tls1_3 [true,"127.0.0.1"]
3 f97c5d29941bfb1b2fdab0874906ab82
bye
TLS 1.1: ""
-- client certificates
without: ""
with: [true,"127.0.0.1"]
bye
-- no TLS
plain: closed
garbage: closed
nothing: closed
[true,"127.0.0.1"]
int(0)
int(0)
string(0) ""
string(0) ""
