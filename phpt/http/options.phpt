--TEST--
HTTP: options: unknown keys name the nearest one, wrong types, out of range, what contradicts
--EXTENSIONS--
aha
--FILE--
<?php
function attempt(array $options, string $host = '127.0.0.1', int $port = 0): void
{
    try {
        new Aha\Server\Http($host, $port, $options);
        echo "accepted\n";
    } catch (Throwable $e) {
        echo get_class($e), ': ', $e->getMessage(), "\n";
    }
}
attempt([]);
attempt(['max_conection' => 5]);
attempt(['keepAliveTimeout' => 5]);
attempt(['xyzzy_completely_else' => 5]);
attempt([5 => 'x']);
attempt(['max_connection' => '5']);
attempt(['max_connection' => 0]);
attempt(['max_connection' => 20_000_000]);
attempt(['request_timeout' => 5]);
attempt(['request_timeout' => -1.0]);
attempt(['request_timeout' => NAN]);
attempt(['request_timeout' => '5s']);
attempt(['debug' => 1]);
attempt(['document_root' => 5]);
attempt(['http_index_files' => 'index.html']);
attempt(['http_index_files' => ['index.html', 5]]);
attempt(['stream_body' => 'yes']);
attempt(['cancel_on_disconnect' => 'maybe']);
attempt(['worker_num' => 4]);
attempt(['worker_num' => 0]);
attempt(['worker_num' => 1025]);
attempt(['worker_num' => 4, 'process' => 'single']);
attempt(['worker_num' => 1, 'process' => 'single']);
attempt(['process' => 'many']);
attempt(['process' => 'single', 'task_worker_num' => 1]);
attempt(['process' => 'single', 'daemonize' => true]);
attempt(['process' => 'single', 'max_request' => 5]);
attempt(['process' => 'single', 'max_live_time' => 5]);
attempt(['process' => 'single', 'max_memory' => 5]);
attempt(['max_request' => 5, 'max_request_grace' => 0, 'task_worker_num' => 2, 'task_max_request' => 5]);
attempt(['max_request_grace' => 5]);
attempt(['max_request' => 5, 'max_request_grace' => '5']);
attempt(['task_max_request' => 5]);
attempt(['watch' => 'folder']);
attempt(['reactor_num' => 2, 'dispatch_mode' => 3, 'enable_coroutine' => true]);
attempt(['buffer_low_watermark' => 100, 'buffer_high_watermark' => 100]);
attempt(['ssl_cert_file' => 'a.pem']);
attempt(['ssl_verify_peer' => true]);
attempt(['ssl_cert_file' => 'a', 'ssl_key_file' => 'b', 'ssl_verify_peer' => 'sometimes']);
attempt(['ssl_cert_file' => 'a', 'ssl_key_file' => 'b', 'ssl_verify_peer' => 'optional']);
attempt(['ssl_cert_file' => 'a', 'ssl_key_file' => 'b', 'ssl_sni_certs' => ['host' => ['ssl_cert_file' => 'c']]]);
attempt(['ssl_cert_file' => 'a', 'ssl_key_file' => 'b', 'ssl_sni_certs' => ['host' => ['cert' => 'c']]]);
attempt(['static_handler_locations' => ['/x']]);
attempt([], '');
attempt([], '127.0.0.1', 70000);
try {
    (new Aha\Server\Http('127.0.0.1', 0))->on('reqest', fn () => 1);
} catch (Aha\ConfigException $e) {
    echo $e->getMessage(), "\n";
}
try {
    (new Aha\Server\Http('127.0.0.1', 0))->on('request', 'no_such_function');
} catch (TypeError $e) {
    echo $e->getMessage(), "\n";
}
class NoParent extends Aha\Server\Http
{
    public function __construct() {}
}
try {
    (new NoParent)->start();
} catch (Aha\StateException $e) {
    echo $e->getMessage(), "\n";
}
try {
    $server = new Aha\Server\Http('127.0.0.1', 0);
    $server->something = 1;
} catch (Error $e) {
    echo get_class($e), "\n";
}
var_dump((new Aha\Server\Http('127.0.0.1', 8080))->port());
?>
--EXPECT--
accepted
Aha\ConfigException: Aha\Server\Http: unknown option "max_conection"; did you mean "max_connection"?
Aha\ConfigException: Aha\Server\Http: unknown option "keepAliveTimeout"; did you mean "keepalive_timeout"?
Aha\ConfigException: Aha\Server\Http: unknown option "xyzzy_completely_else"; did you mean "http_compression"?
Aha\ConfigException: Aha\Server\Http: unknown option "5"; did you mean "user"?
Aha\ConfigException: Aha\Server\Http: option "max_connection" must be an integer from 1 to 10000000, "5" given
Aha\ConfigException: Aha\Server\Http: option "max_connection" must be an integer from 1 to 10000000, 0 given
Aha\ConfigException: Aha\Server\Http: option "max_connection" must be an integer from 1 to 10000000, 20000000 given
accepted
Aha\ConfigException: Aha\Server\Http: option "request_timeout" must be a number of seconds from 0 to 1e+07, -1 given
Aha\ConfigException: Aha\Server\Http: option "request_timeout" must be a number of seconds from 0 to 1e+07, nan given
Aha\ConfigException: Aha\Server\Http: option "request_timeout" must be a number of seconds from 0 to 1e+07, "5s" given
accepted
Aha\ConfigException: Aha\Server\Http: option "document_root" must be a string that is not empty, 5 given
Aha\ConfigException: Aha\Server\Http: option "http_index_files" must be a list of strings, "index.html" given
Aha\ConfigException: Aha\Server\Http: option "http_index_files" must be a list of strings, 5 given
Aha\ConfigException: Aha\Server\Http: option "stream_body" must be true, false or a list of path prefixes, "yes" given
Aha\ConfigException: Aha\Server\Http: option "cancel_on_disconnect" must be true, false or "safe" (GET, HEAD, OPTIONS), "maybe" given
accepted
Aha\ConfigException: Aha\Server\Http: option "worker_num" must be an integer from 1 to 1024, 0 given
Aha\ConfigException: Aha\Server\Http: option "worker_num" must be an integer from 1 to 1024, 1025 given
Aha\ConfigException: Aha\Server\Http: "process" => "single" is one process: "worker_num" must be 1
accepted
Aha\ConfigException: Aha\Server\Http: option "process" must be "prefork" or "single", "many" given
Aha\ConfigException: Aha\Server\Http: "process" => "single" is one process: it has no task workers ("task_worker_num")
Aha\ConfigException: Aha\Server\Http: "daemonize" needs "process" => "prefork"
Aha\ConfigException: Aha\Server\Http: "max_request", "max_live_time" and "max_memory" replace workers: they need "process" => "prefork"
Aha\ConfigException: Aha\Server\Http: "max_request", "max_live_time" and "max_memory" replace workers: they need "process" => "prefork"
Aha\ConfigException: Aha\Server\Http: "max_request", "max_live_time" and "max_memory" replace workers: they need "process" => "prefork"
accepted
Aha\ConfigException: Aha\Server\Http: "max_request_grace" needs "max_request"
Aha\ConfigException: Aha\Server\Http: option "max_request_grace" must be an integer from 0 on, "5" given
Aha\ConfigException: Aha\Server\Http: "task_max_request" needs "task_worker_num"
Aha\ConfigException: Aha\Server\Http: option "watch" must be a list of strings, "folder" given
accepted
Aha\ConfigException: Aha\Server\Http: "buffer_low_watermark" must be below "buffer_high_watermark"
Aha\ConfigException: Aha\Server\Http: "ssl_cert_file" and "ssl_key_file" go together
Aha\ConfigException: Aha\Server\Http: TLS options need "ssl_cert_file" and "ssl_key_file"
Aha\ConfigException: Aha\Server\Http: option "ssl_verify_peer" must be true, false or "optional", "sometimes" given
Aha\ConfigException: Aha\Server\Http: "ssl_verify_peer" needs "ssl_client_cert_file"
Aha\ConfigException: Aha\Server\Http: option "ssl_sni_certs" must be an array host => ["ssl_cert_file" => path, "ssl_key_file" => path], array given
Aha\ConfigException: Aha\Server\Http, ssl_sni_certs: unknown option "cert"; did you mean "ssl_cert_file"?
Aha\ConfigException: Aha\Server\Http: "static_handler_locations" needs "document_root"
ValueError: Aha\Server\Http::__construct(): Argument #1 ($host) must be an address such as "127.0.0.1", or "unix:/path"
ValueError: Aha\Server\Http::__construct(): Argument #2 ($port) must be between 0 and 65535
Unknown event "reqest": it must be one of start, shutdown, managerStart, managerStop, workerStart, workerStop, workerError, task, finish, pipeMessage, workerExit, request, error
Aha\Network\Server::on(): Argument #2 ($handler) must be a valid callback, function "no_such_function" not found or invalid function name
The constructor of NoParent was not called
Error
int(8080)
