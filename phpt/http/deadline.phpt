--TEST--
HTTP: request_timeout gives 504 and cancels; setTimeout() moves it; children inherit it
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/server.inc';
$server = new Server(<<<'PHP'
    server(function ($req, $res) {
        $sleep = function (float $seconds, string $name) {
            try {
                yield Aha\sleep($seconds);
                return "$name slept";
            } catch (Aha\Exception $e) {
                echo "$name: ", get_class($e), ': ', $e->getMessage(), "\n";
                throw $e;
            } finally {
                echo "$name: finally\n";
            }
        };
        switch ($req->path) {
            case '/quick':
                return $sleep(0.01, 'quick');
            case '/late':
                return $sleep(10, 'late');
            case '/longer':
                $req->setTimeout(5.0);
                return $sleep(0.5, 'longer');
            case '/none':
                $req->setTimeout(0);
                return $sleep(0.5, 'none');
            case '/shorter':
                $req->setTimeout(0.05);
                return $sleep(10, 'shorter');
            case '/child':
                return (function () use ($sleep) { return yield Aha\go($sleep(10, 'child')); })();
            case '/caught':
                return (function () use ($sleep) {
                    try {
                        yield from $sleep(10, 'caught');
                    } catch (Aha\DeadlineException) {
                        return 'in time after all';
                    }
                })();
            case '/begun':
                return (function () use ($res, $sleep) { yield $res->write('begun'); yield from $sleep(10, 'begun'); })();
            case '/left':
                $GLOBALS['left'] = $res;
                return;
            case '/bad':
                $req->setTimeout(-1);
        }
    }, ['request_timeout' => 0.3])->start();
    PHP);
foreach (['/quick', '/late', '/longer', '/none', '/shorter', '/child', '/caught', '/begun', '/left'] as $path) {
    $begin = microtime(true);
    echo $server->get($path);
    $took = microtime(true) - $begin;
    echo $took < patience(3) ? '' : "took $took s\n";
    echo $server->log();
}
echo $server->get('/bad')->status, ' ', strtok($server->log(), "\n"), "\n";
var_dump($server->stop());
?>
--EXPECTF--
200 quick slept
quick: finally
504 page: 504 Gateway Timeout: 
late: Aha\DeadlineException: The deadline was exceeded
late: finally
aha: unhandled error in request GET /late: Aha\DeadlineException: The deadline was exceeded in server.php:46
#0 server.php(46): Aha\Network\Server->start()
#1 {main}
across tasks:
in a task spawned at server.php:2
200 longer slept
longer: finally
200 none slept
none: finally
504 page: 504 Gateway Timeout: 
shorter: Aha\DeadlineException: The deadline was exceeded
shorter: finally
aha: unhandled error in request GET /shorter: Aha\DeadlineException: The deadline was exceeded in server.php:46
#0 server.php(46): Aha\Network\Server->start()
#1 {main}
across tasks:
in a task spawned at server.php:2
504 page: 504 Gateway Timeout: 
child: Aha\CancelledException: The task was cancelled
child: finally
aha: unhandled error in request GET /child: Aha\DeadlineException: The deadline was exceeded in server.php:46
#0 server.php(46): Aha\Network\Server->start()
#1 {main}
across tasks:
in a task spawned at server.php:2
200 in time after all
caught: Aha\DeadlineException: The deadline was exceeded
caught: finally
200 begun [cut in the body]
begun: Aha\DeadlineException: The deadline was exceeded
begun: finally
aha: unhandled error in request GET /begun: Aha\DeadlineException: The deadline was exceeded in server.php:46
#0 server.php(46): Aha\Network\Server->start()
#1 {main}
across tasks:
in a task spawned at server.php:2
504 page: 504 Gateway Timeout: 
aha: request GET /left was left without an answer by its handler
500 aha: unhandled error in request GET /bad: ValueError: Aha\Server\Request::setTimeout(): Argument #1 ($seconds) must be 0 (none) or a number of seconds in server.php:44
int(0)
