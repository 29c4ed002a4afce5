--TEST--
Mvc: fatal errors and exit() in filters, actions and models: one 500 for that request, the process is replaced or lives
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/../mvc/app.inc';
require __DIR__ . '/../process/process.inc';
const FATAL = "eval('function f() {} function f() {}');";
$files = fn (string $fail) => [
    'Actions/Ok' => 'return "ok";',
    'Actions/Wait' => 'yield \Aha\sleep(0.2); return "waited";',
    'Actions/Action' => $fail,
    'Actions/Later' => "yield \\Aha\\sleep(0.001); $fail",
    'Actions/Model' => "return yield \\App\\Models\\M::get();",
    'Models/M' => "<?php namespace App\\Models; class M { static function get() { yield \\Aha\\sleep(0.001); $fail } }",
    'Actions/Before' => "public function before(\$d) { $fail } public function execute() {}",
    'Actions/Construct' => "public function __construct(\$d) { $fail } public function execute() {}",
    'Actions/Child' => "\\Aha\\go(function () { yield \\Aha\\sleep(0.001); $fail }); yield \\Aha\\sleep(10);",
    'Actions/Callback' => "\\Aha\\sleep(0.001)->then(function () { $fail });",
    'Actions/Destructor' => "\$this->_objDispatcher->set('x', new class { public function __destruct() { $fail } }); yield \\Aha\\sleep(0.001); return 'x';",
];
$setup = fn (string $folder, string $fail) => <<<PHP
    Aha\\Bootstrap::initLoader()->registerNamespace('App', '$folder');
    \$server->on('workerStart', function (\$server) {
        \$f = Aha\\Bootstrap::getInstance('App')->setServer(\$server)->run()->getFilter();
        foreach (['preRouter', 'postRouter', 'preDispatch', 'postDispatch'] as \$phase) {
            \$f->{'register' . \$phase}(function (\$d, \$data) use (\$phase) {
                if ((\$d->getRequest()->get['hook'] ?? '') === \$phase) { $fail }
                \$data['callback'](\$d, \$data);
            });
        }
        \$f->registerPreRouter(fn (\$d, \$data) => isset(\$d->getRequest()->get['later']) ? (function () { yield Aha\\sleep(0.001); $fail })() : AHA_DECLINED);
    });
    PHP;
