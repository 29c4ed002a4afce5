--TEST--
Examples: the daemon: each process does transactions, a reload replaces them and loses none, a killed one comes again
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/example.inc';
require __DIR__ . '/../process/process.inc'; // kill()
require __DIR__ . '/../db/built.inc';
if (leftOut('sqlite') !== '') {
    echo "done\n";
    return;
}
$example = new Example('25-daemon.php');
$workers = fn () => json_decode($example->get('/')->body, true)['workers'];
$pids = function () use ($workers) {
    $pids = array_column($workers(), 'pid');
    sort($pids);
    return $pids;
};
/** Both have done this many, none of them is one of those. @param int[] $old */
$both = fn (int $done, array $old = []) => eventually(fn () => count($all = $workers()) === 2 && min(array_column($all, 'done')) >= $done
    && array_intersect(array_column($all, 'pid'), $old) === []);
check($both(100), 'two processes do transactions');
check(max(array_column($workers(), 'under way')) <= 50, 'no more than max_task are under way');

$first = $pids();
$example->signal(10 /* SIGUSR1 */);
check($both(100, $first), 'a reload replaces both');

$second = $pids();
kill($second[0], 9);
check($both(100, [$second[0]]), 'a killed one comes again');

check($example->stop() === 0, 'it stops');
$errors = preg_replace('/^aha: (?:.* was killed by signal 9|process .*|.*reload.*|.*generation.*)\n/m', '', $example->errors());
check($errors === '', "nothing is logged: " . strtok($errors, "\n"));
echo "done\n";
?>
--EXPECT--
done
