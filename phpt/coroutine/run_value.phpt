--TEST--
Aha\run() returns the value of main: generator, closure, callable names
--EXTENSIONS--
aha
--FILE--
<?php
function main() { yield Aha\sleep(0.001); return 'function'; }
class App { static function go() { yield; return 'static'; } function run() { return 'method'; } }
var_dump(Aha\run(function () { yield Aha\sleep(0.001); return 1; }));
var_dump(Aha\run(fn () => 'plain'));
var_dump(Aha\run('main'));
var_dump(Aha\run('App::go'));
var_dump(Aha\run([new App, 'run']));
var_dump(Aha\run(function () { return Aha\await(Aha\go(fn () => 'fiber')); }));
var_dump(Aha\run(fn () => Aha\Future::resolved('future')));
--EXPECT--
int(1)
string(5) "plain"
string(8) "function"
string(6) "static"
string(6) "method"
string(5) "fiber"
string(6) "future"
