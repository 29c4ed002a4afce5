--TEST--
Container: constructor parameters by value, type and default; unions, nullable, variadic; cycles and gaps are named
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/mvc.inc';
use Aha\Mvc\Container;

interface Clock {}
class Wall implements Clock { public string $zone = 'UTC'; }
class Moon implements Clock {}
class Plain { function __construct(public int $a = 1, public ?string $b = null) {} }
class Deep { function __construct(public Wall $wall, public Plain $plain, public string $name = 'deep') {} }
class NeedsClock { function __construct(public Clock $clock) {} }
class MayClock { function __construct(public ?Clock $clock) {} }
class Fallback { function __construct(public ?Wall $wall = null) {} }
class Union { function __construct(public Clock|Wall|int $x) {} }
class Ambiguous { function __construct(public Wall|Moon $x) {} }
class Both { function __construct(public Countable&Traversable $x) {} }
class Scalar { function __construct(public int $count, public $untyped) {} }
class Variadic { public array $all; function __construct(public Wall $wall, int ...$all) { $this->all = $all; } }
class Left { function __construct(public Right $r) {} }
class Right { function __construct(public Third $t) {} }
class Third { function __construct(public Left $l) {} }
class Hidden { private function __construct() {} }
class NeedsHidden { function __construct(public Hidden $h) {} }
class NeedsMissing { function __construct(public Missing $m) {} }
class Same { function __construct(public self $same) {} }
class Throwing { function __construct() { throw new LogicException('in the constructor'); } }
class NeedsThrowing { function __construct(public Throwing $t) {} }
class Knows { function __construct(public Container $c) {} }
abstract class Half {}
trait Part {}
enum Suit { case Hearts; }

