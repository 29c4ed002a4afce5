--TEST--
HTTP: what a handler may return
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/server.inc';
$server = new Server(<<<'PHP'
    class Json implements JsonSerializable { function jsonSerialize(): mixed { return ['from' => 'json']; } }
    class Text { function __toString(): string { return 'from __toString'; } }
    class BadText { function __toString(): string { throw new LogicException('no text'); } }
    class Waits implements Aha\Awaitable { function future(): Aha\Future { return Aha\go(fn () => 'from an Awaitable'); } }
    $values = [
        'string' => fn () => 'text',
        'empty' => fn () => '',
        'null' => fn () => null,
        'array' => fn () => ['a' => [1, 2.0, true, null, 'é/']],
        'list' => fn () => [],
        'stdClass' => fn () => (object) ['a' => 1],
        'json' => fn () => new Json,
        'text' => fn () => new Text,
        'int' => fn () => 42,
        'float' => fn () => 1.5,
        'true' => fn () => true,
        'false' => fn () => false,
        'object' => fn () => new ArrayObject([1]),
        'closure' => fn () => fn () => 1,
        'resource' => fn () => STDIN,
        'badtext' => fn () => new BadText,
        'badjson' => fn () => ["\xff"],
        'response' => fn ($req, $res) => $res->header('X', '1')->status(201),
        'ended' => function ($req, $res) { $res->end('ended'); return 'ignored'; },
        'future' => fn () => Aha\go(function () { yield Aha\sleep(0.001); return ['from' => 'future']; }),
        'deferred' => function () { $d = new Aha\Deferred; Aha\sleep(0.001, fn () => $d->resolve('from a deferred')); return $d->future(); },
        'awaitable' => fn () => new Waits,
        'failed' => function () { $d = new Aha\Deferred; $d->fail(new Aha\HttpException(409, 'failed future')); return $d->future(); },
        'generator' => function () { yield Aha\sleep(0.001); return 'from a generator'; },
        'yielded' => function () { yield 'last plain value'; },
        'nothing' => function () { yield Aha\sleep(0.001); },
        'nested' => function () { return yield (function () { yield; return ['nested']; })(); },
        'generator int' => function () { yield; return 7; },
        'generator object' => function () { yield; return new ArrayObject; },
        'generator response' => function ($req, $res) { yield; return $res->status(202); },
        'callback' => function ($req, $res) { Aha\sleep(0.001, fn () => $res->end('from a callback')); },
        'dropped' => function ($req, $res) { Aha\sleep(0.001, function () use ($res) { }); },
    ];
    server(fn ($req, $res) => $values[urldecode(substr($req->path, 1))]($req, $res))->start();
    PHP);
foreach (['string', 'empty', 'null', 'array', 'list', 'stdClass', 'json', 'text', 'int', 'float', 'true', 'false', 'object', 'closure', 'resource', 'badtext', 'badjson',
    'response', 'ended', 'future', 'deferred', 'awaitable', 'failed', 'generator', 'yielded', 'nothing', 'nested', 'generator int', 'generator object',
    'generator response', 'callback', 'dropped'] as $name) {
    $answer = $server->get('/' . rawurlencode($name));
    echo str_pad($name, 20), $answer->header('content-type'), ' ', $answer;
}
var_dump($server->stop());
echo preg_replace('/\n(?!aha:|PHP)[^\n]*/', '', $server->log());
?>
--EXPECT--
string              text/html; charset=utf-8 200 text
empty               - 200 
null                - 200 
array               application/json 200 {"a":[1,2,true,null,"é/"]}
list                application/json 200 []
stdClass            application/json 200 {"a":1}
json                application/json 200 {"from":"json"}
text                text/html; charset=utf-8 200 from __toString
int                 text/html; charset=utf-8 200 42
float               text/html; charset=utf-8 200 1.5
true                text/html; charset=utf-8 200 1
false               - 200 
object              text/html; charset=utf-8 500 page: 500 Internal Server Error: 
closure             text/html; charset=utf-8 500 page: 500 Internal Server Error: 
resource            text/html; charset=utf-8 500 page: 500 Internal Server Error: 
badtext             text/html; charset=utf-8 500 page: 500 Internal Server Error: 
badjson             text/html; charset=utf-8 500 page: 500 Internal Server Error: 
response            - 201 
ended               text/html; charset=utf-8 200 ended
future              application/json 200 {"from":"future"}
deferred            text/html; charset=utf-8 200 from a deferred
awaitable           text/html; charset=utf-8 200 from an Awaitable
failed              text/html; charset=utf-8 409 page: 409 Conflict: failed future
generator           text/html; charset=utf-8 200 from a generator
yielded             text/html; charset=utf-8 200 last plain value
nothing             - 200 
nested              application/json 200 ["nested"]
generator int       text/html; charset=utf-8 200 7
generator object    text/html; charset=utf-8 500 page: 500 Internal Server Error: 
generator response  - 202 
callback            text/html; charset=utf-8 200 from a callback
dropped             - 200 
int(0)
aha: unhandled error in request GET /object: Aha\StateException: The request handler returned an object of class ArrayObject: return a string, an array, a JsonSerializable, or null in server.php:40
aha: unhandled error in request GET /closure: Aha\StateException: The request handler returned an object of class Closure: return a string, an array, a JsonSerializable, or null in server.php:40
aha: unhandled error in request GET /resource: Aha\StateException: The request handler returned a resource: return a string, an array, a JsonSerializable, or null in server.php:40
aha: unhandled error in request GET /badtext: LogicException: no text in server.php:4
aha: unhandled error in request GET /badjson: JsonException: Malformed UTF-8 characters, possibly incorrectly encoded in server.php:40
aha: unhandled error in request GET /generator%20object: Aha\StateException: The request handler returned an object of class ArrayObject: return a string, an array, a JsonSerializable, or null in server.php:40
