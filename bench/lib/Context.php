<?php
declare(strict_types=1);

namespace Bench;

/** What the command line and the machine say; the same for every row. */
final class Context
{
    public readonly ?int $serverCore;
    public readonly ?int $clientCore;

    /** @param array<string, string> $others name => shell command of a server that listens on $PORT */
    public function __construct(
        public readonly string $root,
        public readonly int $rounds,
        public readonly int $seconds,
        public readonly array $others,
    ) {
        $cores = (int) trim((string) shell_exec('nproc'));
        $pinned = $cores >= 2 && trim((string) shell_exec('command -v taskset')) !== '';
        $this->serverCore = $pinned ? 0 : null;
        $this->clientCore = $pinned ? 1 : null;
    }

    /** @return list<string> a PHP script with our extension */
    public function php(string $script, string ...$arguments): array
    {
        return [PHP_BINARY, '-n', '-d', "extension={$this->root}/build/ext-release/modules/aha.so", '-d', 'memory_limit=-1',
            "{$this->root}/bench/$script", ...$arguments];
    }

    public function tool(string $name): string
    {
        return "{$this->root}/build/bench/$name";
    }

    public function log(string $name): string
    {
        return "{$this->root}/build/bench/$name.log";
    }

    /** Self-signed, for 127.0.0.1. @return array<string, string> environment for servers */
    public function certificate(): array
    {
        $files = ['CERTIFICATE' => "{$this->root}/build/bench/cert.pem", 'KEY' => "{$this->root}/build/bench/key.pem"];
        if (!is_file($files['KEY'])) {
            $command = 'openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 3650'
                . ' -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1'
                . " -keyout {$files['KEY']} -out {$files['CERTIFICATE']} 2>&1";
            exec($command, $output, $code);
            if ($code !== 0) {
                throw new Failure('openssl cannot make a certificate: ' . implode(' ', $output));
            }
        }
        return $files;
    }
}
