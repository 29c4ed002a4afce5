--TEST--
examples/01-hello.php: string, query, JSON, 404
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/example.inc';

$example = new Example('01-hello.php');
$hello = $example->get('/');
echo shown($hello), $hello->header('content-type'), "\n";
echo shown($example->get('/?name=Ada'));
$me = $example->get('/me', ['User-Agent: test']);
echo shown($me), $me->header('content-type'), "\n";
echo shown($example->get('/else'));
echo shown($example->get('/else', ['Accept: application/json']));
var_dump($example->stop(), $example->errors());
--EXPECT--
200 Hello, world!
text/plain; charset=utf-8
200 Hello, Ada!
200 {"method":"GET","agent":"test","from":"127.0.0.1"}
application/json
404 page: 404 Not Found: There is nothing here.
404 {"error":{"status":404,"message":"There is nothing here."}}
int(0)
string(0) ""
