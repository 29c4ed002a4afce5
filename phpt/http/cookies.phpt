--TEST--
HTTP: cookies: all attributes, encoding, what is refused; cookies of the request
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/server.inc';
$server = new Server(<<<'PHP'
    server(function ($req, $res) {
        if ($req->path === '/read') {
            return $req->cookie;
        }
        if ($req->path === '/refused') {
            $out = [];
            foreach ([['a b', '1'], ['', '1'], ['a', '1', 0, '/;x'], ['a', '1', 0, '/', "x\r\n"], ['a', '1', 0, '/', '', false, false, 'Sometimes'],
                ['__Secure-a', '1'], ['__Host-a', '1', 0, '/', 'example.org', true], ['a', '1', 0, '/', '', false, false, 'None'],
                ['a', '1', 0, '/', '', false, false, '', null, true]] as $arguments) {
                try {
                    $res->cookie(...$arguments);
                    $out[] = 'accepted';
                } catch (ValueError $e) {
                    $out[] = $e->getMessage();
                }
            }
            try {
                $res->rawCookie('a', "b;c");
            } catch (ValueError $e) {
                $out[] = $e->getMessage();
            }
            return $out;
        }
        $res->cookie('plain');
        $res->cookie('encoded', "a b;\"é,=\r\n");
        $res->rawCookie('raw', 'a%20b');
        $res->cookie('all', 'v', expires: 86400 * 365, path: '/p', domain: 'example.org', secure: true, httpOnly: true, sameSite: 'none', maxAge: 60, partitioned: true);
        $res->cookie('lax', 'v', sameSite: 'LAX');
        $res->cookie('gone', maxAge: 0);
        $res->cookie('__Host-x', 'v', secure: true, sameSite: 'Strict');
        return 'ok';
    })->start();
    PHP);
echo $server->get('/')->header('set-cookie'), "\n";
print_r(json_decode($server->get('/refused')->body));
echo $server->get('/read', ['Cookie: a=1; b=two%20words; c="quoted"; a=second; empty=; novalue; d=x=y; e[f]=g; 5=five']);
echo $server->get('/read', ['Cookie: a=1', 'Cookie: b=2']);
echo $server->get('/read');
var_dump($server->stop());
echo $server->log();
?>
--EXPECT--
