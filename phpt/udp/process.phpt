--TEST--
UDP: workers share the socket; reloads, a killed worker, stop: what waits in the kernel is not lost
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/udp.inc';

$p = udpPrefork(<<<'PHP'
    $server->on('packet', function ($server, $data, $client) {
        if ($data === 'slow') {
            yield Aha\sleep(0.3);
        }
        $server->sendto($client['address'], $client['port'], $data . ' ' . getmypid());
    });
    PHP);
$client = new Datagrams($p->server);
echo preg_replace('/\d+/', 'PID', (string) $client->ask('hello')), "\n";
// One packet at a time through ten reloads: each is answered.
$answered = $lost = 0;
$by = [];
for ($i = 0; $i < 10; ++$i) {
    $p->ask('reload');
    for ($j = 0; $j < 20; ++$j) {
        $answer = $client->ask("$i.$j");
        $answer === null ? ++$lost : ++$answered;
        $by[substr((string) $answer, strpos((string) $answer, ' '))] = 1;
    }
}
echo "answered $answered, lost $lost\n";
var_dump(count($by) > 5);
// What is at work is finished by the old worker.
$client->send('slow');
usleep(50000);
$p->ask('reload');
echo preg_replace('/\d+/', 'PID', (string) $client->receive()), "\n";
$before = $p->pids();
kill($before[0], 9);
kill($before[1], 9);
$client->send('waits'); // nobody may be there to read it
echo preg_replace('/\d+/', 'PID', (string) $client->receive()), "\n";
$status = $p->ask('status');
var_dump(($status['totals']['requests'] ?? 0) >= 200);
$client->send('slow');
usleep(50000);
var_dump($p->stop());
echo preg_replace('/\d+/', 'PID', (string) $client->receive(1)), "\n";
?>
--EXPECT--
hello PID
answered 200, lost 0
bool(true)
slow PID
waits PID
bool(true)
int(0)
slow PID
