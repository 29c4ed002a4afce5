<?php
// Measures what `./dev bench` is asked for and prints each row beside its target. No extension is needed here.
declare(strict_types=1);

use Bench\Context;
use Bench\Failure;
use Bench\Report;

foreach (['Process', 'Series', 'Context', 'Report', 'Row', 'Client', 'Fortunes', 'Wrk', 'HttpRow', 'RedisRow', 'PairRow', 'IdleRow', 'SlowRow', 'ScriptRow', 'ToolRow', 'ClientRow', 'UploadRow', 'SoakRow', 'SqlRow'] as $name) {
    require __DIR__ . "/lib/$name.php";
}

const ONLY_WHEN_NAMED = ['soak'];

function usage(string $problem): never
{
    fwrite(STDERR, "bench: $problem\n"
        . "usage: ./dev bench [NAME...] [--json FILE] [--rounds N] [--seconds N] [--vs NAME=COMMAND]...\n");
    exit(2);
}

/** @return array{names: list<string>, json: ?string, rounds: int, seconds: int, others: array<string, string>} */
function options(array $arguments, array $known): array
{
    $options = ['names' => [], 'json' => null, 'rounds' => 5, 'seconds' => 4, 'others' => []];
    while (($argument = array_shift($arguments)) !== null) {
        if (!str_starts_with($argument, '--')) {
            isset($known[$argument]) || usage("no row '$argument'; there are " . implode(', ', array_keys($known)));
            $options['names'][] = $argument;
            continue;
        }
        $value = array_shift($arguments) ?? usage("$argument needs a value");
        match ($argument) {
            '--json' => $options['json'] = $value,
            '--rounds' => $options['rounds'] = max(1, (int) $value),
            '--seconds' => $options['seconds'] = max(1, (int) $value),
            '--vs' => str_contains($value, '=')
                ? $options['others'][strstr($value, '=', true)] = substr(strstr($value, '='), 1)
                : usage('--vs wants NAME=COMMAND'),
            default => usage("unknown option $argument"),
        };
    }
    $options['names'] = $options['names'] ?: array_diff(array_keys($known), ONLY_WHEN_NAMED);
    return $options;
}

$rows = require __DIR__ . '/rows.php';
$options = options(array_slice($argv, 1), $rows);
$context = new Context(dirname(__DIR__), $options['rounds'], $options['seconds'], $options['others']);

$model = preg_match('/^model name\s*: (.*)$/m', (string) @file_get_contents('/proc/cpuinfo'), $match) ? $match[1] : 'unknown CPU';
printf("%s, PHP %s, %d rounds; median (min–max)\n", $model, PHP_VERSION, $context->rounds);
echo $context->serverCore === null
    ? "NOT pinned: needs two cores and taskset, so these figures are rough\n"
    : "server on core {$context->serverCore}, client on core {$context->clientCore}\n";

$reports = [];
foreach ($options['names'] as $name) {
    $report = new Report($name, $rows[$name]->title());
    try {
        $rows[$name]->run($context, $report);
    } catch (Failure $failure) {
        $report->fail($failure->getMessage());
    }
    $report->print();
    $reports[] = $report;
}
if ($options['json'] !== null) {
    $flags = JSON_PRETTY_PRINT | JSON_UNESCAPED_UNICODE | JSON_THROW_ON_ERROR;
    file_put_contents($options['json'], json_encode(['cpu' => $model, 'php' => PHP_VERSION, 'rows' => $reports],
        $flags) . "\n");
}
$failed = count(array_filter($reports, static fn (Report $report): bool => $report->hasFailed()));
echo $failed > 0 ? "\n$failed rows failed\n" : '';
exit($failed > 0 ? 1 : 0);
