<?php
namespace Application\Util;

use Aha\Log\Logger;

class Log
{
    public static function appLog()
    {
        return Logger::appLog(getenv('AHA1_FOLDER') . '/app-' . date('Ymd') . '.log', Logger::DEBUG);
    }
}
