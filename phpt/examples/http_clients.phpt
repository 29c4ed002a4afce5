--TEST--
Examples: HTTP and HTTPS clients by callback, by yield and at once
--EXTENSIONS--
aha
--SKIPIF--
<?php if (!trim((string) shell_exec('command -v openssl'))) die('skip needs the openssl command');
--FILE--
<?php
require __DIR__ . '/example.inc';

$example = new Example('18-http-clients.php');
foreach (['/', '/callback', '/yield', '/https', '/multi', '/else'] as $path) {
    echo "$path: ", shown($example->get($path));
}
var_dump($example->stop(), $example->errors());
?>
--EXPECT--
/: 200 {"first":{"method":"GET","path":"/first","get":{"q":"tea"},"body":"","secure":false},"second":"{\"item\":5}","third":"PUT","refused":true}
/callback: 200 {"errno":0,"requestId":"a","status":"200","body":{"method":"GET","path":"\/callback","get":{"q":"tea"},"body":"","secure":false}}
/yield: 200 {"errno":0,"requestId":"b","status":"200","body":{"method":"POST","path":"/yield","get":[],"body":"{\"item\":5}","secure":false}}
/https: 200 {"errno":0,"requestId":"c","status":"200","body":{"method":"GET","path":"/https","get":[],"body":"","secure":true}}
/multi: 200 {"one":{"errno":0,"requestId":"one","status":"200","body":{"method":"GET","path":"/one","get":[],"body":"","secure":false}},"two":{"errno":0,"requestId":"two","status":"200","body":{"method":"GET","path":"/two","get":[],"body":"","secure":false}},"three":{"errno":0,"requestId":"three","status":"200","body":{"method":"GET","path":"/three","get":[],"body":"","secure":false}},"nobody":{"errno":1,"requestId":"nobody","status":null,"body":null}}
/else: 404 page: 404 Not Found:
int(0)
string(0) ""
