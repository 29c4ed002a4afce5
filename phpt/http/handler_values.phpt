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
    class Waits implements Aha\Awaitable { function toFuture(): Aha\Future { return Aha\go(fn () => 'from an Awaitable'); } }
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
