--TEST--
HTTP: status, header fields, Date and Server; injection is refused
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/server.inc';
$server = new Server(<<<'PHP'
    server(function ($req, $res) {
        $attempt = function (callable $try) {
            try {
                $try();
                return 'accepted';
            } catch (Throwable $e) {
                return get_class($e) . ': ' . $e->getMessage();
            }
        };
        switch ($req->path) {
            case '/status':
                $res->status((int) $req->get['s']);
                return 'body';
            case '/fields':
                $res->header('X-A', '1')->header('x-a', '2')->header('X-B', '1')->header('X-B', '2', false)->header('X-Empty', '')
                    ->header('Content-Type', 'text/plain')->header('Date', 'today')->header('Server', 'Mine');
                return 'body ' . $res->getStatus();
            case '/refused':
                return array_map($attempt, [
                    fn () => $res->header("X-A\r\nX-B", '1'),
                    fn () => $res->header('X-A', "1\r\nX-B: 2"),
                    fn () => $res->header('X-A', "1\nX-B: 2"),
                    fn () => $res->header('X-A', "1\r"),
                    fn () => $res->header('X-A', "1\0"),
                    fn () => $res->header('X-A', "1\x7f"),
                    fn () => $res->header('', '1'),
                    fn () => $res->header('X A', '1'),
                    fn () => $res->header('X:A', '1'),
                    fn () => $res->header('Transfer-Encoding', 'chunked'),
                    fn () => $res->header('Content-Length', 'many'),
                    fn () => $res->header('Content-Length', '-1'),
                    fn () => $res->header('Connection', 'upgrade'),
                    fn () => $res->header('Upgrade', 'h2c'),
                    fn () => $res->status(100),
                    fn () => $res->status(199),
                    fn () => $res->status(600),
                    fn () => $res->redirect("/a\r\nX: 1"),
                    fn () => $res->redirect('/a', 200),
                    fn () => $res->trailer("X\r\n", '1'),
                    fn () => $res->trailer('X', "1\r\n"),
                    fn () => $res->cookie("a\r\n", '1'),
                    fn () => $res->header('X-Tab', "a\tb"),
                ]);
            case '/late':
                return (function () use ($res, $attempt) {
                    yield $res->write('begun ');
                    $attempts = array_map($attempt, [
                        fn () => $res->status(404), fn () => $res->header('X', '1'), fn () => $res->cookie('a', '1'),
                        fn () => $res->redirect('/'), fn () => $res->json([]), fn () => $res->sendFile(__FILE__),
                    ]);
                    $res->end(implode(', ', array_unique($attempts)) . json_encode([$res->isStarted(), $res->isEnded()]));
                    echo implode(', ', [json_encode([$res->end('again'), $res->isEnded()]), $attempt(fn () => $res->write('x')), $attempt(fn () => $res->trailer('X', '1'))]), "\n";
                })();
            case '/close':
                $res->header('Connection', 'close');
                return 'closing';
            case '/redirect':
                return $res->redirect('/elsewhere?a=b', (int) ($req->get['s'] ?? 302));
            case '/json':
                return $res->json(['a' => 'é/"', 'b' => 1.0], 201) ? null : 'x';
            case '/json/flags':
                return $res->json(['a' => 'é/'], 200, JSON_PRETTY_PRINT) ? null : 'x';
            case '/json/bad':
                return $res->json(NAN);
        }
    })->start();
    PHP);
foreach ([200, 201, 299, 404, 418, 500, 599] as $status) {
    $answer = $server->get("/status?s=$status");
    echo strtok($answer->head, "\r"), ' ', $answer->body, "\n";
}
echo "no body:\n";
foreach ([204, 205, 304] as $status) {
    $client = $server->connect();
    $client->send(request("/status?s=$status") . request('/close'));
    $answer = $client->answer();
    echo strtok($answer->head, "\r"), ' length ', $answer->header('content-length'), ' then ', $client->answer();
}
echo "fields:\n", preg_replace('/^HTTP.*\n|\r/', '', $server->get('/fields')->head);
$answer = $server->get('/late');
var_dump((bool) preg_match('/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/', $answer->header('date')),
    abs(strtotime($answer->header('date')) - time()) <= 5);
