--TEST--
HTTP client: redirects, cookies and credentials; none of them reach another origin
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/http.inc';
use Aha\Client\{CookieJar, Http, HttpClient};
$code = <<<'PHP'
    server(function ($req, $res) {
        switch ($req->path) {
            case '/to':
                $res->status((int) ($req->get['status'] ?? 302))->header('Location', $req->get['url'])->end();
                return;
            case '/set':
                $res->header('Set-Cookie', 'session=s1; Path=/; HttpOnly');
                return 'set';
            case '/basic':
                return $res->status(($req->header['authorization'] ?? '') === 'Basic ' . base64_encode('user:pass:word') ? 200 : 401)->end('basic');
            case '/digest':
                if (!preg_match('/^Digest .*response="[0-9a-f]+"/', $req->header['authorization'] ?? '')) {
                    $res->header('WWW-Authenticate', 'Digest realm="r", nonce="abc", qop="auth", algorithm=SHA-256');
                    return $res->status(401)->end('who are you');
                }
                return 'digest ok';
        }
        return ['method' => $req->method, 'path' => $req->path, 'raw' => $req->rawContent(), 'type' => $req->header['content-type'] ?? null,
            'cookie' => $req->header['cookie'] ?? null, 'auth' => $req->header['authorization'] ?? null, 'mine' => $req->header['x-mine'] ?? null];
    })->start();
    PHP;
$one = new Server($code);
$two = new Server($code);
$url = "http://127.0.0.1:$one->port";
$other = "http://127.0.0.1:$two->port";

Aha\run(function () use ($url, $other) {
    $show = fn ($r) => print(str_replace([$url, $other], ['ONE', 'TWO'], json_encode([$r->status, $r->url, count($r->redirects), $r->body === '' ? '' : $r->json()], JSON_UNESCAPED_SLASHES)) . "\n");
    foreach ([301, 302, 303, 307, 308] as $status) {
        $show(yield Http::post("$url/to", ['query' => ['status' => $status, 'url' => '/there'], 'form' => ['a' => 1]]));
    }
    $r = yield Http::get("$url/to?url=/to%3Furl%3D/end");
    echo str_replace($url, 'ONE', json_encode($r->redirects, JSON_UNESCAPED_SLASHES)), "\n";
    $r = yield Http::get("$url/to?url=/x", ['redirects' => 0]);
    echo $r->status, ' ', $r->header['location'], "\n";
    try {
        yield Http::get("$url/to?url=/to%3Furl%3D/to", ["redirects" => 1]);
    } catch (Aha\ProtocolException $e) {
        echo str_replace($url, "ONE", $e->getMessage()), "\n";
    }
    echo "-- across origins\n";
    $jar = new CookieJar();
    $options = ['headers' => ['Authorization' => 'secret', 'Cookie' => 'own=1', 'X-Mine' => 'stays']];
    $show(yield Http::get("$url/to", $options + ['query' => ['url' => '/same']]));
    $show(yield Http::get("$url/to", $options + ['query' => ['url' => "$other/far"]]));
    $show(yield Http::get("$url/to", ['auth' => ['user', 'pw'], 'query' => ['url' => "$other/far"]]));
    $show(yield Http::get("$url/to", ['auth' => ['bearer', 'tok'], 'query' => ['url' => '/near']]));
    echo "-- cookies\n";
    yield Http::get("$url/set", ['cookies' => $jar]);
    $show(yield Http::get("$url/", ['cookies' => $jar]));
    $show(yield Http::get("$url/"));
    echo count($jar), ' ', json_encode($jar->all()), "\n";
    $client = new HttpClient(['cookies' => $jar]);
    $show(yield $client->get("$url/"));
    $show(yield $client->get("$url/", ['cookies' => null]));
    echo "-- credentials\n";
    echo (yield Http::get("$url/basic", ['auth' => ['user', 'pass:word']]))->status, ' ';
    echo (yield Http::get(str_replace('http://', 'http://user:pass%3Aword@', $url) . '/basic'))->status, ' ';
    echo (yield Http::get("$url/basic"))->status, "\n";
    echo (yield Http::get("$url/digest", ['auth' => ['digest', 'user', 'pass']]))->body, "\n";
    echo (yield Http::get("$url/digest", ['auth' => ['digest', 'user', 'pass']]))->body, "\n";
    echo (yield Http::get("$url/digest"))->body, "\n";
});
?>
--EXPECT--
[200,"ONE/there",1,{"method":"GET","path":"/there","raw":"","type":null,"cookie":null,"auth":null,"mine":null}]
[200,"ONE/there",1,{"method":"GET","path":"/there","raw":"","type":null,"cookie":null,"auth":null,"mine":null}]
[200,"ONE/there",1,{"method":"GET","path":"/there","raw":"","type":null,"cookie":null,"auth":null,"mine":null}]
[200,"ONE/there",1,{"method":"POST","path":"/there","raw":"a=1","type":"application/x-www-form-urlencoded","cookie":null,"auth":null,"mine":null}]
[200,"ONE/there",1,{"method":"POST","path":"/there","raw":"a=1","type":"application/x-www-form-urlencoded","cookie":null,"auth":null,"mine":null}]
[{"status":302,"url":"ONE/to?url=/end"},{"status":302,"url":"ONE/end"}]
302 /x
GET ONE/to?url=/to: more redirects than allowed, the last one to ONE/to
-- across origins
[200,"ONE/same",1,{"method":"GET","path":"/same","raw":"","type":null,"cookie":"own=1","auth":"secret","mine":"stays"}]
[200,"TWO/far",1,{"method":"GET","path":"/far","raw":"","type":null,"cookie":null,"auth":null,"mine":"stays"}]
[200,"TWO/far",1,{"method":"GET","path":"/far","raw":"","type":null,"cookie":null,"auth":null,"mine":null}]
[200,"ONE/near",1,{"method":"GET","path":"/near","raw":"","type":null,"cookie":null,"auth":"Bearer tok","mine":null}]
-- cookies
[200,"ONE/",0,{"method":"GET","path":"/","raw":"","type":null,"cookie":"session=s1","auth":null,"mine":null}]
[200,"ONE/",0,{"method":"GET","path":"/","raw":"","type":null,"cookie":null,"auth":null,"mine":null}]
1 [{"name":"session","value":"s1","domain":"127.0.0.1","path":"\/","expires":null,"host_only":true,"secure":false,"http_only":true}]
[200,"ONE/",0,{"method":"GET","path":"/","raw":"","type":null,"cookie":"session=s1","auth":null,"mine":null}]
[200,"ONE/",0,{"method":"GET","path":"/","raw":"","type":null,"cookie":null,"auth":null,"mine":null}]
-- credentials
200 200 401
digest ok
digest ok
who are you
