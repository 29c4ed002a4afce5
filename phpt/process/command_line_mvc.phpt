--TEST--
Process: --env, --debug and --help beside the commands of a server script
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/../http/server.inc';
$folder = temporaryFolder();
file_put_contents("$folder/server.php", '<?php
    $server = new Aha\Server\Http("127.0.0.1", 0, ["control_socket" => __DIR__ . "/control", "pid_file" => __DIR__ . "/pid"]);
    $server->on("request", fn () => "x");
    $server->on("start", function ($server) { echo "started as ", Aha\Mvc\Env::environ(), json_encode(Aha\Mvc\Env::isDebug()), "\n"; $server->stop(); });
    $server->start();');
preg_match('~ (/\S*/aha\.so)$~m', (string) file_get_contents('/proc/self/maps'), $match);
$extension = getenv('AHA_EXTENSION') ?: $match[1];
foreach (['--help', 'start --help', 'stop --env dev --help', 'stop --env dev', 'stop --debug', 'stop --debug=nonsense', 'stop --env a/b', 'stop --env', 'status --environ dev', 'start --env dev --debug', 'start --debug false --env=online'] as $arguments) {
    $process = proc_open([PHP_BINARY, '-n', '-d', "extension=$extension", "$folder/server.php", ...explode(' ', $arguments)], [1 => ['pipe', 'w'], 2 => ['pipe', 'w']], $pipes);
    $out = explode("\n", trim(stream_get_contents($pipes[1])));
    $err = explode("\n", str_replace("$folder/", '', trim(stream_get_contents($pipes[2]))));
    echo "$arguments: $out[0] | $err[0] | ", proc_close($process), "\n";
}
?>
--EXPECT--
--help: usage: php SCRIPT start [-d] [--watch]   serve; -d in the background, --watch reloads when files change |  | 0
start --help: usage: php SCRIPT start [-d] [--watch]   serve; -d in the background, --watch reloads when files change |  | 0
stop --env dev --help: usage: php SCRIPT start [-d] [--watch]   serve; -d in the background, --watch reloads when files change |  | 0
stop --env dev: the server is not running |  | 0
stop --debug: the server is not running |  | 0
stop --debug=nonsense:  | server.php: unknown argument "--debug=nonsense" | 2
stop --env a/b:  | server.php: unknown argument "a/b" | 2
stop --env:  | server.php: unknown argument "--env" | 2
status --environ dev:  | server.php: unknown argument "--environ" | 2
start --env dev --debug: started as devtrue |  | 0
start --debug false --env=online: started as onlinefalse |  | 0
