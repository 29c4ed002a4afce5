<?php

declare(strict_types=1);

namespace Application\Util;

use Aha\Log\Logger;

/** The logs of the application, a file a day each. */
final class Log
{
    public static function app(): Logger
    {
        return self::logger('app');
    }

    public static function monitor(): Logger
    {
        return self::logger('monitor');
    }

    /** Lines for programs: Logger::pub(). */
    public static function public(): Logger
    {
        return self::logger('public');
    }

    /** The last lines of one of them. */
    public static function tail(string $name, int $lines): array
    {
        self::logger($name)->flush();
        return array_slice(file(self::file($name), FILE_IGNORE_NEW_LINES) ?: [], -$lines);
    }

    private static function logger(string $name): Logger
    {
        $level = \Aha\Bootstrap::getInstance('Application')->getConfig()->get('aha', 'logLevel', 'info');
        return Logger::getLoggerInstance($name, self::file($name), $level);
    }

    private static function file(string $name): string
    {
        return VAR_FOLDER . "/$name-" . date('Ymd') . '.log';
    }
}
