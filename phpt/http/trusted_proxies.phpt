--TEST--
HTTP: client address and scheme behind trusted proxies
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/server.inc';
$code = "server(fn (\$req) => \$req->clientAddress() . ' ' . json_encode(\$req->isSecure()) . ' ' . \$req->server['remote_addr'], OPTIONS)->start();";
$ask = fn (Server $server, string ...$fields) => print(str_pad(implode(' | ', $fields), 60) . $server->get('/', $fields));
$server = new Server(str_replace('OPTIONS', "['trusted_proxies' => ['127.0.0.0/8', '10.0.0.1', 'fd00::/8']]", $code));
$ask($server);
$ask($server, 'X-Forwarded-For: 203.0.113.7');
$ask($server, 'X-Forwarded-For: 1.2.3.4, 203.0.113.7');
$ask($server, 'X-Forwarded-For: 203.0.113.7, 10.0.0.1');
$ask($server, 'X-Forwarded-For: 203.0.113.7', 'X-Forwarded-For: 10.0.0.1');
$ask($server, 'X-Forwarded-For: 203.0.113.7, 10.0.0.2');
$ask($server, 'X-Forwarded-For: 2001:db8::1, fd00::1');
$ask($server, 'X-Forwarded-For: 10.0.0.1');
$ask($server, 'X-Forwarded-For: <script>');
$ask($server, 'X-Forwarded-For: ');
$ask($server, 'X-Forwarded-Proto: https');
$ask($server, 'X-Forwarded-Proto: http');
$server->stop();
echo "nobody is trusted:\n";
$server = new Server(str_replace('OPTIONS', '[]', $code));
$ask($server, 'X-Forwarded-For: 203.0.113.7', 'X-Forwarded-Proto: https');
$server->stop();
?>
--EXPECT--
                                                            200 127.0.0.1 false 127.0.0.1
X-Forwarded-For: 203.0.113.7                                200 203.0.113.7 false 127.0.0.1
X-Forwarded-For: 1.2.3.4, 203.0.113.7                       200 203.0.113.7 false 127.0.0.1
X-Forwarded-For: 203.0.113.7, 10.0.0.1                      200 203.0.113.7 false 127.0.0.1
X-Forwarded-For: 203.0.113.7 | X-Forwarded-For: 10.0.0.1    200 203.0.113.7 false 127.0.0.1
X-Forwarded-For: 203.0.113.7, 10.0.0.2                      200 10.0.0.2 false 127.0.0.1
X-Forwarded-For: 2001:db8::1, fd00::1                       200 2001:db8::1 false 127.0.0.1
X-Forwarded-For: 10.0.0.1                                   200 10.0.0.1 false 127.0.0.1
X-Forwarded-For: <script>                                   200 127.0.0.1 false 127.0.0.1
X-Forwarded-For:                                            200 127.0.0.1 false 127.0.0.1
X-Forwarded-Proto: https                                    200 127.0.0.1 true 127.0.0.1
X-Forwarded-Proto: http                                     200 127.0.0.1 false 127.0.0.1
nobody is trusted:
X-Forwarded-For: 203.0.113.7 | X-Forwarded-Proto: https     200 127.0.0.1 false 127.0.0.1
