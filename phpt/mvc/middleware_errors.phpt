--TEST--
Middleware and exception handlers: what is wrong with them is said at the start
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/mvc.inc';
class Fine implements Aha\Mvc\RequestFilter { function doFilter($request, $context) {} }
class Needy implements Aha\Mvc\RequestFilter { function __construct(int $n) {} function doFilter($request, $context) {} }
class Breaks implements Aha\Mvc\RequestFilter { function __construct() { throw new LogicException('constructor'); } function doFilter($request, $context) {} }
class Nothing {}
class Handler implements Aha\Mvc\ExceptionHandler { function handle(Throwable $e) {} }
abstract class Half implements Aha\Mvc\RequestFilter {}

$run = function (array $middleware, string $file = 'Middleware') {
    static $n = 0;
    $name = 'Errors' . ++$n;
    $folder = folderWith(["$name/Config/$file.php" => '<?php return ' . var_export($middleware, true) . ';']);
    Aha\Bootstrap::initLoader()->registerNamespace($name, $folder);
    return get_class(Aha\Bootstrap::getInstance($name)->run());
};
foreach ([
    ['group' => ['g' => ['Fine']], 'match' => [['/a', 'g']]],
    ['group' => ['g' => 'Fine'], 'match' => [['/a', 'other']]],
    ['match' => [['/a', 'g']]],
    ['group' => ['g' => 'NoSuchClass']],
    ['group' => ['g' => 'Nothing']],
    ['group' => ['g' => 'Needy']],
    ['group' => ['g' => 'Breaks']],
    ['group' => ['g' => 'Half']],
    ['group' => ['g' => 7]],
    ['group' => ['g' => ['']]],
    ['group' => 'g'],
    ['group' => ['Fine']],
    ['groups' => []],
    ['match' => ['/a']],
    ['match' => [['/a', 'g', 'h']]],
    ['match' => [['', 'g']]],
    ['match' => [[str_repeat('a', 513), 'g']]],
    ['group' => ['g' => []], 'match' => [['#^/a', 'g']]],
    ['group' => ['g' => []], 'match' => [['~(~', 'g']]],
    ['group' => ['g' => []], 'match' => ['/a' => [1]]],
    ['type' => []],
] as $middleware) {
    outcome(fn () => $run($middleware));
}
echo "-- exception handlers\n";
foreach ([
    ['group' => ['g' => 'Fine']],
    ['type' => ['NoSuchException' => 'Handler']],
    ['type' => ['LogicException' => 7]],
    ['type' => ['x']],
    ['group' => ['g' => []], 'match' => ['**' => 'h']],
] as $handlers) {
    outcome(fn () => $run($handlers, 'ExceptionHandler'));
}
echo "-- in code\n";
$m = new Aha\Mvc\Middleware;
outcome(fn () => $m->group('', 'Fine'));
outcome(fn () => $m->group('g', []) === $m);
outcome(fn () => $m->match('/a', ['g', 7]));
outcome(fn () => $m->match('#', 'g'));
outcome(fn () => $m->configure(['group' => ['g' => 'Fine'], 'x' => 1]));
outcome(fn () => $m->exceptionHandlers() === $m->exceptionHandlers());
outcome(fn () => $m->exceptionHandlers()->on('', 'Fine'));
outcome(fn () => new Aha\Mvc\RedirectException(''));
outcome(fn () => new Aha\Mvc\RedirectException("/a\r\nX: y"));
outcome(fn () => new Aha\Mvc\RedirectException('/a', 200));
outcome(fn () => [($e = new Aha\Mvc\RedirectException('/a', 308))->getUrl(), $e->getStatus(), $e->getCode(), $e instanceof Aha\HttpException]);
outcome(fn () => new Aha\Mvc\BusinessException('x', 1, null, 100));
outcome(fn () => [($e = new Aha\Mvc\BusinessException('x', 5, [1], 422))->getMessage(), $e->getCode(), $e->getData(), $e->getStatus(), $e instanceof Aha\Exception]);
?>
--EXPECT--
"Aha\\Bootstrap"
Aha\ConfigException: Middleware: pattern "/a" names the group "other", which is not there; known: g
Aha\ConfigException: Middleware: pattern "/a" names the group "g", which is not there; known: none
Aha\ConfigException: Middleware, group "g": NoSuchClass is no class that can be found
Aha\ConfigException: Middleware, group "g": Nothing implements neither RequestFilter nor RequestPostFilter nor RequestTerminator of Aha\Mvc
Aha\Mvc\ContainerException: Needy cannot be made: parameter int $n of its constructor has no default, and its type is no class: give it to make()
LogicException: constructor
Aha\Mvc\ContainerException: Half cannot be made: it is abstract: bind() a class to it
Aha\ConfigException: "g": a group has a name, and classes, objects or closures
Aha\ConfigException: "g": a group has a name, and classes, objects or closures
Aha\ConfigException: middleware: option "group" must be an array, "g" given
Aha\ConfigException: "?": each entry has a name
Aha\ConfigException: middleware: unknown option "groups"; did you mean "group"?
Aha\ConfigException: "match" is a list of [pattern, groups], or pattern => groups
Aha\ConfigException: "match" is a list of [pattern, groups], or pattern => groups
Aha\ConfigException: A pattern has 1 to 512 bytes
Aha\ConfigException: A pattern has 1 to 512 bytes
Aha\ConfigException: preg_match(): No ending delimiter '#' found
Aha\ConfigException: preg_match(): Compilation failed: missing closing parenthesis at offset 1
Aha\ConfigException: "/a": a pattern is followed by the name of a group, or by a list of names
Aha\ConfigException: middleware: unknown option "type"; did you mean "group"?
-- exception handlers
Aha\ConfigException: Exception handlers, group "g": Fine does not implement Aha\Mvc\ExceptionHandler
Aha\ConfigException: Exception handlers: there is no class or interface NoSuchException
Aha\ConfigException: "LogicException": a type has classes, objects or closures as its handlers
Aha\ConfigException: "?": each entry has a name
Aha\ConfigException: Exception handlers: pattern "**" names the group "h", which is not there; known: g
-- in code
Aha\ConfigException: "": a group has a name, and classes, objects or closures
true
Aha\ConfigException: "/a": a pattern is followed by the name of a group, or by a list of names
Aha\ConfigException: preg_match(): No ending delimiter '#' found
Aha\ConfigException: Middleware: unknown option "x"; did you mean "group"?
true
Aha\ConfigException: "": a type has classes, objects or closures as its handlers
ValueError: Aha\Mvc\RedirectException::__construct(): Argument #1 ($url) must be a URL, without blanks and control characters
ValueError: Aha\Mvc\RedirectException::__construct(): Argument #1 ($url) must be a URL, without blanks and control characters
ValueError: Aha\Mvc\RedirectException::__construct(): Argument #2 ($status) must be 301, 302, 303, 307 or 308
["/a",308,308,true]
ValueError: Aha\Mvc\BusinessException::__construct(): Argument #4 ($status) must be from 200 to 599
["x",5,[1],422,true]
