--TEST--
Declared routes: errors, exit() and fatal errors in handlers, constructors, routers: one answer each
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/../mvc/routes.inc';
$ends = [
    'throw' => 'throw new LogicException("failed");',
    'exit' => 'exit(5);',
    'compile' => 'eval("function twice() {} function twice() {}");',
    'user error' => 'trigger_error("fatal", E_USER_ERROR);',
];
$places = [
    'handler' => ['$routes->get("/victim", function () { %s });'],
    'generator' => ['$routes->get("/victim", function () { yield Aha\sleep(0.001); %s });'],
    'constructor' => ['class V { function __construct() { %s } function execute() {} } $routes->get("/victim", "V");'],
    'class file' => ['spl_autoload_register(function ($c) { if ($c === "V") { %s } }); $routes->get("/victim", "V");'],
    'router' => ['class V implements Aha\Mvc\RouterInterface { function route($d): mixed { if ($d->getRequest()->path !== "/alive") { %s } return null; } } $routes->setRouter(new V);'],
];
foreach ($places as $place => [$declare]) {
    foreach ($ends as $end => $statement) {
        $server = routeServer(sprintf($declare, $statement) . ' $routes->get("/alive", fn () => "alive");');
        echo "$place, $end: ", told($server->get('/victim'));
        $code = $server->wait(in_array($end, ['throw', 'exit']) ? 0.05 : PATIENCE);
        echo $code < 0 ? ' | then ' . told($server->get('/alive')) : " | ends with $code", "\n";
        $server->kill();
        preg_match_all('/unhandled error in [^:]*: \S+|fatal error in [^:]*|Fatal error: [^\n]{0,50}/', $server->log(), $match);
        echo '    ', implode("\n    ", array_unique($match[0])) ?: '-', "\n";
    }
}
?>
--EXPECT--
handler, throw: 500 page: 500 Internal Server Error:  | then 200 alive
    unhandled error in request GET /victim: LogicException:
handler, exit: 500 page: 500 Internal Server Error:  | then 200 alive
    unhandled error in request GET /victim: Aha\ExitException:
handler, compile: 500 page: 500 Internal Server Error:  | ends with 255
    Fatal error:  Cannot redeclare twice() (previously declared in 
    fatal error in request GET /victim
handler, user error: 500 page: 500 Internal Server Error:  | ends with 255
    Fatal error:  fatal in server.php on line 7
    fatal error in request GET /victim
generator, throw: 500 page: 500 Internal Server Error:  | then 200 alive
    unhandled error in request GET /victim: LogicException:
generator, exit: 500 page: 500 Internal Server Error:  | then 200 alive
    unhandled error in request GET /victim: Aha\ExitException:
generator, compile: 500 page: 500 Internal Server Error:  | ends with 255
    Fatal error:  Cannot redeclare twice() (previously declared in 
    fatal error in request GET /victim
generator, user error: 500 page: 500 Internal Server Error:  | ends with 255
    Fatal error:  fatal in server.php on line 7
    fatal error in request GET /victim
constructor, throw: 500 page: 500 Internal Server Error:  | then 200 alive
    unhandled error in request GET /victim: LogicException:
constructor, exit: 500 page: 500 Internal Server Error:  | then 200 alive
    unhandled error in request GET /victim: Aha\ExitException:
constructor, compile: 500 page: 500 Internal Server Error:  | ends with 255
    Fatal error:  Cannot redeclare twice() (previously declared in 
    fatal error in request GET /victim
constructor, user error: 500 page: 500 Internal Server Error:  | ends with 255
    Fatal error:  fatal in server.php on line 7
    fatal error in request GET /victim
class file, throw: 500 page: 500 Internal Server Error:  | then 200 alive
    unhandled error in request GET /victim: LogicException:
class file, exit: 500 page: 500 Internal Server Error:  | then 200 alive
    unhandled error in request GET /victim: Aha\ExitException:
class file, compile: 500 page: 500 Internal Server Error:  | ends with 255
    Fatal error:  Cannot redeclare twice() (previously declared in 
    fatal error in request GET /victim
class file, user error: 500 page: 500 Internal Server Error:  | ends with 255
    Fatal error:  fatal in server.php on line 7
    fatal error in request GET /victim
router, throw: 500 page: 500 Internal Server Error:  | then 200 alive
    unhandled error in request GET /victim: LogicException:
router, exit: 500 page: 500 Internal Server Error:  | then 200 alive
    unhandled error in request GET /victim: Aha\ExitException:
router, compile: 500 page: 500 Internal Server Error:  | ends with 255
    Fatal error:  Cannot redeclare twice() (previously declared in 
    fatal error in request GET /victim
router, user error: 500 page: 500 Internal Server Error:  | ends with 255
    Fatal error:  fatal in server.php on line 7
    fatal error in request GET /victim
