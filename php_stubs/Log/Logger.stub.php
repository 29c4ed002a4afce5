<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Log;

/**
 * Writes records to a file, standard output or error, or syslog. While the event loop runs, records are collected and
 * written by a thread, so that a slow disk does not stop the server; without a loop each is written at once.
 *
 *     $logger = new Logger('/var/log/shop/app-{Y}{m}{d}.log', ['level' => 'info', 'format' => 'json']);
 *     $logger->warning('No stock of {item}', ['item' => 'tea']);
 *
 * It is a \Psr\Log\LoggerInterface if that interface exists when the first logger is made.
 *
 * Each other static call is a factory: one instance for each name, and another file name leads it to that file.
 *
 *     Logger::access('/var/log/shop/access-' . date('Ymd') . '.log', Logger::INFO)->info(['user' => 7]);
 *
 * @method static Logger anyName(string $file, int|string $level = Logger::DEBUG, bool $webTrace = false, bool $backTrace = false)
 *
 * @strict-properties
 * @not-serializable
 */
final class Logger
{
    /** @var int */
    const DEBUG = 0x00;
    /** @var int */
    const INFO = 0x02;
    /** @var int */
    const NOTICE = 0x04;
    /** @var int */
    const WARNING = 0x08;
    /** @var int */
    const ERROR = 0x10;
    /** @var int */
    const CRITICAL = 0x20;
    /** @var int */
    const ALERT = 0x40;
    /** @var int */
    const EMERGENCY = 0x80;
    /** @var bool */
    const WEB_TRACE_ON = true;
    /** @var bool */
    const BACK_TRACE_ON = true;

    /**
     * @param string $target a path, "file:///path", "stdout", "stderr", "php://stdout", "php://stderr",
     *   "syslog://facility?ident=name" or "blackhole:". A path may hold {Y} {y} {m} {n} {d} {j} {H} {G} {i} {s}, the
     *   letters of date(), for the time at which records are written. Folders are made.
     * @param array $options level ("debug" … "emergency", or one of the constants; records below it are skipped), format
     *   ("aha", "line", "json"), app, module, web_trace, back_trace, buffer_size (bytes that may wait), flush_interval
     *   (seconds), flush_size (bytes), drop ("newest" or "oldest", when the buffer is full), max_size (bytes of a file
     *   until it is renamed to .1), daily (bool: a file of another day is renamed), max_files (old ones that stay)
     * @throws \Aha\ConfigException for an unknown option, a wrong value or target
     * @throws \Aha\ConnectException when the target cannot be opened
     */
    public function __construct(string $target, array $options = []) {}

    /**
     * @param string|\Stringable|array $message "{key}" is replaced from the context; an array is written as k=v
     * @param array $context "exception" may hold a Throwable: it is written with class, message, place and trace
     */
    public function debug($message, array $context = []): void {}

    /** @param string|\Stringable|array $message */
    public function info($message, array $context = []): void {}

    /** @param string|\Stringable|array $message */
    public function notice($message, array $context = []): void {}

    /** @param string|\Stringable|array $message */
    public function warning($message, array $context = []): void {}

    /** @param string|\Stringable|array $message */
    public function error($message, array $context = []): void {}

    /** @param string|\Stringable|array $message */
    public function critical($message, array $context = []): void {}

    /** @param string|\Stringable|array $message */
    public function alert($message, array $context = []): void {}

    /** @param string|\Stringable|array $message */
    public function emergency($message, array $context = []): void {}

    /**
     * @param int|string $level a name ("error") or a constant
     * @param string|\Stringable|array $message
     * @throws \InvalidArgumentException for another level; that of PSR-3 when it is loaded
     */
    public function log($level, $message, array $context = []): void {}

    /**
     * For machines: "app=name||key=value||…||write_time=2026-07-27 10:20:30", whatever the level and format. Each "|" of
     * a value is written as "\|".
     */
    public function pub(array $record): void {}

    /** The instance of that name, made if there is none. Arguments that are given apply to an old one as well. */
    public static function getLoggerInstance(string $name, string $file, int|string $level = Logger::DEBUG, bool $webTrace = false, bool $backTrace = false): Logger {}

    /** @throws \Aha\ConfigException */
    public static function __callStatic(string $name, array $arguments): mixed {}

    /** The target as it was given. */
    public function getLogFileName(): string {}

    /** Writes what waits, and goes on with another target. */
    public function setLogFileName(string $target): void {}

    public function setAppName(string $name): void {}

    /**
     * Writes all that waits, now: this call blocks.
     *
     * @return bool false: the target fails; what it has not taken is kept, and tried again later
     */
    public function flush(): bool {}

    /** @return array{written: int, dropped: int, bytes: int, errors: int, waiting: int} lines, lines, bytes, attempts, bytes */
    public function stats(): array {}
}
