--TEST--
HTTP: request and response objects that outlive their request, their connection, and the server
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/server.inc';
$server = new Server(<<<'PHP'
    function useAll($req, $res): string
    {
        $attempt = function (callable $try) {
            try {
                $value = $try();
                return is_array($value) ? count($value) : ($value instanceof Aha\Future ? 'future' : json_encode($value));
            } catch (Throwable $e) {
                return get_class($e);
            }
        };
        return implode(' ', array_map($attempt, [
            fn () => $req->uri, fn () => $req->header, fn () => $req->get, fn () => $req->post, fn () => $req->cookie, fn () => $req->files, fn () => $req->server,
            fn () => $req->rawContent(), fn () => $req->clientAddress(), fn () => $req->isSecure(), fn () => $req->isAborted(), fn () => $req->setTimeout(1.0),
            fn () => $req->body()->isEnded(), fn () => $req->body()->trailers(), fn () => $req->body()->setLimit(0), fn () => $req->json(),
        ])) . ' | ' . implode(' ', array_map($attempt, [
            fn () => $res->isStarted(), fn () => $res->isEnded(), fn () => $res->isAborted(), fn () => $res->queuedBytes(), fn () => $res->getStatus(),
            fn () => $res->end('x'), fn () => $res->status(201), fn () => $res->header('a', 'b'), fn () => $res->cookie('a', 'b'), fn () => $res->write('x'), fn () => $res->trailer('a', 'b'),
            fn () => $res->json([]), fn () => $res->redirect('/'), fn () => $res->sendFile(__FILE__), fn () => $res->earlyHints() === $res,
        ])) . "\n";
    }
    $kept = [];
    $server = server(function ($req, $res) use (&$kept, &$server) {
        switch ($req->path) {
            case '/keep':
                $kept[] = [$req, $res];
                return 'kept';
            case '/body':
                $kept[] = [$req, $res, $req->body(), $req->files];
                return 'kept with its body';
            case '/leave':
                $kept[] = [$req, $res];
                return;
            case '/use':
                return implode(array_map(fn ($pair) => useAll(...array_slice($pair, 0, 2)), $kept));
        }
    }, ['max_wait_time' => 0.1]);
    $server->start();
    echo implode(array_map(fn ($pair) => useAll(...array_slice($pair, 0, 2)), $kept));
    unset($server);
    gc_collect_cycles();
    echo implode(array_map(fn ($pair) => useAll(...array_slice($pair, 0, 2)), $kept));
    PHP);
