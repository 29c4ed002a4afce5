<?php
declare(strict_types=1);

namespace Bench;

/** The same script with two settings against each other, interleaved: what a feature costs a request. */
final class PairRow implements Row
{
    /**
     * @param array<string, string> $base environment of the script, which reads its settings there
     * @param array<string, string> $variant
     * @param array{ratio?: float, difference?: float} $targets of CPU a request: variant / base, variant - base in µs
     * @param bool $spread the variant may use all cores
     * @param string $body what each of them answers
     * @param string|null $limit a limit server that does the same work
     * @param array<string, string> $limitEnvironment
     */
    public function __construct(
        private readonly string $title,
        private readonly string $script,
        private readonly array $base,
        private readonly array $variant,
        private readonly array $targets,
        private readonly bool $spread = false,
        private readonly string $body = 'Hello World!',
        private readonly ?string $limit = null,
        private readonly array $limitEnvironment = [],
    ) {
    }

    public function title(): string
    {
        return $this->title . ', ' . Wrk::CONNECTIONS . ' connections';
    }

    public function run(Context $context, Report $report): void
    {
        $servers = [];
        try {
            foreach ($this->contenders($context) as $name => [$command, $environment]) {
                $core = $this->spread && $name === 'variant' ? null : $context->serverCore;
                $servers[$name] = Process::server($command, $core, $environment, $context->log($name));
            }
            $this->checkBodies($servers);
            $values = $this->measure($context, $servers);
            $this->checkBodies($servers);
        } finally {
            foreach ($servers as [$process]) {
                $process->stop();
            }
        }
        $this->judge($report, $values);
    }

    /** @return array<string, array{list<string>, array<string, string>}> name => command and environment */
    private function contenders(Context $context): array
    {
        $contenders = [
            'base' => [$context->php($this->script), $this->base],
            'variant' => [$context->php($this->script), $this->variant],
        ];
        return $contenders + ($this->limit === null ? [] : ['limit' => [[$context->tool($this->limit)], $this->limitEnvironment]]);
    }

    /** @param array<string, array{Process, int}> $servers */
    private function checkBodies(array $servers): void
    {
        foreach ($servers as $name => [, $port]) {
            try {
                (new Client($port))->expect($this->body);
            } catch (Failure $failure) {
                throw new Failure("$name: {$failure->getMessage()}");
            }
        }
    }

    /**
     * @param array<string, array{Process, int}> $servers
     * @return array<string, array<string, list<float>>> contender => label => one a round
     */
    private function measure(Context $context, array $servers): array
    {
        $values = [];
        foreach ($servers as [, $port]) {
            Wrk::load($context, "http://127.0.0.1:$port/", 1, 1); // warm-up
        }
        for ($round = 0; $round < $context->rounds; $round++) {
            foreach ($servers as $name => [$process, $port]) {
                $before = array_sum($process->cpu());
                $load = Wrk::load($context, "http://127.0.0.1:$port/", $context->seconds, 1);
                if ($load['requests'] < 1 || $load['errors'] > 0) {
                    throw new Failure("$name: {$load['errors']} errors, {$load['requests']} requests");
                }
                $values[$name]['CPU µs'][] = 1e6 * (array_sum($process->cpu()) - $before) / $load['requests'];
                $values[$name]['requests/s'][] = $load['requests'] / $load['seconds'];
            }
        }
        return $values;
    }

    /** @param array<string, array<string, list<float>>> $values */
    private function judge(Report $report, array $values): void
    {
        foreach ($values as $name => $figures) {
            foreach ($figures as $label => $series) {
                $report->figure($name, $label, $series);
            }
        }
        $variant = new Series($values['variant']['CPU µs']);
        $report->result('CPU, ratio to the base', $variant->over(new Series($values['base']['CPU µs'])), $this->targets['ratio'] ?? null);
        if (isset($values['limit'])) {
            $report->result('CPU, ratio to the limit', $variant->over(new Series($values['limit']['CPU µs'])));
        }
        $differences = array_map(fn ($a, $b) => $a - $b, $values['variant']['CPU µs'], $values['base']['CPU µs']);
        $report->result('CPU µs a request more', new Series($differences), $this->targets['difference'] ?? null);
    }
}
