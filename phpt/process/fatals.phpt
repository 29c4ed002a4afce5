--TEST--
Process: fatal errors in a row: each is answered with 500, nobody is refused, no back-off, and the master stays as it was
--EXTENSIONS--
aha
--SKIPIF--
<?php
if (getenv('SKIP_SLOW_TESTS')) die('skip slow');
?>
--FILE--
<?php
require __DIR__ . '/process.inc';
// A slot starts a successor every 100 ms at most: 16 of them make 160 a second. AHA_FATALS=10000 takes two minutes.
$count = (int) (getenv('AHA_FATALS') ?: 600);
$p = new Prefork(<<<'PHP'
    function ($req) {
        if ($req->path === '/fatal') {
            $missing = 'Missing';
            eval('class Broken extends ' . $missing . ' { function x(): int; }');
        }
        return 'fine';
    }
    PHP, "'worker_num' => 16", <<<'PHP'
    $server->on('workerError', fn ($server, $id, $pid, $code, $signal) => error_log("workerError: code $code, signal $signal"));
    PHP);
eventually(fn () => count($p->pids()) === 16);
$descriptors = fn () => count(scandir("/proc/{$p->server->pid}/fd"));
$answers = [];
$sent = 0;
// One after the other: two at once in one worker would be one fatal error, and one 503.
$fatal = function () use ($p, &$answers, &$sent) {
    ++$sent;
    $answer = (string) ($p->get('/fatal') ?? "closed\n");
    $answers[$answer] = ($answers[$answer] ?? 0) + 1;
};
$settled = fn () => eventually(fn () => count($p->children()) === 16 && count($p->pids()) === 16);
while ($sent < 40) { // what the first ones allocate stays
    $fatal();
}
var_dump($settled());
$before = ['descriptors' => $descriptors(), 'memory' => $p->server->memoryKiB('RssAnon')];
while ($sent < $count) {
    $fatal();
}
var_dump($settled());
foreach ($answers as $answer => $number) {
    echo $number === $count ? 'all' : $number, ": $answer";
}
$grown = $descriptors() - $before['descriptors'];
echo 'descriptors: ', abs($grown) <= 2 ? 'as before' : "$grown more", "\n"; // of our own question, perhaps
// The statistics of the last minute are some 120 KiB a process; sanitizers keep what was freed.
$grown = $p->server->memoryKiB('RssAnon') - $before['memory'];
echo 'memory: ', getenv('AHA_SANITIZED') || $grown < 4096 ? 'as before' : "$grown KiB more", "\n";
echo $p->get('/');
$text = '';
$lines = ['fatal error in request GET /fatal', 'is to be replaced: a fatal error', 'workerError: code 255, signal 0'];
var_dump(eventually(function () use ($p, &$text, $lines, $count) {
    $text .= $p->server->log();
    return array_unique(array_map(fn ($line) => substr_count($text, $line), $lines)) === [$count];
}));
// A slot waits for its 100 ms at most: that is no back-off, which counts in seconds.
preg_match_all('/(?:is started|next try is) in (\d+) (\w+)/', $text, $waits, PREG_SET_ORDER);
var_dump(array_filter($waits, fn ($wait) => $wait[2] !== 'ms' || $wait[1] > 100));
var_dump($p->stop());
?>
--EXPECT--
bool(true)
bool(true)
all: 500 page: 500 Internal Server Error: 
descriptors: as before
memory: as before
200 fine
bool(true)
array(0) {
}
int(0)
