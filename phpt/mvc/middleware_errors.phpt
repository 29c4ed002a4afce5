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
    ['type' => ['NoSuchException' => 'Fine']],
    ['type' => ['LogicException' => 7]],
    ['type' => ['x']],
    ['group' => ['g' => []], 'match' => ['**' => 'h']],
] as $handlers) {
    outcome(fn () => $run($handlers, 'ExceptionHandler'));
}
outcome(fn () => $run([fn () => 1], 'Nothing'));
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
