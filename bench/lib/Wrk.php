<?php
declare(strict_types=1);

namespace Bench;

/** One run of the load generator wrk on the client's core. */
final class Wrk
{
    public const CONNECTIONS = 64;

    /** @return array{requests: int, seconds: float, p50: float, p99: float, errors: int} */
    public static function load(Context $context, string $url, int $seconds, int $pipeline = 1): array
    {
        $wrk = new Process(
            ['wrk', '-t1', '-c' . self::CONNECTIONS, "-d{$seconds}s", '-s', "{$context->root}/bench/wrk/report.lua", $url],
            $context->clientCore,
            ['PIPELINE' => (string) $pipeline],
            $context->log('wrk'),
        );
        [$output, $code] = $wrk->finish();
        if ($code !== 0 || !preg_match('/^\{.*\}$/m', $output, $match)) {
            throw new Failure("wrk ended with code $code: $output");
        }
        return json_decode($match[0], true, flags: JSON_THROW_ON_ERROR);
    }
}