echo $answer;
var_dump($server->logs('no trailer'));
echo $server->log();
echo "refused:\n";
print_r(json_decode($server->get('/refused')->body));
$answer = $server->get('/redirect');
echo $answer->status, ' ', $answer->header('location'), ' ', $server->get('/redirect?s=308')->status, "\n";
$answer = $server->get('/json');
echo $answer, $answer->header('content-type'), "\n", $server->get('/json/flags'), $server->get('/json/bad')->status, "\n";
var_dump($server->stop());
echo $server->log();
?>
--EXPECT--
HTTP/1.1 200 OK body
HTTP/1.1 201 Created body
HTTP/1.1 299  body
HTTP/1.1 404 Not Found body
HTTP/1.1 418 I'm a teapot body
HTTP/1.1 500 Internal Server Error body
HTTP/1.1 599  body
no body:
HTTP/1.1 204 No Content length - then 200 closing
HTTP/1.1 205 Reset Content length 0 then 200 closing
HTTP/1.1 304 Not Modified length - then 200 closing
fields:
x-a: 2
X-B: 1
X-B: 2
X-Empty: 
Content-Type: text/plain
Date: today
Server: Mine
Content-Length: 8
bool(true)
bool(true)
200 begun Aha\StateException: The head of the response was sent already[true,false]
bool(true)
[false,true], Aha\StateException: The response was ended: nothing can be written any more, Aha\StateException: The response was ended: no trailer can follow
refused:
Array
(
    [0] => ValueError: Aha\Server\Response::header(): Argument #1 ($name) must be a header name (a token)
    [1] => ValueError: Aha\Server\Response::header(): Argument #2 ($value) must not contain line breaks or other control characters
    [2] => ValueError: Aha\Server\Response::header(): Argument #2 ($value) must not contain line breaks or other control characters
    [3] => ValueError: Aha\Server\Response::header(): Argument #2 ($value) must not contain line breaks or other control characters
    [4] => ValueError: Aha\Server\Response::header(): Argument #2 ($value) must not contain line breaks or other control characters
    [5] => ValueError: Aha\Server\Response::header(): Argument #2 ($value) must not contain line breaks or other control characters
    [6] => ValueError: Aha\Server\Response::header(): Argument #1 ($name) must be a header name (a token)
    [7] => ValueError: Aha\Server\Response::header(): Argument #1 ($name) must be a header name (a token)
    [8] => ValueError: Aha\Server\Response::header(): Argument #1 ($name) must be a header name (a token)
    [9] => ValueError: The header Transfer-Encoding belongs to the server, or its value "chunked" is not valid
    [10] => ValueError: The header Content-Length belongs to the server, or its value "many" is not valid
    [11] => ValueError: The header Content-Length belongs to the server, or its value "-1" is not valid
    [12] => ValueError: The header Connection belongs to the server, or its value "upgrade" is not valid
    [13] => ValueError: The header Upgrade belongs to the server, or its value "h2c" is not valid
    [14] => ValueError: Aha\Server\Response::status(): Argument #1 ($status) must be between 200 and 599
    [15] => ValueError: Aha\Server\Response::status(): Argument #1 ($status) must be between 200 and 599
    [16] => ValueError: Aha\Server\Response::status(): Argument #1 ($status) must be between 200 and 599
    [17] => ValueError: Aha\Server\Response::redirect(): Argument #1 ($location) must be a URL without line breaks or other control characters
    [18] => ValueError: Aha\Server\Response::redirect(): Argument #2 ($status) must be a redirection (300 to 399, not 304)
    [19] => ValueError: Aha\Server\Response::trailer(): Argument #1 ($name) must be a header name (a token)
    [20] => ValueError: Aha\Server\Response::trailer(): Argument #2 ($value) must not contain line breaks or other control characters
    [21] => ValueError: Cookie name must be a token: letters, digits and !#$%&'*+-.^_`|~
    [22] => accepted
)
302 /elsewhere?a=b 308
201 {"a":"é/\"","b":1}
application/json
200 {
    "a": "\u00e9\/"
}
500
int(0)
aha: unhandled error in request GET /json/bad: JsonException: Inf and NaN cannot be JSON encoded in server.php:65
#0 [internal function]: json_encode(NAN, 4194624)
#1 server.php(65): Aha\Server\Response->json(NAN)
#2 [internal function]: {closure}(Object(Aha\Server\Request), Object(Aha\Server\Response))
#3 server.php(67): Aha\Network\Server->start()
#4 {main}
