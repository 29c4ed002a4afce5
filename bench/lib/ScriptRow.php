<?php
declare(strict_types=1);

namespace Bench;

/** A script that measures itself and prints one line of JSON, label => value; beside it a limit script, if any. */
final class ScriptRow implements Row
{
    /**
     * @param list<string> $command script and its arguments
     * @param list<string>|null $limit the same for the limit, which may be a tool of ours
     * @param array<string, float> $targets label => maximum
     */
    public function __construct(
        private readonly string $title,
        private readonly array $command,
        private readonly ?array $limit,
        private readonly array $targets,
    ) {
    }

    public function title(): string
    {
        return $this->title;
    }

    public function run(Context $context, Report $report): void
    {
        $values = [];
        for ($round = 0; $round < $context->rounds; $round++) {
            foreach (array_filter(['aha' => $this->command, 'limit' => $this->limit]) as $name => $command) {
                foreach ($this->round($context, $name, $command) as $label => $value) {
                    $values[$name][$label][] = (float) $value;
                }
            }
        }
        foreach ($values as $name => $figures) {
            foreach ($figures as $label => $series) {
                $report->figure($name, $label, $series);
            }
        }
        foreach (array_intersect_key($values['aha'], $values['limit'] ?? []) as $label => $series) {
            if (str_contains($label, 'CPU')) {
                $report->result("$label, ratio to the limit", (new Series($series))->over(new Series($values['limit'][$label])));
            }
        }
        foreach ($this->targets as $label => $max) {
            $report->result($label, new Series($values['aha'][$label]), $max);
        }
    }

    /** @return list<string> */
    private function command(Context $context, string $program, string ...$arguments): array
    {
        return str_ends_with($program, '.php') ? $context->php($program, ...$arguments) : [$context->tool($program), ...$arguments];
    }

    /** @param list<string> $command @return array<string, float> */
    private function round(Context $context, string $name, array $command): array
    {
        $process = new Process($this->command($context, ...$command), $context->serverCore, [], $context->log($name));
        [$output, $code] = $process->finish();
        $figures = json_decode($output, true);
        if ($code !== 0 || !is_array($figures)) {
            throw new Failure("$name: exit code $code: " . lastBytes(trim($output . ' ' . $process->logTail())));
        }
        return $figures;
    }
}
