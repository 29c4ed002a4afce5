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
     */
    public function __construct(
        private readonly string $title,
        private readonly string $script,
        private readonly array $base,
        private readonly array $variant,
        private readonly array $targets,
        private readonly bool $spread = false,
    ) {
    }

    public function title(): string
    {
        return $this->title . ', ' . Wrk::CONNECTIONS . ' connections';
    }

    public function run(Context $context, Report $report): void
    {
        $servers = [];
        $values = [];
        try {
            foreach (['base' => $this->base, 'variant' => $this->variant] as $name => $environment) {
                $core = $this->spread && $name === 'variant' ? null : $context->serverCore;
                $servers[$name] = Process::server($context->php($this->script), $core, $environment, $context->log($name));
                Wrk::load($context, "http://127.0.0.1:{$servers[$name][1]}/", 1, 1); // warm-up
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
        $variant = new Series($values['variant']['CPU µs']);
        $base = new Series($values['base']['CPU µs']);
        $report->result('CPU, ratio to the base', $variant->over($base), $this->targets['ratio'] ?? null);
        $differences = array_map(fn ($a, $b) => $a - $b, $values['variant']['CPU µs'], $values['base']['CPU µs']);
        $report->result('CPU µs a request more', new Series($differences), $this->targets['difference'] ?? null);
    }
}
