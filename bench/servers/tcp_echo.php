<?php
$server = new Aha\Server\Tcp('127.0.0.1', (int) getenv('PORT'), ['process' => 'single', 'package_eof' => "\r\n"]);
$server->on('receive', static function ($server, $fd, $from, $package) {
    $server->send($fd, "$package\r\n");
});
$server->start();
