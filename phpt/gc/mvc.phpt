--TEST--
Mvc: cycles through filters, dispatchers, continuations and actions are collected; requests leave nothing
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/../mvc/app.inc';
class Witness
{
    public $more;
    public function __construct(private string $name) {}
    public function __destruct() { echo "$this->name destructed\n"; }
}
Aha\Bootstrap::initLoader()->registerNamespace('App', application(['Actions/Index/Index/Index' => 'return 1;', 'Actions/Held' => 'return $GLOBALS["future"];']));
$app = Aha\Bootstrap::getInstance('App')->run();
gc_collect_cycles();
// A filter whose application is run again goes with what its hooks refer to.
$filter = $app->getFilter();
$w = new Witness('hook');
$filter->registerPreRouter(function () use ($filter, $app, $w) {});
unset($filter, $w);
$app->run();
gc_collect_cycles();
// A dispatcher in a circle with what it keeps, never dispatched.
$d = new Aha\Mvc\Dispatcher($app);
$w = new Witness('attribute');
$w->more = $d;
$d->set('w', $w)->set('d', $d);
unset($d, $w);
echo "before\n";
gc_collect_cycles();
// Dispatched, and waiting for a continuation that refers to it alone.
$app->getFilter()->registerPreRouter(function ($d, $data) { $w = new Witness('continuation'); $w->more = [$d, $data, $w]; $d->set('w', $w); });
$d = new Aha\Mvc\Dispatcher($app, 'tcp');
$d->setTcpClientFd(1)->dispatch(new Aha\Mvc\Router($app, '', '-'));
unset($d);
echo "waits\n";
gc_collect_cycles();
Aha\run(fn () => yield Aha\sleep(0));
gc_collect_cycles();
// The action's awaitable is never settled, nothing else refers to the request: it stays until the script ends.
$app->run();
$GLOBALS['future'] = ($deferred = new Aha\Deferred())->future();
$d = new Aha\Mvc\Dispatcher($app, 'tcp');
$d->set('w', new Witness('under way'))->setTcpClientFd(1)->dispatch(new Aha\Mvc\Router($app, 'held', '-'));
unset($d);
gc_collect_cycles();
echo "still under way\n";
$deferred->resolve();
Aha\run(fn () => yield Aha\sleep(0.001));

$server = mvcServer(['Actions/Plain' => 'return "x";', 'Actions/Gen' => 'yield \Aha\sleep(0.0001); return "x";', 'Actions/Circle' => '$this->_objDispatcher->set("self", $this)->set("d", $this->_objDispatcher); yield \Aha\sleep(0); return "x";',
    'Actions/Fail' => 'yield \Aha\sleep(0); throw new \Aha\HttpException(404, "x");', 'Actions/Callback' => '\Aha\Timer::after(1, fn () => $this->_objDispatcher->getResponse()->end("x"));', 'Actions/Lost' => '',
    'Actions/Memory' => 'gc_collect_cycles(); return (string) memory_get_usage();'],
    '$app->getFilter()->registerPreRouter(function ($d, $data) { $data["callback"]($d, $data); })->registerPostDispatch(function ($d, $data) { Aha\Timer::after(1, fn () => $data["callback"]($d, $data)); })->registerPostDispatch(function () {});');
$client = $server->connect();
$use = function (int $times) use ($client) {
    for ($i = 0; $i < $times; $i++) {
        $client->send(implode('', array_map(fn ($p) => request("/$p"), ['plain', 'gen', 'circle', 'fail', 'callback', 'lost', 'none'])));
        for ($j = 0; $j < 7; $j++) {
            $client->answer();
        }
    }
    $client->send(request('/memory'));
    return (int) $client->answer()->body;
};
$use(50);
$before = $use(50);
$grown = $use(300) - $before;
echo $grown < 20000 ? "nothing is left\n" : "$grown bytes are left\n";
var_dump($server->stop());
echo errors($server);
?>
--EXPECT--
hook destructed
before
attribute destructed
waits
continuation destructed
still under way
under way destructed
nothing is left
int(0)
