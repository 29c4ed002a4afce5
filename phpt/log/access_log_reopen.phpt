--TEST--
Access log: renamed under load, with SIGUSR2 and reloads: each request has one whole line, from all workers
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/log.inc';
require __DIR__ . '/../process/process.inc';

$rounds = getenv('SKIP_SLOW_TESTS') ? 8 : 25;
$prefork = new Prefork("fn () => 'x'", "'worker_num' => 3, 'access_log' => __DIR__ . '/access', 'access_log_format' => 'json'");
$folder = $prefork->server->folder;
check(eventually(fn () => count($prefork->pids()) === 3), 'three workers');
$expected = $failed = [];
$number = $moves = 0;
for ($round = 0; $round < $rounds; ++$round) {
    $clients = [];
    for ($i = 0; $i < 12; ++$i) {
        $clients[$i] = $prefork->server->connect();
        $bytes = '';
        for ($j = 0; $j < 20; ++$j) {
            $expected[] = '/n/' . ++$number;
            $bytes .= request("/n/$number", ["X-Request-Id: r$number"]);
        }
        $clients[$i]->send($bytes);
    }
    // While all of these are under way.
    if (@rename("$folder/access", "$folder/access.$moves")) {
        ++$moves;
    }
    if ($round % 3 === 1) {
        $prefork->server->signal(12); // SIGUSR2
    }
    if ($round % 10 === 5) {
        $prefork->server->signal(10); // SIGUSR1
    }
    foreach ($clients as $client) {
        for ($j = 0; $j < 20; ++$j) {
            if (($status = $client->answer()?->status) !== 200) {
                $failed[] = $status ?? 'no answer';
                break;
            }
        }
        $client->close();
    }
    eventually(fn () => file_exists("$folder/access"), 2.0); // a batch is written between two renames
}
check($failed === [], 'no request has failed: ' . json_encode($failed));
check($prefork->stop() === 0, 'it stops');
$targets = $workers = [];
foreach (linesOf("$folder/access*") as $line) {
    $record = json_decode($line, true);
    if (!is_array($record) || $record['request_id'] !== 'r' . substr($record['target'], 3)) {
        echo "torn: $line\n";
        continue;
    }
    $targets[] = $record['target'];
    $workers[$record['worker']] = true;
}
ksort($workers);
check($expected !== [] && count($expected) === $rounds * 240, 'as many as asked');
sort($targets);
sort($expected);
echo $targets === $expected ? "each once\n" : count($targets) . ' lines of ' . count($expected) . "\n";
echo implode(' ', array_keys($workers)), "\n";
check($moves >= $rounds / 2, "it was renamed $moves times");
?>
--EXPECT--
each once
0 1 2
