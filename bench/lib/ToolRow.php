<?php
declare(strict_types=1);

namespace Bench;

/**
 * Load of one of our tools, which checks every reply, against our server and its limit server, interleaved. For what wrk cannot do.
 */
final class ToolRow implements Row
{
    /**
     * @param list<string> $tool name and arguments; PORT and SECONDS stand for theirs
     * @param string $unit what the tool counts: "line", "handshake"
     * @param array{ratio?: float} $targets
     * @param array<string, string> $limitEnvironment
     */
    public function __construct(
        private readonly string $title,
        private readonly string $script,
        private readonly string $limit,
        private readonly array $tool,
        private readonly string $unit,
        private readonly array $targets = [],
        private readonly array $limitEnvironment = [],
        private readonly bool $tls = false,
        private readonly bool $udp = false,
    ) {
    }

    public function title(): string
    {
        return $this->title;
    }

    public function run(Context $context, Report $report): void
    {
        $environment = $this->tls ? $context->certificate() : [];
        $contenders = [
            'aha' => [$context->php($this->script), $environment],
            'limit' => [[$context->tool($this->limit)], $environment + $this->limitEnvironment],
        ];
        $servers = [];
        $values = [];
        try {
            foreach ($contenders as $name => [$command, $variables]) {
                $servers[$name] = Process::server($command, $context->serverCore, $variables, $context->log($name), $this->udp);
                $this->load($context, $name, $servers[$name][1], 1); // warm-up
            }
            for ($round = 0; $round < $context->rounds; $round++) {
                foreach ($servers as $name => [$process, $port]) {
                    foreach ($this->round($context, $name, $process, $port) as $label => $value) {
                        $values[$name][$label][] = $value;
                    }
                }
            }
        } finally {
            foreach ($servers as [$process]) {
                $process->stop();
            }
        }
        foreach ($values as $name => $figures) {
            foreach ($figures as $label => $series) {
                $report->figure($name, $label, $series);
            }
        }
        $ratio = (new Series($values['aha']['CPU µs']))->over(new Series($values['limit']['CPU µs']));
        $report->result("CPU of a {$this->unit}, ratio to the limit", $ratio, $this->targets['ratio'] ?? null);
    }

    /** @return array<string, float> label => value */
    private function round(Context $context, string $name, Process $process, int $port): array
    {
        $before = $process->cpu();
        $load = $this->load($context, $name, $port, $context->seconds);
        $after = $process->cpu();
        $user = 1e6 * ($after[0] - $before[0]) / $load['requests'];
        $system = 1e6 * ($after[1] - $before[1]) / $load['requests'];
        $figures = ['CPU µs' => $user + $system, 'user µs' => $user, 'system µs' => $system,
            "{$this->unit}s/s" => $load['requests'] / $load['seconds']];
        if ($load['p99'] > 0) {
            $figures += ['p50 µs' => $load['p50'], 'p99 µs' => $load['p99']];
        }
        return $figures + ['RSS MB' => $process->memory('Rss') / 1e6];
    }

    /** @return array{requests: int, seconds: float, p50: float, p99: float, errors: int} */
    private function load(Context $context, string $name, int $port, int $seconds): array
    {
        $arguments = str_replace(['PORT', 'SECONDS'], [(string) $port, (string) $seconds], array_slice($this->tool, 1));
        $tool = new Process([$context->tool($this->tool[0]), ...$arguments], $context->clientCore, [], $context->log($this->tool[0]));
        [$output, $code] = $tool->finish();
        $load = $code === 0 ? json_decode($output, true) : null;
        if (!is_array($load) || $load['errors'] > 0 || $load['requests'] < 1) {
            throw new Failure("$name: {$this->tool[0]} ended with code $code: " . lastBytes(trim($output . ' ' . $tool->logTail())));
        }
        return $load;
    }
}
