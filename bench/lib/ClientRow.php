<?php
declare(strict_types=1);

namespace Bench;

/** Clients that measure themselves, ours and its limit, against one and the same server: here it is they who have the server's core. */
final class ClientRow implements Row
{
    /**
     * @param list<string> $arguments of our script and of the limit client alike; PORT and SECONDS stand for theirs
     * @param array{ratio?: float} $targets
     */
    public function __construct(
        private readonly string $title,
        private readonly string $script,
        private readonly string $limit,
        private readonly string $server,
        private readonly array $arguments,
        private readonly array $targets,
    ) {
    }

    public function title(): string
    {
        return $this->title;
    }

    public function run(Context $context, Report $report): void
    {
        [$server, $port] = Process::server([$context->tool($this->server)], $context->clientCore, [], $context->log('server'));
        $values = [];
        try {
            $arguments = str_replace(['PORT', 'SECONDS'], [(string) $port, (string) $context->seconds], $this->arguments);
            $commands = ['aha' => $context->php($this->script, ...$arguments), 'limit' => [$context->tool($this->limit), ...$arguments]];
            for ($round = 0; $round < $context->rounds; $round++) {
                foreach ($commands as $name => $command) {
                    foreach ($this->round($context, $name, $command) as $label => $value) {
                        $values[$name][$label][] = (float) $value;
                    }
                }
            }
        } finally {
            $server->stop();
        }
        foreach ($values as $name => $figures) {
            foreach ($figures as $label => $series) {
                $report->figure($name, $label, $series);
            }
        }
        $ratio = (new Series($values['aha']['CPU µs']))->over(new Series($values['limit']['CPU µs']));
        $report->result('CPU of a request, ratio to the limit', $ratio, $this->targets['ratio'] ?? null);
    }

    /** @param list<string> $command @return array<string, float> */
    private function round(Context $context, string $name, array $command): array
    {
        $process = new Process($command, $context->serverCore, [], $context->log($name));
        [$output, $code] = $process->finish();
        $figures = json_decode($output, true);
        if ($code !== 0 || !is_array($figures)) {
            throw new Failure("$name: exit code $code: " . lastBytes(trim($output . ' ' . $process->logTail())));
        }
        return $figures;
    }
}
