--TEST--
Mvc: an exception, exit() and a fatal error in configuration, container, boot items, middleware, handlers and terminators
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/../mvc/app.inc';
const ENDS = ['throw' => 'throw new \DomainException("mine");', 'exit' => 'exit(5);', 'compile' => 'eval("function f() {} function f() {}");', 'fatal' => 'trigger_error("fatal", E_USER_ERROR);'];
const IN_REQUESTS = ['filter' => 'doFilter', 'post' => 'postFilter', 'terminator' => 'terminate', 'handler' => 'handle', 'own' => '__construct'];
const M = '<?php namespace App;
    class Filter implements \Aha\Mvc\RequestFilter { public function doFilter($request, $context) { %s } }
    class Post implements \Aha\Mvc\RequestPostFilter { public function postFilter($request, $response, $context) { %s } }
    class Terminator implements \Aha\Mvc\RequestTerminator { public function terminate($request, $response, $context) { %s } }
    class Handler implements \Aha\Mvc\ExceptionHandler { public function handle(\Throwable $e) { %s } }
    class Own implements \Aha\Mvc\RequestFilter, \Aha\Mvc\PerRequest { public function __construct() { %s } public function doFilter($request, $context) {} }';
foreach (array_keys(IN_REQUESTS) as $at => $place) {
    foreach (ENDS as $end => $code) {
        foreach (['', 'yield \Aha\sleep(0.001); '] as $wait) {
            if ($wait && ($place === 'own' || $end === 'compile')) {
                continue;
            }
            $codes = ['', '', '', '', ''];
            $codes[$at] = $wait . $code;
            $server = mvcServer([
                'M' => sprintf(M, ...$codes),
                'Config/Middleware' => '<?php require_once __DIR__ . "/../M.php"; return ["group" => ["g" => ["App\\' . ($place === 'handler' ? 'Filter' : ucfirst($place)) . '"]], "match" => [["/victim", "g"]]];',
                'Config/ExceptionHandler' => '<?php return ["type" => ["LogicException" => App\Handler::class]];',
                'Actions/Victim' => $place === 'handler' ? 'throw new \LogicException("first");' : 'return "victim";',
                'Actions/Other' => 'return "other";',
            ]);
            $answer = $server->get('/victim');
            $dies = $end === 'compile' || $end === 'fatal';
            $then = $dies ? ($server->wait() >= 0 ? 'ended' : 'STILL THERE') : trim((string) $server->get('/other'));
            $dies || $server->stop();
            preg_match_all('/unhandled error in [^:]*: \S+|fatal error in request|exit\(\) was called/', $server->log(), $lines);
            echo "$place: $end", $wait ? ' later' : '', ': ', $answer === null ? 'none' : rtrim((string) $answer), " | then $then | ", implode(' + ', array_unique($lines[0])), "\n";
        }
    }
}
echo "-- at the start\n";
foreach (['Config/Log' => '<?php %s return [];', 'Config/Container' => '<?php return ["singleton" => ["x" => function () { %s return 1; }]];', 'Config/Boot' => '<?php return ["worker" => [function () { %s }]];'] as $file => $source) {
    foreach (ENDS as $end => $code) {
        $folder = var_export(application([$file => sprintf($source, $code)]), true);
        $server = new Server(<<<PHP
            Aha\\Bootstrap::initLoader()->registerNamespace('App', $folder);
            \$server = server(fn () => 'never');
            \$server->on('workerStart', function () { Aha\\Bootstrap::getInstance('App')->run()->getContainer()->get('x'); });
            try { \$server->start(); echo "returned\\n"; } catch (Throwable \$e) { echo 'thrown: ', get_class(\$e), "\\n"; }
            PHP, wait: false);
        $code = $server->wait();
        preg_match_all('/^(?:thrown.*|returned|PHP Fatal error: +\S+ \S+)/m', $server->log(), $lines);
        echo "$file: $end: exit code $code ", implode(' + ', $lines[0]), "\n";
    }
}
?>
--EXPECT--
filter: throw: 500 page: 500 Internal Server Error: | then 200 other | unhandled error in request GET /victim: DomainException:
filter: throw later: 500 page: 500 Internal Server Error: | then 200 other | unhandled error in request GET /victim: DomainException:
filter: exit: 500 page: 500 Internal Server Error: | then 200 other | unhandled error in request GET /victim: Aha\ExitException: + exit() was called
filter: exit later: 500 page: 500 Internal Server Error: | then 200 other | unhandled error in request GET /victim: Aha\ExitException: + exit() was called
filter: compile: 500 page: 500 Internal Server Error: | then ended | fatal error in request
filter: fatal: 500 page: 500 Internal Server Error: | then ended | fatal error in request
filter: fatal later: 500 page: 500 Internal Server Error: | then ended | fatal error in request
post: throw: 500 page: 500 Internal Server Error: | then 200 other | unhandled error in request GET /victim: DomainException:
post: throw later: 500 page: 500 Internal Server Error: | then 200 other | unhandled error in request GET /victim: DomainException:
post: exit: 500 page: 500 Internal Server Error: | then 200 other | unhandled error in request GET /victim: Aha\ExitException: + exit() was called
post: exit later: 500 page: 500 Internal Server Error: | then 200 other | unhandled error in request GET /victim: Aha\ExitException: + exit() was called
post: compile: 500 page: 500 Internal Server Error: | then ended | fatal error in request
post: fatal: 500 page: 500 Internal Server Error: | then ended | fatal error in request
post: fatal later: 500 page: 500 Internal Server Error: | then ended | fatal error in request
terminator: throw: 200 victim | then 200 other | unhandled error in a request terminator: DomainException:
terminator: throw later: 200 victim | then 200 other | unhandled error in a request terminator: DomainException:
terminator: exit: 200 victim | then 200 other | unhandled error in a request terminator: Aha\ExitException: + exit() was called
terminator: exit later: 200 victim | then 200 other | unhandled error in a request terminator: Aha\ExitException: + exit() was called
terminator: compile: 200 victim | then ended | fatal error in request
terminator: fatal: 200 victim | then ended | fatal error in request
terminator: fatal later: 200 victim | then ended | fatal error in request
handler: throw: 500 page: 500 Internal Server Error: | then 200 other | unhandled error in request GET /victim: DomainException:
handler: throw later: 500 page: 500 Internal Server Error: | then 200 other | unhandled error in request GET /victim: DomainException:
handler: exit: 500 page: 500 Internal Server Error: | then 200 other | unhandled error in request GET /victim: Aha\ExitException: + exit() was called
handler: exit later: 500 page: 500 Internal Server Error: | then 200 other | unhandled error in request GET /victim: Aha\ExitException: + exit() was called
handler: compile: 500 page: 500 Internal Server Error: | then ended | fatal error in request
handler: fatal: 500 page: 500 Internal Server Error: | then ended | fatal error in request
handler: fatal later: 500 page: 500 Internal Server Error: | then ended | fatal error in request
own: throw: 500 page: 500 Internal Server Error: | then 200 other | unhandled error in request GET /victim: DomainException:
own: exit: 500 page: 500 Internal Server Error: | then 200 other | unhandled error in request GET /victim: Aha\ExitException: + exit() was called
own: compile: 500 page: 500 Internal Server Error: | then ended | fatal error in request
own: fatal: 500 page: 500 Internal Server Error: | then ended | fatal error in request
-- at the start
Config/Log: throw: exit code 0 thrown: Aha\ConfigException
Config/Log: exit: exit code 5 
Config/Log: compile: exit code 255 PHP Fatal error:  Cannot redeclare
Config/Log: fatal: exit code 255 PHP Fatal error:  fatal in
Config/Container: throw: exit code 0 thrown: DomainException
Config/Container: exit: exit code 5 
Config/Container: compile: exit code 255 PHP Fatal error:  Cannot redeclare
Config/Container: fatal: exit code 255 PHP Fatal error:  fatal in
Config/Boot: throw: exit code 0 thrown: Aha\StateException
Config/Boot: exit: exit code 5 
Config/Boot: compile: exit code 255 PHP Fatal error:  Cannot redeclare
Config/Boot: fatal: exit code 255 PHP Fatal error:  fatal in
