--TEST--
Config: get() of a section, of a key and of a path; defaults; null is not missing; properties, arrays, foreach; read-only
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/mvc.inc';
use Aha\Mvc\Config;

$c = new Config(['database' => ['main' => ['host' => 'h', 'port' => null], '0' => 'zero', '' => 'none', 'a.b' => 'dotted'], 'debug' => false]);
foreach ([
    ['database', 'main'], ['database', 'nosuch'], ['nosuch'], ['nosuch', 'key'], ['database', '0'], ['database', 0], ['database', ''],
    ['debug'], ['database.main.host'], ['database.main.nosuch'], ['database.main.nosuch', 5], ['database.main.port', 5], ['database', 'main.host'],
    ['database', 'nosuch', 'default'], ['database', 'a.b'], ['database.a.b'], ['nosuch', null, 'default'], ['Database', 'main'], ['DataBase.main.host'],
    ['database.main.host.deeper', 'no'], ['.', 1], ['database.', 1],
] as $arguments) {
    echo json_encode($arguments), ' ';
    outcome(fn () => $c->get(...$arguments));
}
outcome(fn () => $c->get('nosuch', default: 7));
outcome(fn () => $c->get('database.nosuch', default: 7));
outcome(fn () => $c->get('debug', true));
echo "-- has\n";
outcome(fn () => [$c->has('database'), $c->has('nosuch'), $c->has('database', 'main'), $c->has('database', '0'), $c->has('database', 0),
    $c->has('database.main.port'), $c->has('database.main.x'), $c->has('debug'), $c->has('database', 'x')]);
echo "-- as object and array\n";
outcome(fn () => [$c->database->main, $c->database->nosuch, $c->debug, $c->nosuch, $c['database']['main']['host'], $c['database.main.host'], $c['nosuch']]);
outcome(fn () => [isset($c->database), isset($c->nosuch), isset($c->database->main), empty($c->debug), isset($c['database.main.host']), isset($c['database.main.port']), count($c)]);
outcome(function () use ($c) { foreach ($c as $section => $values) { $all[] = $section; } return $all; });
outcome(fn () => iterator_to_array($c->database));
outcome(fn () => (new ReflectionProperty($c, 'x')));
echo "-- writing\n";
outcome(fn () => $c->x = 1);
outcome(function () use ($c) { unset($c->database); });
outcome(fn () => $c['x'] = 1);
outcome(function () use ($c) { unset($c['x']); });
outcome(function () use ($c) { $r = &$c->database; });
outcome(function () use ($c) { $c->database['x'] = 1; });
outcome(fn () => $c->database->set('a', 1));
outcome(fn () => $c[1.5]);
outcome(fn () => clone $c);
outcome(fn () => serialize($c));
outcome(fn () => $c->toArray() === ['database' => ['main' => ['host' => 'h', 'port' => null], '0' => 'zero', '' => 'none', 'a.b' => 'dotted'], 'debug' => false]);
echo "-- set\n";
outcome(fn () => $c->set('database.main', ['host' => 'other', 'user' => 'u'])->get('database', 'main'));
outcome(fn () => $c->set('new.deep.path', [1, 2])->set('new.deep.path', [3])->toArray()['new']);
outcome(fn () => $c->set('debug', true)->get('debug'));
outcome(fn () => $c->set('debug.x', 1)->get('debug'));
outcome(fn () => $c->set('', 1));
?>
--EXPECT--
["database","main"] {"host":"h","port":null}
["database","nosuch"] null
["nosuch"] []
["nosuch","key"] null
["database","0"] "zero"
["database",0] "zero"
["database",""] {"main":{"host":"h","port":null},"0":"zero","":"none","a.b":"dotted"}
["debug"] false
["database.main.host"] "h"
["database.main.nosuch"] null
["database.main.nosuch",5] 5
["database.main.port",5] null
["database","main.host"] "h"
["database","nosuch","default"] "default"
["database","a.b"] "dotted"
["database.a.b"] "dotted"
["nosuch",null,"default"] "default"
["Database","main"] {"host":"h","port":null}
["DataBase.main.host"] "h"
["database.main.host.deeper","no"] "no"
[".",1] 1
["database.",1] "none"
7
7
TypeError: Aha\Mvc\Config::get(): Argument #2 ($key) must be of type string|int|null, bool given; a default is the third argument
-- has
[true,false,true,true,true,true,false,true,false]
-- as object and array
[{"host":"h","port":null},null,false,null,"h","h",null]
[true,false,true,true,true,false,2]
["database","debug"]
{"main":{"host":"h","port":null},"0":"zero","":"none","a.b":"dotted"}
ReflectionException: Property Aha\Mvc\Config::$x does not exist
-- writing
Aha\StateException: The configuration is read-only: use set()
Aha\StateException: The configuration is read-only: use set()
Aha\StateException: The configuration is read-only: use set()
Aha\StateException: The configuration is read-only: use set()
Aha\StateException: The configuration is read-only: use set()
Aha\StateException: The configuration is read-only: use set()
Aha\StateException: A section is read-only: use set() of the Config it was read from
TypeError: Aha\Mvc\Config::offsetGet(): Argument #1 ($offset) must be of type string|int, float given
Error: Trying to clone an uncloneable object of class Aha\Mvc\Config
Exception: Serialization of 'Aha\Mvc\Config' is not allowed
true
-- set
{"host":"other","port":null,"user":"u"}
{"deep":{"path":[3]}}
true
{"x":1}
ValueError: Aha\Mvc\Config::set(): Argument #1 ($path) must not be empty
