<?php
declare(strict_types=1);

namespace Bench;

/** Requests by wrk over kept connections against our server, its limit server and others, interleaved. */
final class HttpRow implements Row
{
    /**
     * @param array<string, string> $limitEnvironment
     * @param array<string, string> $environment of our server
     * @param array{ratio?: float, cpu?: float, user?: float} $targets
     */
    public function __construct(
        private readonly string $title,
        private readonly string $script,
        private readonly string $limit,
        private readonly array $targets,
        private readonly string $body = 'Hello World!',
        private readonly array $limitEnvironment = [],
        private readonly int $pipeline = 1,
        private readonly bool $tls = false,
        private readonly bool $compared = false,
        private readonly string $path = '/',
        private readonly array $environment = [],
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
                try {
                    $servers[$name] = Process::server($command, $context->serverCore, $environment, $context->log($name));
                    $this->checkBodies($servers[$name][1]);
                } catch (Failure $failure) {
                    if ($name === 'aha' || $name === 'limit') {
                        throw new Failure("$name: {$failure->getMessage()}");
                    }
                    // a foreign server that does not do this work is no fault of ours
                    $report->remark("$name is not compared: {$failure->getMessage()}");
                    isset($servers[$name]) && $servers[$name][0]->stop();
                    unset($servers[$name]);
                }
            }
            $this->measure($context, $report, $servers);
            foreach ($servers as [, $port]) {
                $this->checkBodies($port);
            }
        } finally {
            foreach ($servers as [$process]) {
                $process->stop();
            }
        }
    }

    /** @return array<string, array{list<string>, array<string, string>}> name => command and environment */
    private function contenders(Context $context): array
    {
        $environment = $this->tls ? $context->certificate() : [];
        $contenders = [
            'aha' => [$context->php($this->script), $environment + $this->environment],
            'limit' => [[$context->tool($this->limit)], $environment + $this->limitEnvironment],
        ];
        if ($this->compared) {
            if (self::isInstalled('node')) {
                $contenders['node'] = [['node', "{$context->root}/bench/servers/hello.js"], []];
            }
            if (self::isInstalled('nginx') && trim((string) shell_exec('bash -c "compgen -c php-fpm"')) !== '') {
                $contenders['nginx + php-fpm'] = [['bash', "{$context->root}/bench/servers/nginx_fpm.sh"], []];
            }
        }
        foreach ($context->others as $name => $command) {
            $contenders[$name] = [['sh', '-c', "exec $command"], $environment];
        }
        return $contenders;
    }

    private static function isInstalled(string $program): bool
    {
        return trim((string) shell_exec("command -v $program")) !== '';
    }

    /** @param array<string, array{Process, int}> $servers */
    private function measure(Context $context, Report $report, array $servers): void
    {
        $values = [];
        foreach ($servers as $name => [, $port]) {
            $this->load($context, $port, 1); // warm-up
        }
        for ($round = 0; $round < $context->rounds; $round++) {
            foreach ($servers as $name => [$process, $port]) {
                foreach ($this->round($context, $process, $port) as $label => $value) {
                    $values[$name][$label][] = $value;
                }
            }
        }
        foreach ($values as $name => $figures) {
            foreach ($figures as $label => $series) {
                $report->figure($name, $label, $series);
            }
        }
        $this->judge($report, $values);
        foreach ($values as $name => $figures) {
            if (array_sum($figures['errors']) > 0) {
                throw new Failure("$name: " . array_sum($figures['errors']) . ' errors');
            }
        }
    }

    /** @return array<string, float> label => value */
    private function round(Context $context, Process $process, int $port): array
    {
        $before = $process->cpu();
        $load = $this->load($context, $port, $context->seconds);
        $after = $process->cpu();
        if ($load['requests'] < 1) {
            throw new Failure('no request was answered');
        }
        $user = 1e6 * ($after[0] - $before[0]) / $load['requests'];
        $system = 1e6 * ($after[1] - $before[1]) / $load['requests'];
        $figures = [
            'CPU µs' => $user + $system,
            'user µs' => $user,
            'system µs' => $system,
            'requests/s' => $load['requests'] / $load['seconds'],
        ];
        if ($this->pipeline === 1) { // wrk takes no sound times of pipelined requests
            $figures += ['p50 µs' => $load['p50'], 'p99 µs' => $load['p99']];
        }
        return $figures + ['RSS MB' => $process->memory('Rss') / 1e6, 'errors' => $load['errors']];
    }

    /** @return array{requests: int, seconds: float, p50: float, p99: float, errors: int} */
    private function load(Context $context, int $port, int $seconds): array
    {
        $scheme = $this->tls ? 'https' : 'http';
        return Wrk::load($context, "$scheme://127.0.0.1:$port$this->path", $seconds, $this->pipeline);
    }

    private function checkBodies(int $port): void
    {
        (new Client($port, $this->tls))->expect($this->body, $this->pipeline, $this->path);
    }

    /** @param array<string, array<string, list<float>>> $values */
    private function judge(Report $report, array $values): void
    {
        $cpu = new Series($values['aha']['CPU µs']);
        $ratio = $cpu->over(new Series($values['limit']['CPU µs']));
        $report->result('CPU, ratio to the limit', $ratio, $this->targets['ratio'] ?? null);
        if (isset($this->targets['cpu'])) {
            $report->result('CPU µs a request', $cpu, $this->targets['cpu']);
        }
        if (isset($this->targets['user'])) {
            $report->result('user µs a request', new Series($values['aha']['user µs']), $this->targets['user']);
        }
        foreach (array_diff_key($values, ['aha' => 0, 'limit' => 0]) as $name => $figures) {
            $report->result("CPU, ratio to $name", $cpu->over(new Series($figures['CPU µs'])));
        }
    }
}
