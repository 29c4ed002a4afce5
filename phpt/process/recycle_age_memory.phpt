--TEST--
Process: max_live_time and max_memory replace workers under load: no failed request, the reason in the log, staggered
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/process.inc';

/** Until each worker has been replaced; what the log says of it, each line once, numbers as [worker => number]. */
function recycled(Prefork $prefork, string $path, string $reason): array
{
    $before = $prefork->pids();
    $load = new Load($prefork->server, 4, $path);
    $gone = fn () => count($prefork->pids()) === count($before) && !array_intersect($prefork->pids(), $before)
        && !array_filter($before, 'isAlive')
        && array_sum(array_column($prefork->workers(), 'requests')) > 0;
    echo 'all replaced: ', json_encode(eventually($gone)), "\n";
    $result = $load->stop();
    echo "failed $result[failed], unannounced $result[unannounced], more processes than before have answered: ",
        json_encode(count($result['by_worker']) > count($before)), "\n";
    $numbers = [];
    foreach (explode("\n", $prefork->server->log()) as $line) {
        if (preg_match("~worker (\\d+).* is to be replaced: $reason~", $line, $match)) {
            $numbers[(int) $match[1]] = min((int) $match[2], $numbers[(int) $match[1]] ?? PHP_INT_MAX);
        }
    }
    ksort($numbers);
    return $numbers;
}

echo "-- age\n";
$prefork = new Prefork("fn () => 'pid ' . getmypid()", "'worker_num' => 2, 'max_live_time' => 4.0");
var_dump(eventually(fn () => count($prefork->pids()) === 2));
$ages = recycled($prefork, '/', 'max_live_time: it is (\d+) s old');
var_dump(array_keys($ages), $ages[0] >= 4, $ages[1] >= 5); // half of it, spread over the workers, is added
var_dump($prefork->ask('status')['totals']['restarts'] ?? null); // nobody has died
var_dump($prefork->stop());

echo "-- memory\n";
$handler = <<<'PHP'
    function ($request) use (&$kept) {
        if ($request->path === '/leak' && count($kept ?? []) < 64) {
            $kept[] = str_repeat('x', 1 << 20); // the limit is looked at each second: it must not take all there is till then
        }
        return 'pid ' . getmypid();
    }
    PHP;
// What a worker holds anyway depends on the build: the limit is above that, and below what the handler takes.
$probe = new Prefork($handler);
var_dump(eventually(fn () => count($probe->pids()) === 2 && min(array_column($probe->workers(), 'private_bytes')) > 0));
$load = new Load($probe->server, 4);
var_dump(eventually(fn () => $probe->ask('status')['totals']['requests'] > 500));
$load->stop();
$plain = max(array_column($probe->workers(), 'private_bytes'));
$probe->stop();
$limit = $plain + (48 << 20);
$prefork = new Prefork($handler, "'worker_num' => 2, 'max_memory' => $limit");
var_dump(eventually(fn () => count($prefork->pids()) === 2));
$sizes = recycled($prefork, '/leak', 'max_memory: it holds (\d+) KiB');
var_dump(array_keys($sizes), min($sizes) >= $limit >> 10);
var_dump($prefork->ask('status')['totals']['restarts'] ?? null);
$left = $prefork->children();
var_dump($prefork->stop(), array_filter($left, 'isAlive'));
?>
--EXPECT--
-- age
bool(true)
all replaced: true
failed 0, unannounced 0, more processes than before have answered: true
array(2) {
  [0]=>
  int(0)
  [1]=>
  int(1)
}
bool(true)
bool(true)
int(0)
int(0)
-- memory
bool(true)
bool(true)
bool(true)
all replaced: true
failed 0, unannounced 0, more processes than before have answered: true
array(2) {
  [0]=>
  int(0)
  [1]=>
  int(1)
}
bool(true)
int(0)
int(0)
array(0) {
}
