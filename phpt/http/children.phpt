--TEST--
HTTP: children of a request delay its answer, their error gives one 500; background() does not
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/server.inc';
$server = new Server(<<<'PHP'
    server(function ($req, $res) {
        $work = function (string $name, float $seconds, bool $fail = false) {
            try {
                yield Aha\sleep($seconds);
                echo "$name done\n";
                if ($fail) {
                    throw new LogicException("$name failed");
                }
            } catch (Aha\CancelledException $e) {
                echo "$name cancelled\n";
                throw $e;
            }
        };
        switch ($req->path) {
            case '/sync': // the handler is over at once, its child is not
                Aha\go($work('child', 0.1));
                return 'with its child';
            case '/generator':
                return (function () use ($work) {
                    Aha\go($work('child', 0.1));
                    yield Aha\sleep(0.001);
                    return 'with its child';
                })();
            case '/fails':
                Aha\go($work('first', 0.02, true));
                Aha\go($work('second', 10));
                return 'never seen';
            case '/two':
                Aha\go($work('first', 0.02, true));
                Aha\go($work('second', 0.02, true));
                return (function () { yield Aha\sleep(10); return 'never seen'; })();
            case '/handler': // its own error cancels the child
                Aha\go($work('child', 10));
                throw new DomainException('the handler failed');
            case '/ended': // the answer is out before the child fails
                Aha\go($work('child', 0.02, true));
                $res->end('ended before');
                return;
            case '/nested':
                Aha\go(function () use ($work) {
                    Aha\go($work('grandchild', 0.05));
                    yield;
                });
                return 'with its grandchild';
            case '/background':
                Aha\background(function () use ($work) { yield from $work('background', 0.1); });
                return 'at once';
            case '/background/fails':
                Aha\background(function () use ($work) { yield from $work('background', 0.001, true); });
                return 'at once';
            case '/defer':
                return (function () { Aha\defer(function () { echo "deferred\n"; }); yield Aha\sleep(0.001); return 'before'; })();
        }
    })->start();
    PHP);
foreach (['/sync', '/generator', '/fails', '/two', '/handler', '/ended', '/nested', '/defer'] as $path) {
    echo "$path: ", $server->get($path);
    $path === '/ended' ? $server->logs('child failed in') : 0;
    echo preg_replace('/^(?:#|across|awaited|in a task).*\n/m', '', $server->log());
}
$begin = microtime(true);
echo $server->get('/background');
var_dump(!str_contains($server->log(), 'background done'), $server->logs('background done'));
echo $server->get('/background/fails');
var_dump($server->logs('background failed'), $server->stop());
?>
--EXPECT--
/sync: 200 with its child
child done
/generator: 200 with its child
child done
/fails: 500 page: 500 Internal Server Error: 
first done
second cancelled
aha: unhandled error in request GET /fails: LogicException: first failed in server.php:8
/two: 500 page: 500 Internal Server Error: 
first done
second done
aha: unhandled error in a task, after the first error of its scope: LogicException: second failed in server.php:8
aha: unhandled error in request GET /two: LogicException: first failed in server.php:8
/handler: 500 page: 500 Internal Server Error: 
aha: unhandled error in request GET /handler: DomainException: the handler failed in server.php:35
/ended: 200 ended before
child done
aha: unhandled error in request GET /ended: LogicException: child failed in server.php:8
/nested: 200 with its grandchild
grandchild done
/defer: 200 before
deferred
200 at once
bool(true)
bool(true)
200 at once
bool(true)
int(0)
