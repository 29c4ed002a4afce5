--TEST--
UDP: packets of all sizes, client info, sendto, coroutines, errors, exit; subclass
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/udp.inc';

$server = udpServer(<<<'PHP'
    $server->on('packet', function ($server, string $data, array $client) {
        switch ($data) {
            case 'info':
                $answer = json_encode([$client['address'], $client['port'] > 0, $client['server_socket'], $client['server_port'] === $server->port(), get_class($server)]);
                break;
            case 'later':
                return (function () use ($server, $client) {
                    yield Aha\sleep(0.01);
                    $server->sendto($client['address'], $client['port'], 'later');
                })();
            case 'throw':
                throw new LogicException('no');
            case 'exit':
                exit(1);
            case 'wrong':
                $answer = '';
                foreach ([['nowhere', 1, ''], ['127.0.0.1', -1, ''], ['unix:/none', 0, ''], ['127.0.0.1', 1, '', 5], ['127.0.0.1', 1, str_repeat('x', 65536)]] as $args) {
                    try {
                        $answer .= var_export($server->sendto(...$args), true) . "\n";
                    } catch (\Throwable $e) {
                        $answer .= get_class($e) . ": {$e->getMessage()}\n";
                    }
                }
                break;
            default:
                $answer = strlen($data) . ':' . md5($data);
        }
        $server->sendto($client['address'], $client['port'], $answer, $client['server_socket']);
    });
    $server->on('error', function ($error, $nobody) { echo get_class($error), ' ', var_export($nobody, true), "\n"; });
    PHP);
$client = new Datagrams($server);
foreach (['a', "\0\r\n", str_repeat('x', 1500), random_bytes(65507)] as $packet) {
    var_dump($client->ask($packet) === strlen($packet) . ':' . md5($packet));
}
foreach (['info', 'later', 'wrong'] as $word) {
    echo "$word: ", $client->ask($word), "\n";
}
$client->send('throw');
$client->send('exit');
echo 'then: ', $client->ask('info') !== null ? 'serves' : 'is silent', "\n";
$server->logs("ExitException NULL\n");
echo preg_replace(["~ in \S*server\.php.*~", "/packet to \\S+/"], ["", "packet to HERE:"], ahaAndErrors($server));
var_dump($server->stop());

$server = new Server(<<<'PHP'
    class App extends Aha\Server\Udp
    {
        public function onStart($server) { announce($server); }
        public function onPacket($server, $data, $clientInfo)
        {
            yield Aha\sleep(0.001);
            $server->sendto($clientInfo['address'], $clientInfo['port'], strrev($data));
        }
    }
    (new App('127.0.0.1', 0, ['process' => 'single', 'fiber' => false]))->start();
    PHP);
echo (new Datagrams($server))->ask('olleh'), "\n";
$server->stop();

function ahaAndErrors(Server $server): string
{
    $text = file_get_contents("$server->folder/log");
    preg_match_all('/(?:^|\] )(aha.*|\S+ NULL)$/m', $text, $lines);
    return implode("\n", $lines[1]) . "\n";
}
?>
--EXPECT--
bool(true)
bool(true)
bool(true)
bool(true)
info: ["127.0.0.1",true,0,true,"Aha\\Server\\Udp"]
later: later
wrong: ValueError: Aha\Network\Server::sendto(): Argument #1 ($address) must be an address such as "127.0.0.1", or "unix:/path"
ValueError: Aha\Network\Server::sendto(): Argument #2 ($port) must be between 0 and 65535
Aha\StateException: The server has no unix datagram socket to send from
Aha\StateException: The listener with that number has no UDP socket
false

then: serves
aha: unhandled error in a packet to HERE: LogicException: no
aha: unhandled error in a packet to HERE: Aha\ExitException: exit() was called in a handler
LogicException NULL
Aha\ExitException NULL
int(0)
hello
