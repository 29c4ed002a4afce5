<?php
// The rows of `./dev bench`, by name, with their targets. A ratio is to the limit server that does the same work.
declare(strict_types=1);

use Bench\ClientRow;
use Bench\Fortunes;
use Bench\HttpRow;
use Bench\IdleRow;
use Bench\PairRow;
use Bench\PendingRow;
use Bench\RedisRow;
use Bench\ScriptRow;
use Bench\SlowRow;
use Bench\SoakRow;
use Bench\SqlRow;
use Bench\ToolRow;
use Bench\UploadRow;

const JSON_BODY = '{"id":7,"name":"Ada","tags":["a","b","c"],"active":true}';

return [
    'hello' => new HttpRow('GET /, closure handler', 'servers/hello.php', 'hello_limit',
        ['ratio' => 1.08, 'user' => 1.0], compared: true),
    'hello_generator' => new HttpRow('GET /, generator handler that yields once', 'servers/hello_generator.php',
        'hello_limit', ['ratio' => 1.08, 'user' => 1.0]),
    'pipelined16' => new HttpRow('GET /, 16 pipelined', 'servers/hello.php', 'hello_limit',
        ['cpu' => 0.95], pipeline: 16, compared: true),
    'json' => new HttpRow('GET / answered with JSON from an array', 'servers/json.php', 'hello_limit',
        [], body: JSON_BODY, limitEnvironment: ['BODY' => JSON_BODY, 'TYPE' => 'application/json']),
    'sleep1ms' => new HttpRow('GET / that sleeps 1 ms in a coroutine', 'servers/sleep.php', 'hello_limit',
        ['cpu' => 8.0], limitEnvironment: ['SLEEP_MS' => '1']),
    'tls' => new HttpRow('GET / over TLS, kept connections', 'servers/tls.php', 'tls_limit', ['ratio' => 1.15], tls: true),
    'tls_handshake' => new ToolRow('a TLS handshake, one GET, the end; 8 at the same time', 'servers/tls.php', 'tls_limit',
        ['tls_clients', 'PORT', 'SECONDS', 'handshakes'], 'handshake', tls: true),
    'tls_bulk' => new ToolRow('100 MB bodies over TLS, written piece by piece', 'servers/tls_bulk.php', 'tls_limit',
        ['tls_clients', 'PORT', 'SECONDS', 'download'], 'MB', limitEnvironment: ['BULK' => '100000000'], tls: true),
    'tcp_echo' => new ToolRow('TCP server, lines of 64 bytes sent back, 64 connections', 'servers/tcp_echo.php', 'tcp_echo_limit',
        ['echo_clients', 'PORT', '64', 'SECONDS', 'tcp'], 'line'),
    'udp_echo' => new ToolRow('UDP server, packets of 64 bytes sent back, 64 sockets', 'servers/udp_echo.php', 'udp_echo_limit',
        ['echo_clients', 'PORT', '64', 'SECONDS', 'udp'], 'packet', udp: true),
    'client' => new ClientRow('HTTP client, kept connections to a local server, 64 tasks', 'scripts/http_client.php', 'client_limit',
        'hello_limit', ['PORT', '64', 'SECONDS', 'each'], ['ratio' => 1.30]),
    'client100' => new ClientRow('HTTP client, 100 concurrent requests of one task, again and again', 'scripts/http_client.php', 'client_limit',
        'hello_limit', ['PORT', '100', 'SECONDS', 'together'], ['ratio' => 1.30]),
    'idle' => new IdleRow('servers/hello.php', 10_000, 1.0),
    'slow_headers' => new SlowRow('headers', 1000),
    'slow_bodies' => new SlowRow('bodies', 1000),
    'slow_readers' => new SlowRow('readers', 1000),
    'tasks100k' => new ScriptRow('100,000 coroutines waiting on a timer; limit: bare generators',
        ['scripts/tasks.php', '100000', '4'], ['scripts/generators.php', '100000', '4'], ['µs each' => 0.6, 'KB each' => 1.0]),
    'tasks1m' => new ScriptRow('1,000,000 coroutines waiting on a timer; limit: bare generators',
        ['scripts/tasks.php', '1000000', '2'], ['scripts/generators.php', '1000000', '2'], ['µs each' => 0.6, 'KB each' => 1.0]),
    'channel' => new ScriptRow('push and pop on a channel between two coroutines',
        ['scripts/channel.php', '2000000'], null, ['µs each' => 0.12]),
    'upload' => new UploadRow('servers/upload.php', 1_000_000_000),
    'soak' => new SoakRow('servers/hello.php', 10_000_000),
    'routes1000' => new HttpRow('GET of one of 1000 declared routes of the Mvc, two parameters', 'servers/routes.php', 'hello_limit',
        [], body: '507 edit', limitEnvironment: ['BODY' => '507 edit'], path: '/api/resource999/507/edit'),
    'mvc' => new HttpRow('GET / through the Mvc: router, filters, dispatcher, action', 'servers/mvc.php', 'hello_limit',
        ['ratio' => 1.20, 'user' => 2.0], environment: ['APP' => 'Hello']),
    'mvc_json' => new HttpRow('GET / through the Mvc, JSON from an array', 'servers/mvc.php', 'hello_limit', ['user' => 2.5],
        body: JSON_BODY, limitEnvironment: ['BODY' => JSON_BODY, 'TYPE' => 'application/json'], environment: ['APP' => 'Json']),
    'mvc_fortunes' => new PairRow('fortunes from SQLite through the Mvc; base: the same by a closure', 'servers/fortunes.php',
        [], ['MVC' => '1'], ['difference' => 1.5], body: Fortunes::page(), limit: 'sqlite_limit', limitEnvironment: ['SQL' => Fortunes::sql('TEXT')]),
    'redis' => new RedisRow(new HttpRow('GET / with one Redis GET', 'servers/redis.php', 'redis_limit', ['ratio' => 1.25, 'cpu' => 11.0])),
    'redis20' => new RedisRow(new HttpRow('GET / with 20 Redis GETs in parallel', 'servers/redis20.php', 'redis_limit', [],
        limitEnvironment: ['GETS' => '20'])),
    'select' => new SqlRow(new HttpRow('GET / with one prepared SELECT', 'servers/sql.php', 'sql_limit', ['ratio' => 1.25, 'cpu' => 20.0]), 'select'),
    'select20' => new SqlRow(new HttpRow('GET / with 20 prepared SELECTs at once', 'servers/sql.php', 'sql_limit', []), 'select20'),
    'update20' => new SqlRow(new HttpRow('GET / with 20 prepared UPDATEs at once', 'servers/sql.php', 'sql_limit', [], body: 'updated'), 'update20'),
    'fortunes' => new SqlRow(new HttpRow('GET / with fortunes: SELECT, sort, HTML', 'servers/sql.php', 'sql_limit', [], body: Fortunes::page()), 'fortunes'),
    'sql_rows' => new SqlRow(new ScriptRow('MariaDB: bulk insert of 100,000 rows, a stream of a million; limit: the bare connector',
        ['scripts/sql_rows.php', '100000', '1000000'], ['sql_rows_limit', '100000', '1000000'], [])),
    'sqlite' => new ScriptRow('SQLite: statements, bulk insert, a stream of a million rows', ['scripts/sqlite.php', '1000000'], null, []),
    'master' => new PairRow('GET /, a master with one worker; base: one process', 'servers/settings.php',
        [], ['SETTINGS' => '{"process":"prefork","worker_num":1}'], ['ratio' => 1.05]),
    'workers' => new PairRow('GET /, 2 workers on 2 cores; base: one process', 'servers/settings.php',
        [], ['SETTINGS' => '{"process":"prefork","worker_num":2}'], ['ratio' => 1.05], spread: true),
    'log' => new PairRow('GET / with access log; base: without', 'servers/settings.php', [],
        ['SETTINGS' => '{"access_log":"' . (is_writable('/dev/shm') ? '/dev/shm' : sys_get_temp_dir()) . '/aha-bench-access.log"}'],
        ['difference' => 0.4]),
];