$multipart = "--X\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f\"\r\n\r\nabc\r\n--X--\r\n";
$upload = request('/keep', ['Content-Type: multipart/form-data; boundary=X'], 'POST', $multipart);
echo "the connection lives:\n";
$client = $server->connect();
$client->send(request('/keep?a=1', ['Cookie: a=b']) . $upload . request('/use'));
echo $client->answer(), $client->answer(), $client->answer();
echo "the connection is closed:\n";
$client->close();
eventually(fn () => str_contains((string) ($text = $server->get('/use')), '"127.0.0.1"'));
echo $server->get('/use');
echo "the client of a request that was never answered has gone:\n";
$client = $server->connect();
$client->send(request('/leave'));
usleep(30000);
$client->close();
eventually(fn () => !str_contains($server->get('/use')->body, 'false false false'));
echo $server->get('/use');
$client = $server->connect();
$client->send(request('/leave'));
$server->get('/');
var_dump($server->stop());
echo "the server has ended, and is collected:\n", $server->log();
?>
--EXPECT--
the connection lives:
200 kept
200 kept
200 "\/keep?a=1" 2 1 0 1 0 12 "" "127.0.0.1" false false null false 0 null Aha\HttpException | true true false 264 200 false Aha\StateException Aha\StateException Aha\StateException Aha\StateException Aha\StateException Aha\StateException Aha\StateException Aha\StateException true
"\/keep" 3 0 0 0 1 12 "" "127.0.0.1" false false null true 0 null Aha\HttpException | true true false 264 200 false Aha\StateException Aha\StateException Aha\StateException Aha\StateException Aha\StateException Aha\StateException Aha\StateException Aha\StateException true
the connection is closed:
200 "\/keep?a=1" 2 1 0 1 0 12 "" "127.0.0.1" false false null false 0 null Aha\HttpException | true true false 0 200 false Aha\StateException Aha\StateException Aha\StateException Aha\StateException Aha\StateException Aha\StateException Aha\StateException Aha\StateException true
"\/keep" 3 0 0 0 1 12 "" "127.0.0.1" false false null true 0 null Aha\HttpException | true true false 0 200 false Aha\StateException Aha\StateException Aha\StateException Aha\StateException Aha\StateException Aha\StateException Aha\StateException Aha\StateException true
the client of a request that was never answered has gone:
200 "\/keep?a=1" 2 1 0 1 0 12 "" "127.0.0.1" false false null false 0 null Aha\HttpException | true true false 0 200 false Aha\StateException Aha\StateException Aha\StateException Aha\StateException Aha\StateException Aha\StateException Aha\StateException Aha\StateException true
"\/keep" 3 0 0 0 1 12 "" "127.0.0.1" false false null true 0 null Aha\HttpException | true true false 0 200 false Aha\StateException Aha\StateException Aha\StateException Aha\StateException Aha\StateException Aha\StateException Aha\StateException Aha\StateException true
"\/leave" 1 0 0 0 0 12 "" "127.0.0.1" false false null false 0 null Aha\HttpException | true true false 0 200 false Aha\StateException Aha\StateException Aha\StateException Aha\StateException Aha\StateException Aha\StateException Aha\StateException Aha\StateException true
int(0)
the server has ended, and is collected:
aha: max_wait_time is over; cancelled: request GET /leave
aha: request GET /leave was left without an answer by its handler
"\/keep?a=1" 2 1 0 1 0 12 "" "127.0.0.1" false false null false 0 null Aha\HttpException | true true false 0 200 false Aha\StateException Aha\StateException Aha\StateException Aha\StateException Aha\StateException Aha\StateException Aha\StateException Aha\StateException true
"\/keep" 3 0 0 0 1 12 "" "127.0.0.1" false false null true 0 null Aha\HttpException | true true false 0 200 false Aha\StateException Aha\StateException Aha\StateException Aha\StateException Aha\StateException Aha\StateException Aha\StateException Aha\StateException true
"\/leave" 1 0 0 0 0 12 "" "127.0.0.1" false false null false 0 null Aha\HttpException | true true false 0 200 false Aha\StateException Aha\StateException Aha\StateException Aha\StateException Aha\StateException Aha\StateException Aha\StateException Aha\StateException true
"\/leave" 1 0 0 0 0 12 "" "127.0.0.1" false false null false 0 null Aha\HttpException | true true false 0 200 false Aha\StateException Aha\StateException Aha\StateException Aha\StateException Aha\StateException Aha\StateException Aha\StateException Aha\StateException true
"\/keep?a=1" 2 1 0 1 0 12 "" "127.0.0.1" false false null false 0 null Aha\HttpException | true true false 0 200 false Aha\StateException Aha\StateException Aha\StateException Aha\StateException Aha\StateException Aha\StateException Aha\StateException Aha\StateException true
"\/keep" 3 0 0 0 1 12 "" "127.0.0.1" false false null true 0 null Aha\HttpException | true true false 0 200 false Aha\StateException Aha\StateException Aha\StateException Aha\StateException Aha\StateException Aha\StateException Aha\StateException Aha\StateException true
"\/leave" 1 0 0 0 0 12 "" "127.0.0.1" false false null false 0 null Aha\HttpException | true true false 0 200 false Aha\StateException Aha\StateException Aha\StateException Aha\StateException Aha\StateException Aha\StateException Aha\StateException Aha\StateException true
"\/leave" 1 0 0 0 0 12 "" "127.0.0.1" false false null false 0 null Aha\HttpException | true true false 0 200 false Aha\StateException Aha\StateException Aha\StateException Aha\StateException Aha\StateException Aha\StateException Aha\StateException Aha\StateException true
