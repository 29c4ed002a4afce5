<?php
declare(strict_types=1);

namespace Bench;

/** Growth of memory over many requests, after a warm-up. Takes minutes, so it runs only when it is named. */
final class SoakRow implements Row
{
    private const CONNECTIONS = 64;

    public function __construct(private readonly string $script, private readonly int $requests)
    {
    }

    public function title(): string
    {
        return sprintf('memory after %.0f million requests', $this->requests / 1e6);
    }

    public function run(Context $context, Report $report): void
    {
        [$server, $port] = Process::server($context->php($this->script), $context->serverCore, [], $context->log('aha'));
        try {
            $this->load($context, $port, 5);
            $before = $server->memory('Pss');
            $done = 0;
            $samples = [];
            while ($done < $this->requests) {
                $done += $this->load($context, $port, 10);
                $samples[] = [$done, $server->memory('Pss') - $before];
                printf("  %5.1f million requests: %+d KB\n", $done / 1e6, intdiv(end($samples)[1], 1024));
            }
        } finally {
            $server->stop();
        }
        $report->figure('aha', 'million requests', [$done / 1e6]);
        $report->figure('aha', 'PSS before, MB', [$before / 1e6]);
        $report->result('growth, MB', new Series([end($samples)[1] / 1e6]), 1.0);
        $report->result('growth in the second half, KB a million', new Series([self::slope($samples) / 1024]), 100.0);
    }

    /** Least squares through the second half. @param list<array{int, int}> $samples @return float bytes a million */
    private static function slope(array $samples): float
    {
        $half = array_slice($samples, intdiv(count($samples), 2));
        if (count($half) < 2) {
            return 0.0;
        }
        $meanX = array_sum(array_column($half, 0)) / count($half);
        $meanY = array_sum(array_column($half, 1)) / count($half);
        $above = $below = 0.0;
        foreach ($half as [$x, $y]) {
            $above += ($x - $meanX) * ($y - $meanY);
            $below += ($x - $meanX) ** 2;
        }
        return 1e6 * $above / $below;
    }

    private function load(Context $context, int $port, int $seconds): int
    {
        $wrk = new Process(
            ['wrk', '-t1', '-c' . self::CONNECTIONS, "-d{$seconds}s", '-s', "{$context->root}/bench/wrk/report.lua",
                "http://127.0.0.1:$port/"],
            $context->clientCore,
            [],
            $context->log('wrk'),
        );
        [$output] = $wrk->finish();
        $load = preg_match('/^\{.*\}$/m', $output, $match) ? json_decode($match[0], true) : null;
        if ($load === null || $load['requests'] < 1 || $load['errors'] > 0) {
            throw new Failure('wrk: ' . lastBytes($output));
        }
        return $load['requests'];
    }
}
