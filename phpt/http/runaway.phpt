--TEST--
HTTP: code that never waits is stopped at its deadline; that request gets 504, the process lives
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/server.inc';
$server = new Server(<<<'PHP'
    server(function ($req) {
        switch ($req->path) {
            case '/loop':
                while (true) {
                }
            case '/generator':
                return (function () { yield Aha\sleep(0.001); while (true) { } })();
            case '/child':
                return (function () { yield Aha\go(function () { yield; while (true) { } }); })();
            case '/caught':
                try {
                    while (true) {
                    }
                } catch (Aha\DeadlineException $e) {
                    return 'caught: ' . $e->getMessage();
                }
            case '/finally':
                try {
                    while (true) {
                    }
                } finally {
                    echo "finally\n";
                }
            case '/slow': // is not hit a second time while it cleans up, however long that takes
                try {
                    while (true) {
                    }
                } finally {
                    for ($end = microtime(true) + 0.6; microtime(true) < $end;) {
                    }
                    echo "finally, slowly\n";
                }
            case '/text':
                return new class { function __toString(): string { while (true) { } } };
            case '/cleanup': // cleaning up after the deadline is not disturbed
                return (function () {
                    try {
                        yield Aha\sleep(10);
                    } finally {
                        for ($end = microtime(true) + 0.4; microtime(true) < $end;) {
                        }
                        echo "finally has cleaned up\n";
                    }
                })();
            case '/calls':
                while (true) { str_repeat('x', 10); } // on one line: it may be stopped anywhere in it
        }
        return 'alive';
    }, ['request_timeout' => 0.3, 'stall_limit' => 0.0])->start();
    PHP);
foreach (['/loop', '/generator', '/child', '/caught', '/finally', '/slow', '/text', '/cleanup', '/calls'] as $path) {
    echo "$path: ", $server->get($path), $server->get('/');
}
var_dump($server->stop());
echo preg_replace('/\n(?!aha:|PHP|finally)[^\n]*/', '', $server->log());
?>
--EXPECT--
/loop: 504 page: 504 Gateway Timeout: 
200 alive
/generator: 504 page: 504 Gateway Timeout: 
200 alive
/child: 504 page: 504 Gateway Timeout: 
200 alive
/caught: 200 caught: The deadline was exceeded by code that does not wait
200 alive
/finally: 504 page: 504 Gateway Timeout: 
200 alive
/slow: 504 page: 504 Gateway Timeout: 
200 alive
/text: 504 page: 504 Gateway Timeout: 
200 alive
/cleanup: 504 page: 504 Gateway Timeout: 
200 alive
/calls: 504 page: 504 Gateway Timeout: 
200 alive
int(0)
aha: unhandled error in request GET /loop: Aha\DeadlineException: The deadline was exceeded by code that does not wait in server.php:5
aha: unhandled error in request GET /generator: Aha\DeadlineException: The deadline was exceeded by code that does not wait in server.php:8
aha: unhandled error in request GET /child: Aha\DeadlineException: The deadline was exceeded by code that does not wait in server.php:10
finally
aha: unhandled error in request GET /finally: Aha\DeadlineException: The deadline was exceeded by code that does not wait in server.php:20
finally, slowly
aha: unhandled error in request GET /slow: Aha\DeadlineException: The deadline was exceeded by code that does not wait in server.php:27
aha: unhandled error in request GET /text: Aha\DeadlineException: The deadline was exceeded by code that does not wait in server.php:35
finally has cleaned up
aha: unhandled error in request GET /cleanup: Aha\DeadlineException: The deadline was exceeded in server.php:50
aha: unhandled error in request GET /calls: Aha\DeadlineException: The deadline was exceeded by code that does not wait in server.php:47