$c = new Container;
foreach ([
    ['Wall'], ['Plain'], ['\Plain'], ['plain', [7]], ['Plain', ['b' => 'B']], ['Plain', [1 => 'B']], ['Plain', [7, 'b' => 'B']], ['Deep'], ['Deep', ['name' => 'n']],
    ['MayClock'], ['Fallback'], ['Union'], ['Variadic'], ['Variadic', [1 => 5, 2 => 6]], ['stdClass'], ['ArrayObject', [[1, 2]]],
    ['NeedsClock'], ['Ambiguous'], ['Both'], ['Scalar'], ['Scalar', [1]], ['Scalar', [1, 2]], ['Left'], ['Same'], ['Hidden'], ['NeedsHidden'], ['NeedsMissing'], ['Missing'], [''],
    ['Half'], ['Part'], ['Suit'], ['Clock'], ['Throwing'], ['NeedsThrowing'], ['Plain', [1, 2, 3]], ['Plain', ['x' => 1]], ['Plain', [1, 'a' => 2]], ['Plain', [-1 => 2]], ['Wall', [1]],
    ['Plain', ['x']], ['ArrayObject', ['nosuch' => 1]],
] as $arguments) {
    echo str_pad(json_encode($arguments, JSON_UNESCAPED_SLASHES), 28);
    outcome(fn () => ($o = $c->make(...$arguments)) instanceof $arguments[0] ? $o : 'NOT OF THE CLASS');
}
echo "-- known types come before defaults\n";
$c->bind(Clock::class, Moon::class)->set(Wall::class, $w = new Wall);
$w->zone = 'known';
foreach (['NeedsClock', 'MayClock', 'Fallback', 'Union', 'Deep'] as $class) {
    $made = $c->make($class);
    outcome(fn () => [$class, array_map(fn ($v) => is_object($v) ? get_class($v) : $v, (array) $made)]);
}
outcome(fn () => $c->make('Fallback')->wall === $w);
outcome(fn () => $c->make('Knows')->c === $c);
echo "-- after an error it works on\n";
outcome(fn () => $c->make('Plain'));
outcome(fn () => $c->make('Left'));
outcome(fn () => clone $c);
?>
--EXPECT--
["Wall"]                    {"zone":"UTC"}
["Plain"]                   {"a":1,"b":null}
["\\Plain"]                 {"a":1,"b":null}
["plain",[7]]               {"a":7,"b":null}
["Plain",{"b":"B"}]         {"a":1,"b":"B"}
["Plain",{"1":"B"}]         {"a":1,"b":"B"}
["Plain",{"0":7,"b":"B"}]   {"a":7,"b":"B"}
["Deep"]                    {"wall":{"zone":"UTC"},"plain":{"a":1,"b":null},"name":"deep"}
["Deep",{"name":"n"}]       {"wall":{"zone":"UTC"},"plain":{"a":1,"b":null},"name":"n"}
["MayClock"]                {"clock":null}
["Fallback"]                {"wall":null}
["Union"]                   {"x":{"zone":"UTC"}}
["Variadic"]                {"all":[],"wall":{"zone":"UTC"}}
["Variadic",{"1":5,"2":6}]  {"all":[5,6],"wall":{"zone":"UTC"}}
["stdClass"]                {}
["ArrayObject",[[1,2]]]     {"0":1,"1":2}
["NeedsClock"]              Aha\Mvc\ContainerException: NeedsClock cannot be made: parameter Clock $clock of its constructor cannot be made: bind() a class to it
["Ambiguous"]               Aha\Mvc\ContainerException: Ambiguous cannot be made: parameter Wall|Moon $x of its constructor is ambiguous: more than one of its classes could be made; bind() one of them
["Both"]                    Aha\Mvc\ContainerException: Both cannot be made: parameter Countable&Traversable $x of its constructor has no default, and its type is no class: give it to make()
["Scalar"]                  Aha\Mvc\ContainerException: Scalar cannot be made: parameter int $count of its constructor has no default, and its type is no class: give it to make()
["Scalar",[1]]              Aha\Mvc\ContainerException: Scalar cannot be made: parameter $untyped of its constructor has no default, and its type is no class: give it to make()
["Scalar",[1,2]]            {"count":1,"untyped":2}
["Left"]                    Aha\Mvc\ContainerException: These need each other, so that none can be made: Left -> Right -> Third -> Left
["Same"]                    Aha\Mvc\ContainerException: These need each other, so that none can be made: Same -> Same
["Hidden"]                  Aha\Mvc\ContainerException: Hidden cannot be made: it has a constructor that is not public: bind() a closure to it
["NeedsHidden"]             Aha\Mvc\ContainerException: NeedsHidden cannot be made: parameter Hidden $h of its constructor cannot be made: bind() a class to it
["NeedsMissing"]            Aha\Mvc\ContainerException: NeedsMissing cannot be made: parameter Missing $m of its constructor cannot be made: bind() a class to it
["Missing"]                 Aha\Mvc\NotFoundException: There is neither a value nor a binding nor a class "Missing"
[""]                        Aha\Mvc\NotFoundException: There is neither a value nor a binding nor a class ""
["Half"]                    Aha\Mvc\ContainerException: Half cannot be made: it is abstract: bind() a class to it
["Part"]                    Aha\Mvc\ContainerException: Part cannot be made: it is a trait
["Suit"]                    Aha\Mvc\ContainerException: Suit cannot be made: it is an enum: bind() a closure to it
["Clock"]                   Aha\Mvc\ContainerException: Clock cannot be made: it is an interface: bind() a class to it
["Throwing"]                LogicException: in the constructor
["NeedsThrowing"]           LogicException: in the constructor
["Plain",[1,2,3]]           Aha\Mvc\ContainerException: The constructor of Plain has 2 parameters: none for position 2
["Plain",{"x":1}]           Aha\Mvc\ContainerException: The constructor of Plain has no parameter $x
["Plain",{"0":1,"a":2}]     Aha\Mvc\ContainerException: The parameter $a of Plain was given twice
["Plain",{"-1":2}]          Aha\Mvc\ContainerException: The constructor of Plain has 2 parameters: none for position 18446744073709551615
["Wall",[1]]                Aha\Mvc\ContainerException: Wall has no constructor: it cannot be given parameters
["Plain",["x"]]             TypeError: Plain::__construct(): Argument #1 ($a) must be of type int, string given
["ArrayObject",{"nosuch":1}]Aha\Mvc\ContainerException: The constructor of ArrayObject has no parameter $nosuch
-- known types come before defaults
["NeedsClock",{"clock":"Moon"}]
["MayClock",{"clock":"Moon"}]
["Fallback",{"wall":"Wall"}]
["Union",{"x":"Moon"}]
["Deep",{"wall":"Wall","plain":"Plain","name":"deep"}]
true
true
-- after an error it works on
{"a":1,"b":null}
Aha\Mvc\ContainerException: These need each other, so that none can be made: Left -> Right -> Third -> Left
Error: Trying to clone an uncloneable object of class Aha\Mvc\Container
