--TEST--
Container: bindings, shared objects, aliases, values, mocks and stubs, swap, definitions from a configuration
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/mvc.inc';
use Aha\Mvc\Container;

interface Store {}
class Disk implements Store { public static int $made = 0; function __construct(public string $path = '/') { self::$made++; } }
class Memory implements Store {}
class Service { function __construct(public Store $store) {} }

$c = new Container;
echo "-- shared\n";
outcome(fn () => [$c->make('Disk') === $c->make('Disk'), $c->singleton('Disk', ['/a']) === $c->singleton('disk'), $c->make('Disk') === $c->singleton('\Disk'), $c->get('Disk')->path, Disk::$made]);
outcome(fn () => $c->singleton('Disk', ['/b']));
outcome(fn () => $c->make('Disk', ['/b']));
echo "-- bind\n";
$c = new Container;
outcome(fn () => [$c->bind('Store', 'Disk') === $c, get_class($c->make('Store')), $c->make('Store') === $c->make('Store'), $c->make('Store', ['/p'])->path]);
outcome(fn () => [$c->bind('Store', 'Memory', true)->get('Store') === $c->get('store'), get_class($c->get('Service')->store), $c->get('Service')->store === $c->get('Store'), $c->get('Memory') === $c->get('Store')]);
outcome(fn () => $c->bind('Store', fn (Container $got, array $params) => new Disk(json_encode([$got === $c, $params])))->make('Store', ['x' => 1])->path);
outcome(fn () => $c->bind('number', fn () => 42)->get('number'));
outcome(fn () => $c->bind('nothing', function () {})->get('nothing'));
outcome(fn () => $c->bind('bad', fn () => throw new DomainException('from the closure'))->get('bad'));
outcome(fn () => $c->bind('self', fn ($c) => $c->get('self'))->get('self'));
outcome(fn () => $c->bind('a', 'b')->bind('b', 'a')->get('a'));
outcome(fn () => $c->bind('a', 'nosuch')->get('a'));
outcome(fn () => $c->bind('a', 7));
outcome(fn () => [$c->bind('Disk', null, true)->get('Disk') === $c->get('Disk')]);
outcome(fn () => [$c->bind('Disk')->get('Disk') === $c->get('Disk')]);
echo "-- alias, set, has\n";
$c = new Container;
outcome(fn () => [$c->alias('files', 'disk2')->alias('disk2', 'Disk')->get('files') instanceof Disk, $c->singleton('files') === $c->get('Disk')]);
outcome(fn () => $c->alias('x', 'y')->alias('y', 'x')->get('x'));
outcome(fn () => [$c->set('list', [1])->get('list'), $c->set('list', [2])->get('LIST'), $c->set('null', null)->get('null'), $c->has('null'), $c->has('list'), $c->has('Disk'), $c->has('Store'), $c->has('nosuch'), $c->has('Aha\Mvc\Container')]);
outcome(fn () => $c->get('nosuch'));
outcome(fn () => $c->get(7));
outcome(fn () => $c->get([]));
outcome(fn () => $c->get('Aha\Mvc\Container') === $c);
echo "-- mocks and stubs\n";
$mock = new Memory;
outcome(fn () => [$c->singleton('Disk') !== $mock, $c->setMockInstance('Disk', $mock)->make('Disk', ['ignored']) === $mock, $c->get('disk') === $mock, $c->has('Disk')]);
outcome(fn () => [get_class($c->addStub('Store', 'Memory')->make('Store')), get_class($c->make('Service')->store), $c->addStub('Store', fn () => $mock)->get('Store') === $mock]);
outcome(fn () => [get_class($c->cleanStub()->get('Disk')), $c->has('Store')]);
outcome(fn () => $c->get('Store'));
outcome(fn () => $c->addStub('Store', 7));
echo "-- swap\n";
$disk = $c->get('Disk');
outcome(fn () => [$c->swap('Disk', $mock) === $disk, $c->get('Disk') === $mock, $c->swap('Disk', $disk) === $mock, $c->swap('new', 1), $c->get('new')]);
echo "-- configure\n";
$c = new Container;
outcome(fn () => $c->configure(['bind' => ['Store' => 'Disk'], 'singleton' => ['Memory', 'shared' => fn () => new Disk('s')], 'alias' => ['s' => 'Store'], 'set' => ['name' => 'value', 'n' => null]]) === $c);
outcome(fn () => [get_class($c->get('s')), $c->get('Memory') === $c->get('Memory'), $c->get('shared') === $c->get('shared'), $c->get('name'), $c->get('n')]);
outcome(fn () => $c->configure(['binds' => []]));
outcome(fn () => $c->configure(['bind' => 7]));
outcome(fn () => $c->configure(['bind' => ['Store' => new Disk]]));
outcome(fn () => $c->configure(['singleton' => [fn () => 1]]));
outcome(fn () => $c->configure(['alias' => ['a' => 1]]));
outcome(fn () => $c->configure(['set' => ['value']]));
echo "-- a destructor that uses the container\n";
class Last { function __construct(public $c) {} function __destruct() { echo get_class($this->c->get('last')), "\n"; } }
$c->set('last', new Last($c));
$c->set('last', new Memory);
?>
--EXPECT--
-- shared
[false,true,true,"/a",3]
Aha\StateException: Disk is shared and was made before: it cannot be given parameters now
Aha\StateException: Disk is shared and was made before: it cannot be given parameters now
-- bind
[true,"Disk",false,"/p"]
[true,"Memory",true,false]
"[true,{\"x\":1}]"
42
Aha\Mvc\ContainerException: The closure that was bound to nothing returned nothing
DomainException: from the closure
Aha\Mvc\ContainerException: These need each other, so that none can be made: self -> self
Aha\Mvc\ContainerException: These need each other, so that none can be made: a -> b -> a
Aha\Mvc\NotFoundException: There is neither a value nor a binding nor a class "nosuch", needed by a
TypeError: Aha\Mvc\Container::bind(): Argument #2 ($concrete) must be of type Closure|string|null, int given
[true]
[false]
-- alias, set, has
[true,true]
Aha\Mvc\ContainerException: The alias "x" leads through more than 16 others: do they lead to each other?
[[1],[2],null,true,true,true,false,false,true]
Aha\Mvc\NotFoundException: There is neither a value nor a binding nor a class "nosuch"
Aha\Mvc\NotFoundException: There is neither a value nor a binding nor a class "7"
TypeError: Aha\Mvc\Container::get(): Argument #1 ($id) must be of type string, array given
true
-- mocks and stubs
[true,true,true,true]
["Memory","Memory",true]
["Disk",false]
Aha\Mvc\ContainerException: Store cannot be made: it is an interface: bind() a class to it
TypeError: Aha\Mvc\Container::addStub(): Argument #2 ($stub) must be of type Closure|string, int given
-- swap
[true,true,true,null,1]
-- configure
true
["Disk",true,true,"value",null]
Aha\ConfigException: Container: unknown option "binds"; did you mean "bind"?
Aha\ConfigException: Container: option "bind" must be an array, 7 given
Aha\ConfigException: Container: "bind" of "Store" must be a class or a closure
Aha\ConfigException: Container: "singleton" of "?" must be a class or a closure
Aha\ConfigException: Container: "alias" of "a" must be a name
Aha\ConfigException: Container: "set" of "?" must be a value with a name
-- a destructor that uses the container
Memory
