<?php
declare(strict_types=1);

namespace Bench;

/** The figures of one row, printed as a table and kept for --json. */
final class Report implements \JsonSerializable
{
    /** @var array<string, array<string, Series>> contender => label => values */
    private array $figures = [];
    /** @var list<array{label: string, series: Series, max: ?float, format: string}> */
    private array $results = [];
    /** @var list<string> */
    private array $remarks = [];
    private ?string $problem = null;
    private string $status = 'ok';

    public function __construct(private readonly string $name, private readonly string $title)
    {
    }

    /** @param list<float> $values one a round */
    public function figure(string $contender, string $label, array $values): Series
    {
        return $this->figures[$contender][$label] = new Series($values);
    }

    /** A line below the table; with a maximum it is compared with the target. */
    public function result(string $label, Series $series, ?float $max = null, string $format = '%.2f'): void
    {
        $this->results[] = compact('label', 'series', 'max', 'format');
    }

    public function remark(string $text): void
    {
        $this->remarks[] = $text;
    }

    public function fail(string $reason): void
    {
        [$this->status, $this->problem] = ['failed', $reason];
    }

    public function notRun(string $reason): void
    {
        [$this->status, $this->problem] = ['not run', $reason];
    }

    public function hasFailed(): bool
    {
        return $this->status === 'failed';
    }

    public function print(): void
    {
        echo "\n{$this->name}: {$this->title}\n";
        $this->printTable();
        foreach ($this->results as ['label' => $label, 'series' => $series, 'max' => $max, 'format' => $format]) {
            echo '  ', $label, ': ', $series->text($format);
            if ($max !== null) {
                $missed = $series->median() / $max - 1;
                echo sprintf("   target ≤ $format: ", $max), $missed <= 0 ? 'met' : sprintf('MISSED by %.1f %%', 100 * $missed);
            }
            echo "\n";
        }
        foreach ($this->remarks as $text) {
            echo '  ', $text, "\n";
        }
        if ($this->problem !== null) {
            echo '  ', strtoupper($this->status), ': ', $this->problem, "\n";
        }
    }

    private function printTable(): void
    {
        if ($this->figures === []) {
            return;
        }
        $labels = array_keys(array_merge(...array_values($this->figures)));
        $rows = [['', ...$labels]];
        foreach ($this->figures as $contender => $figures) {
            $row = [$contender];
            foreach ($labels as $label) {
                $row[] = isset($figures[$label]) ? self::cell($figures[$label]) : '–';
            }
            $rows[] = $row;
        }
        $columns = array_map(null, ...$rows);
        $widths = array_map(static fn (array $column): int => max(array_map(self::width(...), $column)), $columns);
        foreach ($rows as $row) {
            foreach ($row as $i => $text) {
                echo '  ', $text, str_repeat(' ', $widths[$i] - self::width($text));
            }
            echo "\n";
        }
    }

    /** Characters, not bytes; mbstring is not part of every PHP. */
    private static function width(string $text): int
    {
        return preg_match_all('/./u', $text);
    }

    private static function cell(Series $series): string
    {
        $median = abs($series->median());
        if (max($series->values) == 0) {
            return '0';
        }
        return $series->text($median >= 1000 ? '%.0f' : ($median >= 20 ? '%.1f' : '%.2f'));
    }

    public function jsonSerialize(): array
    {
        $results = array_map(static fn (array $result): array => [
            'label' => $result['label'],
            'value' => $result['series'],
            'target' => $result['max'],
            'met' => $result['max'] === null ? null : $result['series']->median() <= $result['max'],
        ], $this->results);
        return ['name' => $this->name, 'title' => $this->title, 'status' => $this->status, 'reason' => $this->problem,
            'remarks' => $this->remarks, 'figures' => $this->figures, 'results' => $results];
    }
}
