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
plain=; Path=/
encoded=a%20b%3B%22%C3%A9%2C%3D%0D%0A; Path=/
raw=a%20b; Path=/
all=v; Expires=Fri, 01 Jan 1971 00:00:00 GMT; Max-Age=60; Domain=example.org; Path=/p; Secure; HttpOnly; SameSite=None; Partitioned
lax=v; Path=/; SameSite=Lax
gone=; Max-Age=0; Path=/
__Host-x=v; Path=/; Secure; SameSite=Strict
Array
(
    [0] => Cookie name must be a token: letters, digits and !#$%&'*+-.^_`|~
    [1] => Cookie name must be a token: letters, digits and !#$%&'*+-.^_`|~
    [2] => Cookie path must start with '/' and must not contain ';' or control characters
    [3] => Cookie domain must be a host name
    [4] => Aha\Server\Response::cookie(): Argument #8 ($sameSite) must be "", "Lax", "Strict" or "None"
    [5] => Cookie with prefix __Secure- must be secure
    [6] => Cookie with prefix __Host- must be secure, have path '/' and no domain
    [7] => Cookie with SameSite=None must be secure
    [8] => Partitioned cookie must be secure
    [9] => Cookie value must not contain control characters, blanks, quotes, commas, semicolons, backslashes or non-ASCII bytes; encode it first
)
200 {"a":"1","b":"two words","c":"quoted","empty":"","d":"x=y","e[f]":"g","5":"five"}
200 {"a":"1","b":"2"}
200 []
int(0)
