<?php
declare(strict_types=1);

namespace Bench;

/** What slow clients cost the others: rate and p99 of normal clients beside them, and memory. */
final class SlowRow implements Row
{
    /** @param string $mode headers, bodies or readers */
    public function __construct(private readonly string $mode, private readonly int $count)
    {
    }

    public function title(): string
    {
        return "{$this->count} clients with slow {$this->mode} beside " . Wrk::CONNECTIONS . ' normal ones';
    }

    public function run(Context $context, Report $report): void
    {
        $values = [];
        for ($round = 0; $round < $context->rounds; $round++) {
            foreach ($this->round($context) as $label => $value) {
                $values[$label][] = $value;
            }
        }
        foreach ($values as $label => $series) {
            $report->figure('aha', $label, $series);
        }
        if (array_sum($values['errors']) > 0) {
            throw new Failure('normal clients had errors');
        }
        $slowdown = (new Series($values['requests/s alone']))->over(new Series($values['requests/s beside them']));
        $report->result('rate alone / rate beside them', $slowdown, 1 / 0.9);
        $latency = (new Series($values['p99 µs beside them']))->over(new Series($values['p99 µs alone']));
        $report->result('p99 beside them / p99 alone', $latency, 3.0);
    }

    /** @return array<string, float> */
    private function round(Context $context): array
    {
        [$server, $port] = Process::server($context->php('servers/slow.php'), $context->serverCore, [], $context->log('slow'));
        $clients = null;
        try {
            $url = "http://127.0.0.1:$port/";
            Wrk::load($context, $url, 1);
            $alone = Wrk::load($context, $url, $context->seconds);
            $before = $server->memory('Pss');
            // on the client's core, as wrk: what they do there is a few hundred packets a second
            $clients = new Process([$context->tool('slow_clients'), (string) $port, (string) $this->count, $this->mode],
                $context->clientCore, [], $context->log('slow_clients'));
            if ($clients->line() !== "ready {$this->count}") {
                throw new Failure("slow clients not connected: {$clients->logTail()}; {$server->logTail()}");
            }
            sleep(3); // until the buffers of the kernel are full: from then on it is the slowness that is measured
            $beside = Wrk::load($context, $url, $context->seconds);
            $after = $server->memory('Pss');
            $clients->closeInput();
            $clients->finish();
            return [
                'requests/s alone' => $alone['requests'] / $alone['seconds'],
                'requests/s beside them' => $beside['requests'] / $beside['seconds'],
                'p99 µs alone' => $alone['p99'],
                'p99 µs beside them' => $beside['p99'],
                'KB a slow client' => ($after - $before) / 1024 / $this->count,
                'errors' => $alone['errors'] + $beside['errors'],
            ];
        } finally {
            $clients?->stop();
            $server->stop();
        }
    }
}
