--TEST--
Mvc: an exception, exit() and fatal errors in controllers and templates: one answer, nothing of half a page, the process lives or ends
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/../mvc/app.inc';
const ENDS = ['throw' => 'throw new \DomainException("mine");', 'exit' => 'exit(5);', 'compile' => 'eval("class Broken { const A = nosuch(); }");', 'fatal' => 'trigger_error("fatal", E_USER_ERROR);'];
const PLACES = ['constructor', 'before', 'method', 'later', 'after', 'template', 'nested', 'toString', 'function'];
foreach (ENDS as $end => $code) {
    foreach (PLACES as $place) {
        $at = array_fill_keys(PLACES, '');
        $at[$place] = $code;
        $server = mvcServer([
            'Controller/VictimController' => "<?php namespace App\\Controller; class VictimController extends \\Aha\\Mvc\\Controller {
                public function __construct() { {$at['constructor']} }
                protected function before() { {$at['before']} }
                public function index() { {$at['method']} if ('$place' === 'later') { return \$this->later(); } return \$this->render('page'); }
                private function later() { yield \\Aha\\sleep(0.001); \$page = \$this->render('page'); {$at['later']} yield \\Aha\\sleep(0.001); return \$page; }
                protected function after() { {$at['after']} }
                public function __toString() { {$at['toString']} return 'text'; }
                protected function called() { {$at['function']} return 'called'; }
            }",
            'View/page' => "<?php ?>HALF A PAGE<?php {$at['template']} ?> <?= \$this->render('nested'), \$this->e(\$this), \$this->called() ?>",
            'View/nested' => "<?php ob_start(); ?>INNER<?php {$at['nested']} ob_end_flush();",
            'Actions/Other' => 'return "other";',
        ]);
        $answer = $server->get('/victim');
        $dies = $end === 'compile' || $end === 'fatal';
        $then = $dies ? ($server->wait() >= 0 ? 'ended' : 'STILL THERE') : trim((string) $server->get('/other'));
        $dies || $server->stop();
        $log = $server->log();
        preg_match_all('/unhandled error in [^:]*: \S+|fatal error in request|exit\(\) was called|PHP Fatal error:/', $log, $lines);
        echo "$place: $end: ", $answer === null ? 'none' : rtrim((string) $answer), " | then $then | ", implode(' + ', array_unique($lines[0])), str_contains($log, 'HALF') || str_contains($log, 'INNER') ? ' PRINTED' : '', "\n";
    }
}
// At the start a class that cannot be loaded keeps the server from serving.
foreach (['<?php namespace App\Controller; class OtherName {}', '<?php namespace App\Controller; class BadController extends Nobody {}', '<?php throw new LogicException("in the file");', '<?php exit(4);', '<?php if ('] as $source) {
    $folder = var_export(application(['Controller/BadController' => $source]), true);
    $server = new Server(<<<PHP
        Aha\\Bootstrap::initLoader()->registerNamespace('App', $folder);
        \$server = server(fn () => 'never');
        \$server->on('workerStart', function () { Aha\\Bootstrap::getInstance('App')->run(); });
        try { \$server->start(); echo "returned\\n"; } catch (Throwable \$e) { echo 'thrown: ', get_class(\$e), ': ', \$e->getMessage(), "\\n"; }
        PHP, wait: false);
    $code = $server->wait();
    preg_match_all('/^(?:thrown.*|returned|PHP Fatal error: +\S+ \S+)/m', preg_replace('~/\S+(?=App/)~', '', $server->log()), $lines);
    echo "exit code $code ", implode(' + ', $lines[0]), "\n";
}
?>
--EXPECT--
constructor: throw: 500 page: 500 Internal Server Error: | then 200 other | unhandled error in request GET /victim: DomainException:
before: throw: 500 page: 500 Internal Server Error: | then 200 other | unhandled error in request GET /victim: DomainException:
method: throw: 500 page: 500 Internal Server Error: | then 200 other | unhandled error in request GET /victim: DomainException:
later: throw: 500 page: 500 Internal Server Error: | then 200 other | unhandled error in request GET /victim: DomainException:
after: throw: 500 page: 500 Internal Server Error: | then 200 other | unhandled error in request GET /victim: DomainException:
template: throw: 500 page: 500 Internal Server Error: | then 200 other | unhandled error in request GET /victim: DomainException:
nested: throw: 500 page: 500 Internal Server Error: | then 200 other | unhandled error in request GET /victim: DomainException:
toString: throw: 500 page: 500 Internal Server Error: | then 200 other | unhandled error in request GET /victim: DomainException:
function: throw: 500 page: 500 Internal Server Error: | then 200 other | unhandled error in request GET /victim: DomainException:
constructor: exit: 500 page: 500 Internal Server Error: | then 200 other | unhandled error in request GET /victim: Aha\ExitException: + exit() was called
before: exit: 500 page: 500 Internal Server Error: | then 200 other | unhandled error in request GET /victim: Aha\ExitException: + exit() was called
method: exit: 500 page: 500 Internal Server Error: | then 200 other | unhandled error in request GET /victim: Aha\ExitException: + exit() was called
later: exit: 500 page: 500 Internal Server Error: | then 200 other | unhandled error in request GET /victim: Aha\ExitException: + exit() was called
after: exit: 500 page: 500 Internal Server Error: | then 200 other | unhandled error in request GET /victim: Aha\ExitException: + exit() was called
template: exit: 500 page: 500 Internal Server Error: | then 200 other | unhandled error in request GET /victim: Aha\ExitException: + exit() was called
nested: exit: 500 page: 500 Internal Server Error: | then 200 other | unhandled error in request GET /victim: Aha\ExitException: + exit() was called
toString: exit: 500 page: 500 Internal Server Error: | then 200 other | unhandled error in request GET /victim: Aha\ExitException: + exit() was called
function: exit: 500 page: 500 Internal Server Error: | then 200 other | unhandled error in request GET /victim: Aha\ExitException: + exit() was called
constructor: compile: 500 page: 500 Internal Server Error: | then ended | PHP Fatal error: + fatal error in request
before: compile: 500 page: 500 Internal Server Error: | then ended | PHP Fatal error: + fatal error in request
method: compile: 500 page: 500 Internal Server Error: | then ended | PHP Fatal error: + fatal error in request
later: compile: 500 page: 500 Internal Server Error: | then ended | PHP Fatal error: + fatal error in request
after: compile: 500 page: 500 Internal Server Error: | then ended | PHP Fatal error: + fatal error in request
template: compile: 500 page: 500 Internal Server Error: | then ended | PHP Fatal error: + fatal error in request
nested: compile: 500 page: 500 Internal Server Error: | then ended | PHP Fatal error: + fatal error in request
toString: compile: 500 page: 500 Internal Server Error: | then ended | PHP Fatal error: + fatal error in request
function: compile: 500 page: 500 Internal Server Error: | then ended | PHP Fatal error: + fatal error in request
constructor: fatal: 500 page: 500 Internal Server Error: | then ended | PHP Fatal error: + fatal error in request
before: fatal: 500 page: 500 Internal Server Error: | then ended | PHP Fatal error: + fatal error in request
method: fatal: 500 page: 500 Internal Server Error: | then ended | PHP Fatal error: + fatal error in request
later: fatal: 500 page: 500 Internal Server Error: | then ended | PHP Fatal error: + fatal error in request
after: fatal: 500 page: 500 Internal Server Error: | then ended | PHP Fatal error: + fatal error in request
template: fatal: 500 page: 500 Internal Server Error: | then ended | PHP Fatal error: + fatal error in request
nested: fatal: 500 page: 500 Internal Server Error: | then ended | PHP Fatal error: + fatal error in request
toString: fatal: 500 page: 500 Internal Server Error: | then ended | PHP Fatal error: + fatal error in request
function: fatal: 500 page: 500 Internal Server Error: | then ended | PHP Fatal error: + fatal error in request
exit code 0 thrown: Aha\ConfigException: The file BadController.php of the controllers does not define class App\Controller\BadController
exit code 0 thrown: Error: Class "App\Controller\Nobody" not found
exit code 0 thrown: LogicException: in the file
exit code 4 
exit code 0 thrown: ParseError: Unclosed '('
