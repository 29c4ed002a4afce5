--TEST--
HTTP: multipart forms: malformed ones get 400, too large ones 413, within limits they pass
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/server.inc';
$server = new Server(<<<'PHP'
    server(fn ($req) => count($req->post) . ' ' . count($req->files), ['http_multipart_max_parts' => 10, 'upload_max_length' => 20000,
        'upload_memory_limit' => 100, 'package_max_length' => 1000, 'json_errors' => true, 'linger_timeout' => 0.1])->start();
    PHP, ['max_input_vars=8']);
function part(string $disposition, string $body): string
{
    return "--XX\r\nContent-Disposition: form-data; $disposition\r\n\r\n$body\r\n";
}
function upload(Server $server, string $name, string $body, string $type = 'multipart/form-data; boundary=XX'): void
{
    $client = $server->connect();
    $client->send(request('/', ["Content-Type: $type"], 'POST', $body));
    echo str_pad($name, 26), $answer = $client->answer();
}
$end = "--XX--\r\n";
upload($server, '10 parts', str_repeat(part('name="a[]"; filename="f"', '1'), 10) . $end);
upload($server, '11 parts', str_repeat(part('name="a[]"; filename="f"', '1'), 11) . $end);
upload($server, '8 variables', implode(array_map(fn ($i) => part("name=\"a$i\"", '1'), range(1, 8))) . $end);
upload($server, '9 variables', implode(array_map(fn ($i) => part("name=\"a$i\"", '1'), range(1, 9))) . $end);
upload($server, 'variable of 1000', part('name="a"', str_repeat('x', 1000)) . $end);
upload($server, 'variable of 1001', part('name="a"', str_repeat('x', 1001)) . $end);
$frame = strlen(part('name="a"; filename="f"', '') . $end);
upload($server, 'form of 20000', part('name="a"; filename="f"', str_repeat('x', 20000 - $frame)) . $end);
upload($server, 'form of 20001', part('name="a"; filename="f"', str_repeat('x', 20001 - $frame)) . $end);
upload($server, 'no boundary', part('name="a"', '1') . $end, 'multipart/form-data');
upload($server, 'empty boundary', part('name="a"', '1') . $end, 'multipart/form-data; boundary=');
upload($server, 'boundary of 71', 'x', 'multipart/form-data; boundary=' . str_repeat('b', 71));
upload($server, 'no end', part('name="a"', '1'));
upload($server, 'other boundary', str_replace('XX', 'YY', part('name="a"', '1') . $end));
upload($server, 'no disposition', "--XX\r\nX: 1\r\n\r\n1\r\n$end");
upload($server, 'no name', part('filename="f"', '1') . $end);
upload($server, 'NUL in the name', part("name=\"a\0b\"", '1') . $end);
upload($server, 'part head without end', "--XX\r\nX: " . str_repeat('x', 15000) . $end);
upload($server, 'empty body', '');
echo $server->get('/', ['Content-Type: multipart/form-data; boundary=XX']);
echo $server->get('/', ['Content-Type: multipart/form-data; boundary=XX', 'Content-Encoding: gzip'], 'POST', gzencode(part('name="a"', '1') . $end));
var_dump($server->stop());
echo $server->log();
?>
--EXPECTF--
10 parts                  200 0 1
11 parts                  413 {"error":{"status":413,"message":"too many parts in the multipart body"}}
8 variables               200 8 0
9 variables               200 8 0
variable of 1000          200 1 0
variable of 1001          413 {"error":{"status":413,"message":"The form is too large"}}
form of 20000             200 0 1
form of 20001             413 {"error":{"status":413,"message":"The body of the request is too large"}}
no boundary               400 {"error":{"status":400,"message":"The multipart boundary is missing or malformed"}}
empty boundary            400 {"error":{"status":400,"message":"The multipart boundary is missing or malformed"}}
boundary of 71            400 {"error":{"status":400,"message":"The multipart boundary is missing or malformed"}}
no end                    400 {"error":{"status":400,"message":"multipart body ends before its closing delimiter"}}
other boundary            400 {"error":{"status":400,"message":"multipart body ends before its closing delimiter"}}
no disposition            400 {"error":{"status":400,"message":"multipart part without Content-Disposition"}}
no name                   400 {"error":{"status":400,"message":"malformed Content-Disposition of a multipart part"}}
NUL in the name           400 {"error":{"status":400,"message":"control character in the head"}}
part head without end     413 {"error":{"status":413,"message":"header of a multipart part too large"}}
empty body                400 {"error":{"status":400,"message":"multipart body ends before its closing delimiter"}}
400 {"error":{"status":400,"message":"multipart body ends before its closing delimiter"}}
200 1 0
int(0)
PHP Warning:  {closure}(): Input variables exceeded 8. To increase the limit change max_input_vars in php.ini. in server.php on line 2
