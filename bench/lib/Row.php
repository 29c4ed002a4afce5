<?php
declare(strict_types=1);

namespace Bench;

/** One line of the targets: measures, and says what it found. Throws Failure when anything was wrong. */
interface Row
{
    public function title(): string;

    public function run(Context $context, Report $report): void;
}

/** A row whose subject does not exist yet. */
final class PendingRow implements Row
{
    public function __construct(private readonly string $title, private readonly string $reason)
    {
    }

    public function title(): string
    {
        return $this->title;
    }

    public function run(Context $context, Report $report): void
    {
        $report->notRun($this->reason);
    }
}
