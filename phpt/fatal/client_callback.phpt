--TEST--
A callback of a client that throws, exits, breaks down; a script that ends within a request
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/child.inc';
$code = <<<'PHP'
Aha\run(function () {
    (new Aha\Client\Udp('127.0.0.1', 1))->setPackage('x')->loop(function ($envelope) {
        echo "errno {$envelope['errno']}\n";
        %s
    });
    (new Aha\Client\Multi())->register((new Aha\Client\Udp('127.0.0.1', 1))->setPackage('x'))->setCallback(function () { echo "multi\n"; })->loop();
    try { yield Aha\sleep(5); } finally { echo "main: finally\n"; }
});
PHP;
foreach (['throw new Exception("mine");', 'exit(7);', 'no_such_function();', 'eval("class {");'] as $what) {
    ob_start();
    child(sprintf($code, $what));
    echo preg_replace(['/ in Command line.*/', '/(Stack trace|#\d|  thrown).*\n/', '/^multi\n/m'], '', ob_get_clean());
}
child('Aha\run(function () { $f = (new Aha\Client\Tcp("127.0.0.1", 1))->connect(); (new Aha\Client\Udp("127.0.0.1", 9))->request("x"); exit(3); });');
--EXPECT--
errno 1
main: finally

Fatal error: Uncaught Exception: mine
status 255
errno 1
main: finally
status 7
errno 1
main: finally

Fatal error: Uncaught Error: Call to undefined function no_such_function()
status 255
errno 1
main: finally

Parse error: syntax error, unexpected token "{", expecting identifier
status 255
status 3