const PLACES = ['/action', '/later', '/model', '/before', '/construct', '/child', '/callback', '/destructor', '/ok?hook=preRouter', '/ok?hook=postRouter', '/ok?hook=preDispatch', '/ok?hook=postDispatch', '/ok?later'];
const HANDLER = 'fn ($req, $res) => Aha\Bootstrap::getInstance()->http($req, $res)';
foreach (PLACES as $place) {
    $p = new Prefork(HANDLER, "'worker_num' => 1", $setup(application($files(FATAL)), FATAL));
    $pids = $p->pids();
    $other = $p->server->connect();
    $other->send(request('/wait'));
    usleep(20000);
    echo str_pad($place, 24), rtrim($p->server->get($place) ?? 'none');
    echo ' | other: ', rtrim($other->answer() ?? 'none');
    $replaced = eventually(fn () => count($p->pids()) === 1 && $p->pids() !== $pids && !isAlive($pids[0]));
    echo $replaced ? ' | replaced' : ' | NOT REPLACED', ' | then ', rtrim($p->server->get('/ok')), ' | exit code ', $p->stop(),
        preg_match('/fatal error/i', $p->server->log()) ? '' : ' NOT LOGGED', "\n";
}
echo "exit():\n";
foreach (PLACES as $place) {
    $server = new Server('$server = server(' . HANDLER . ");\n" . $setup(application($files('exit(7);')), 'exit(7);') . "\n" . '$server->start();');
    echo str_pad($place, 24), rtrim($server->get($place) ?? 'none'), ' | then ', rtrim($server->get('/ok')), ' | exit code ', $server->stop(), "\n",
        preg_replace('/^/m', '    ', trim(preg_replace('/ in \S+:\d+$/m', '', errors($server)))), "\n";
}
?>
--EXPECT--
/action                 500 page: 500 Internal Server Error: | other: 503 page: 503 Service Unavailable: | replaced | then 200 ok | exit code 0
/later                  500 page: 500 Internal Server Error: | other: 503 page: 503 Service Unavailable: | replaced | then 200 ok | exit code 0
/model                  500 page: 500 Internal Server Error: | other: 503 page: 503 Service Unavailable: | replaced | then 200 ok | exit code 0
/before                 500 page: 500 Internal Server Error: | other: 503 page: 503 Service Unavailable: | replaced | then 200 ok | exit code 0
/construct              500 page: 500 Internal Server Error: | other: 503 page: 503 Service Unavailable: | replaced | then 200 ok | exit code 0
/child                  500 page: 500 Internal Server Error: | other: 503 page: 503 Service Unavailable: | replaced | then 200 ok | exit code 0
/callback               500 page: 500 Internal Server Error: | other: 503 page: 503 Service Unavailable: | replaced | then 200 ok | exit code 0
/destructor             200 x | other: 503 page: 503 Service Unavailable: | replaced | then 200 ok | exit code 0
/ok?hook=preRouter      500 page: 500 Internal Server Error: | other: 503 page: 503 Service Unavailable: | replaced | then 200 ok | exit code 0
/ok?hook=postRouter     500 page: 500 Internal Server Error: | other: 503 page: 503 Service Unavailable: | replaced | then 200 ok | exit code 0
/ok?hook=preDispatch    500 page: 500 Internal Server Error: | other: 503 page: 503 Service Unavailable: | replaced | then 200 ok | exit code 0
/ok?hook=postDispatch   200 ok | other: 503 page: 503 Service Unavailable: | replaced | then 200 ok | exit code 0
/ok?later               500 page: 500 Internal Server Error: | other: 503 page: 503 Service Unavailable: | replaced | then 200 ok | exit code 0
exit():
/action                 500 page: 500 Internal Server Error: | then 200 ok | exit code 0
    aha: unhandled error in request GET /action: Aha\ExitException: exit() was called in a request handler
/later                  500 page: 500 Internal Server Error: | then 200 ok | exit code 0
    aha: unhandled error in request GET /later: Aha\ExitException: exit() was called in a task
/model                  500 page: 500 Internal Server Error: | then 200 ok | exit code 0
    aha: unhandled error in request GET /model: Aha\ExitException: exit() was called in a task
/before                 500 page: 500 Internal Server Error: | then 200 ok | exit code 0
    aha: unhandled error in request GET /before: Aha\ExitException: exit() was called in a request handler
/construct              500 page: 500 Internal Server Error: | then 200 ok | exit code 0
    aha: unhandled error in request GET /construct: Aha\ExitException: exit() was called in a request handler
/child                  500 page: 500 Internal Server Error: | then 200 ok | exit code 0
    aha: unhandled error in request GET /child: Aha\ExitException: exit() was called in a task
/callback               500 page: 500 Internal Server Error: | then 200 ok | exit code 0
    aha: unhandled error in request GET /callback: Aha\ExitException: exit() was called in a task
/destructor             200 x | then 200 ok | exit code 0
    aha: unhandled error in a background task: Aha\ExitException: exit() was called in a destructor
/ok?hook=preRouter      500 page: 500 Internal Server Error: | then 200 ok | exit code 0
    aha: unhandled error in request GET /ok: Aha\ExitException: exit() was called in a request handler
/ok?hook=postRouter     500 page: 500 Internal Server Error: | then 200 ok | exit code 0
    aha: unhandled error in request GET /ok: Aha\ExitException: exit() was called in a request handler
/ok?hook=preDispatch    500 page: 500 Internal Server Error: | then 200 ok | exit code 0
    aha: unhandled error in request GET /ok: Aha\ExitException: exit() was called in a request handler
/ok?hook=postDispatch   200 ok | then 200 ok | exit code 0
    aha: unhandled error in a postDispatch filter: Aha\ExitException: exit() was called in a request
/ok?later               500 page: 500 Internal Server Error: | then 200 ok | exit code 0
    aha: unhandled error in request GET /ok: Aha\ExitException: exit() was called in a task
