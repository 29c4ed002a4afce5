<?php
declare(strict_types=1);

namespace Bench;

/** Memory of a kept connection that made one request and is silent since. */
final class IdleRow implements Row
{
    public function __construct(private readonly string $script, private readonly int $count, private readonly float $target)
    {
    }

    public function title(): string
    {
        return "{$this->count} idle keep-alive connections, PSS of our process for each";
    }

    public function run(Context $context, Report $report): void
    {
        $commands = ['aha' => $context->php($this->script), 'limit' => [$context->tool('hello_limit')]];
        $values = [];
        for ($round = 0; $round < $context->rounds; $round++) {
            foreach ($commands as $name => $command) {
                [$bytes, $cpu] = $this->round($context, $name, $command);
                $values[$name]['bytes a connection'][] = $bytes;
                $values[$name]['CPU % while idle'][] = $cpu;
            }
        }
        foreach ($values as $name => $figures) {
            foreach ($figures as $label => $series) {
                $report->figure($name, $label, $series);
            }
        }
        $kilobytes = array_map(static fn (float $bytes): float => $bytes / 1024, $values['aha']['bytes a connection']);
        $report->result('KB a connection', new Series($kilobytes), $this->target);
    }

    /** @param list<string> $command @return array{float, float} bytes a connection, CPU percent */
    private function round(Context $context, string $name, array $command): array
    {
        [$server, $port] = Process::server($command, $context->serverCore, [], $context->log($name));
        $clients = null;
        try {
            // what the first requests allocate once belongs to nobody
            for ($i = 0; $i < 50; $i++) {
                (new Client($port))->get();
            }
            $before = $server->memory('Pss');
            $clients = new Process(
                [$context->tool('idle_clients'), (string) $port, (string) $this->count],
                $context->clientCore,
                [],
                $context->log('idle_clients'),
            );
            if ($clients->line() !== "ready {$this->count}") {
                throw new Failure("$name: clients not connected: {$clients->logTail()}; {$server->logTail()}");
            }
            $after = $server->memory('Pss');
            $from = $server->cpuTotal();
            sleep(1);
            $to = $server->cpuTotal();
            $clients->closeInput();
            [$output, $code] = $clients->finish();
            if ($code !== 0) {
                throw new Failure("$name: connections did not stay open: " . trim($output));
            }
            return [($after - $before) / $this->count, 100 * ($to - $from)];
        } finally {
            $clients?->stop();
            $server->stop();
        }
    }
}
