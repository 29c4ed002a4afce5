--TEST--
Logger: standard output and error, syslog, blackhole, relative paths, patterns in PHP's time zone
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/log.inc';

$folder = temporaryFolder();
script('foreach (["stdout", "php://stdout", "stderr", "php://stderr", "blackhole:"] as $target) {
    $logger = new Logger($target, ["format" => "line"]);
    $logger->info($target);
    if ($target === "blackhole:") { print_r($logger->stats()); }
}
Sys::log()->notice("the framework says");
Sys::useLogger(new Logger("$folder/sys"));
Sys::log()->notice("elsewhere");
echo preg_replace("/\d{4}-\S+ \S+/", "DATE", file_get_contents("$folder/sys"));', $folder);

// syslog: a datagram for each record
$daemon = stream_socket_server("udg://$folder/daemon", $code, $message, STREAM_SERVER_BIND);
$logger = new Aha\Log\Logger('syslog://local0?ident=shop&socket=' . rawurlencode("$folder/daemon"), ['format' => 'json']);
$logger->error("bad\nthing");
$logger->debug('detail');
for ($i = 0; $i < 2; $i++) {
    echo preg_replace(['/\w{3} [ \d]\d \d\d:\d\d:\d\d/', '/\[\d+\]/', '/\d{4}-[^"]+/'], ['STAMP', '[PID]', 'DATE'], stream_socket_recvfrom($daemon, 65536)), "\n";
}

chdir($folder);
mkdir('elsewhere');
$relative = new Aha\Log\Logger('logs/app.log');
$relative->info('one');
chdir('elsewhere');
rename("$folder/logs", "$folder/old");
$relative->info('two');
check(count(file("$folder/logs/app.log")) === 1 && count(file("$folder/old/app.log")) === 1, 'a relative path stays where it was meant');

foreach (['UTC', 'Pacific/Kiritimati', 'Pacific/Pago_Pago'] as $zone) { // 25 hours apart: at least two days
    date_default_timezone_set($zone);
    $logger = new Aha\Log\Logger("file://$folder/days/{Y}-{m}-{d}_{H}.log");
    $before = date('Y-m-d_H');
    $logger->info($zone);
    $expected = ["$folder/days/$before.log", "$folder/days/" . date('Y-m-d_H') . '.log'];
    check((bool) array_filter($expected, fn ($file) => str_contains((string) @file_get_contents($file), $zone)), "the hour of $zone is in the name");
    check(preg_match('/write_time=(\S+) (\d\d)/', implode('', array_map(fn ($f) => (string) @file_get_contents($f), $expected)), $m) === 1 && in_array("$m[1]_$m[2]", [$before, date('Y-m-d_H')], true), "and in the record: $m[0]");
}
check(count(glob("$folder/days/*")) >= 3, 'three files');
--EXPECTF--
%S INFO stdout
%S INFO php://stdout
%S INFO stderr
%S INFO php://stderr
Array
(
    [written] => 1
    [dropped] => 0
    [bytes] => 40
    [errors] => 0
    [waiting] => 0
)
[NOTICE]write_time=%S the framework says [BACK_TRACE]file=script1.php line=7 class= function=
[NOTICE]write_time=DATE elsewhere
<131>STAMP shop[PID]: {"time":"DATE","level":"error","message":"bad\nthing"}
<135>STAMP shop[PID]: {"time":"DATE","level":"debug","message":"detail"}
