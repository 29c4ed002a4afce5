<?php
// Proves reloads: clients that never pause, N reloads one after the other, and a count of what failed.
// Exit code 0 when nothing did. Usage: reloads.php [N] [--clients N] [--pause SECONDS]; AHA_EXTENSION names aha.so.
declare(strict_types=1);

require __DIR__ . '/../phpt/process/process.inc';

$reloads = 100;
$clients = 16;
$pause = 0.0;
for ($i = 1; $i < $argc; ++$i) {
    match (true) {
        $argv[$i] === '--clients' => $clients = (int) ($argv[++$i] ?? 0),
        $argv[$i] === '--pause' => $pause = (float) ($argv[++$i] ?? 0),
        preg_match('~^\d+$~', $argv[$i]) === 1 => $reloads = (int) $argv[$i],
        default => exit("reloads: unknown argument \"$argv[$i]\"\n"),
    };
}

/** Open descriptors, processes and private memory (KiB) of the whole server. */
function footprint(Prefork $prefork): array
{
    $total = ['processes' => 0, 'descriptors' => 0, 'private_kib' => 0];
    foreach ([$prefork->server->pid, ...$prefork->children()] as $pid) {
        ++$total['processes'];
        $total['descriptors'] += count(glob("/proc/$pid/fd/*"));
        preg_match_all('/^Private_\w+: +(\d+)/m', (string) @file_get_contents("/proc/$pid/smaps_rollup"), $private);
        $total['private_kib'] += array_sum($private[1]);
    }
    return $total;
}

$prefork = new Prefork("fn () => 'pid ' . getmypid()", "'worker_num' => 2, 'task_worker_num' => 1",
    "\$server->on('task', fn () => 1);");
$load = new Load($prefork->server, $clients);
usleep(500000);
$before = footprint($prefork);
$begin = microtime(true);
$refused = [];
$times = [];
for ($i = 0; $i < $reloads; ++$i) {
    $start = microtime(true);
    $answer = $prefork->ask('reload', 60);
    $times[] = (microtime(true) - $start) * 1000;
    if (!($answer['ok'] ?? false)) {
        $refused[] = $answer['error'] ?? 'no answer';
    }
    usleep((int) ($pause * 1e6));
}
$seconds = microtime(true) - $begin;
eventually(fn () => count($prefork->children()) === 3, 40);
$after = footprint($prefork);
$result = $load->stop();
$exit = $prefork->stop();
sort($times);
printf("%d reloads in %.1f s with %d clients: %d requests, %d failed, %d connections closed without notice\n", $reloads, $seconds,
    $clients, $result['requests'], $result['failed'], $result['unannounced']);
printf("one reload: median %.0f ms, longest %.0f ms; longest answer %.0f ms; %d reload(s) refused%s\n", $times[intdiv(count($times), 2)],
    end($times), $result['longest_ms'], count($refused), $refused ? ': ' . $refused[0] : '');
printf("before and after: %d and %d processes, %d and %d descriptors, %d and %d KiB private; exit code %d\n", $before['processes'],
    $after['processes'], $before['descriptors'], $after['descriptors'], $before['private_kib'], $after['private_kib'], $exit);
foreach ($result['errors'] as $why => $count) {
    echo "  $count × $why\n";
}
exit($result['failed'] === 0 && !$refused && $after['processes'] === $before['processes'] && $exit === 0 ? 0 : 1);
