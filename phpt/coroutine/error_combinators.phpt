--TEST--
errors through all, settle, any, race; the others are cancelled where the rule says so
--EXTENSIONS--
aha
--FILE--
<?php
function ok($v, $s) { try { yield Aha\sleep($s); return $v; } finally { echo "[$v over]"; } }
function bad($m, $s) { yield Aha\sleep($s); throw new RuntimeException($m); }
function attempt($f) { try { echo json_encode(yield $f), "\n"; } catch (Throwable $e) { echo get_class($e), ': ', $e->getMessage(), "\n"; } }
Aha\run(function () {
    yield attempt(Aha\all([ok('a', 0.5), bad('all', 0.001)]));
    yield attempt(Aha\all([bad('second', 0.02), bad('first', 0.001)]));
    yield attempt(Aha\any([bad('x', 0.001), ok('any', 0.01), ok('slow', 0.5)]));
    yield attempt(Aha\any([bad('x', 0.01), bad('last', 0.02)]));
    yield attempt(Aha\race([ok('won', 0.001), ok('lost', 0.5)]));
    yield attempt(Aha\race([bad('raced', 0.001), ok('lost too', 0.5)]));
    yield attempt(Aha\any([]));
    yield attempt(Aha\race([]));
    yield attempt(Aha\all([]));
    yield attempt(Aha\settle([]));
    foreach (yield Aha\settle(['a' => ok('s', 0.001), 'b' => bad('settled', 0.002), 'c' => 'plain']) as $key => $r) {
        echo $key, ' ', json_encode([$r['ok'], $r['value'], $r['error']?->getMessage()]), "\n";
    }
});
--EXPECT--
[a over]RuntimeException: all
RuntimeException: first
[any over][slow over]"any"
RuntimeException: last
[won over][lost over]"won"
[lost too over]RuntimeException: raced
Aha\StateException: There is no operation to wait for
Aha\StateException: There is no operation to wait for
[]
[]
[s over]a [true,"s",null]
b [false,null,"settled"]
c [true,"plain",null]
