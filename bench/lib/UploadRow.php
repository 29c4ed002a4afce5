<?php
declare(strict_types=1);

namespace Bench;

/** One long request body, streamed to the handler: CPU for all of it and growth of resident memory. */
final class UploadRow implements Row
{
    public function __construct(private readonly string $script, private readonly int $bytes)
    {
    }

    public function title(): string
    {
        return sprintf('streamed upload of %.0f MB, handler reads chunk by chunk', $this->bytes / 1e6);
    }

    public function run(Context $context, Report $report): void
    {
        $commands = ['aha' => $context->php($this->script), 'limit' => [$context->tool('upload_limit')]];
        $servers = [];
        $values = [];
        try {
            foreach ($commands as $name => $command) {
                $servers[$name] = Process::server($command, $context->serverCore, [], $context->log($name));
                $this->upload($context, $name, $servers[$name][1], 1_000_000);
            }
            for ($round = 0; $round < $context->rounds; $round++) {
                foreach ($servers as $name => [$process, $port]) {
                    $process->resetPeak();
                    $memory = $process->memory('Rss');
                    $before = $process->cpuTotal();
                    $begin = microtime(true);
                    $this->upload($context, $name, $port, $this->bytes);
                    $values[$name]['MB/s'][] = $this->bytes / 1e6 / (microtime(true) - $begin);
                    $values[$name]['CPU s'][] = $process->cpuTotal() - $before;
                    $values[$name]['growth MB'][] = ($process->peak() - $memory) / 1e6;
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
        $cpu = (new Series($values['aha']['CPU s']))->over(new Series($values['limit']['CPU s']));
        $report->result('CPU, ratio to the limit', $cpu, 1.2);
        $report->result('growth of resident memory, MB', new Series($values['aha']['growth MB']), 4.0);
    }

    private function upload(Context $context, string $name, int $port, int $bytes): void
    {
        $client = new Process(
            [$context->tool('upload_client'), (string) $port, (string) $bytes],
            $context->clientCore,
            [],
            $context->log('upload_client'),
        );
        [$output, $code] = $client->finish();
        if ($code !== 0 || trim($output) !== "200 $bytes") {
            throw new Failure("$name: expected '200 $bytes', got '" . trim($output) . "' {$client->logTail()}");
        }
    }
}
