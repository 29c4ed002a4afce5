--TEST--
Mvc: filters of four phases: order, continuation at once and later, data, generators, AHA_DECLINED
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/app.inc';
const ACTIONS = ['Actions/Say' => '$d = $this->_objDispatcher; $d->set("log", $d->get("log") . "action "); yield \Aha\sleep(0.001); $d->getResponse()->end($d->get("log"));'];
$server = mvcServer(ACTIONS, <<<'PHP'
    function note($d, string $what) { $d->set('log', $d->get('log', '') . "$what "); }
    class Track
    {
        public function at(string $name) { return [new self($name), 'hook']; }
        public function __construct(private string $name = '') {}
        public function hook(Aha\Mvc\Dispatcher $d, array $data)
        {
            note($d, $this->name . $data['cbIndex']);
            $data['by'] = ($data['by'] ?? '') . $this->name;
            return call_user_func($data['callback'], $d, $data);
        }
        public static function later($d, $data)
        {
            Aha\Timer::after(3, function () use ($d, $data) { note($d, "later:$data[by]"); $data['callback']($d, $data); });
        }
    }
    $t = new Track();
    $f = $app->getFilter();
    $f->registerPreDispatch($t->at('d'))->registerPreRouter($t->at('a'))->registerPreRouter('Track::later')->registerPreRouter($t->at('b'))
      ->registerPostRouter(function ($d, $data) { yield Aha\sleep(0.001); note($d, get_class($d->getRouter()) . basename(strtr($d->getRouter()->getAction(), '\\', '/'))); $data['callback']($d, $data); })
      ->registerPostRouter(function ($d, $data) { note($d, 'data:' . count($data) . 'resumed:' . var_export($data['callback']($d), true)); })
      ->registerPreDispatch(function ($d, $data) { return AHA_DECLINED; })
      ->registerPreDispatch(fn ($d, $data) => Aha\go(function () use ($d, $data) { yield Aha\sleep(0.001); note($d, 'task'); $data['callback']($d, $data); }))
      ->registerPostDispatch(function ($d, $data) { echo "post! ", $d->get('log'), "\n"; Aha\Timer::after(2, fn () => $data['callback']($d, $data)); })
      ->registerPostDispatch(function ($d, $data) { echo "post2! $data[cbIndex]\n"; })
      ->registerPostDispatch(function ($d, $data) { echo "never!\n"; });
    PHP);
echo $server->get('/say'), $server->get('/say');
var_dump($server->logs("post2! 2\npost! "), eventually(fn () => substr_count(file_get_contents("$server->folder/log"), 'post2!') === 2), $server->stop());
echo $server->log();

echo "short-circuit and errors:\n";
$server = mvcServer(ACTIONS, <<<'PHP'
    $app->getFilter()->registerPreRouter(function ($d, $data) {
        $q = $d->getRequest()->get['q'] ?? '';
        $end = fn () => $d->getResponse()->status(403)->end("ended by $q");
        switch ($q) {
        case 'end': return $end();
        case 'end later': Aha\Timer::after(3, $end); return;
        case 'end in task': yield Aha\sleep(0.001); return $end();
        case 'throw': throw new RuntimeException('of a hook');
        case 'throw http': throw new Aha\HttpException(401, 'who are you');
        case 'throw later': yield Aha\sleep(0.001); throw new RuntimeException('later of a hook');
        case 'nothing': return;
        case 'nothing later': Aha\Timer::after(3, fn () => $data['callback'] = null); return;
        case 'twice': $data['callback']($d, $data); $data['callback']($d, $data); return;
        case 'twice later': $data['callback']($d, $data); Aha\Timer::after(3, function () use ($d, $data) { try { $data['callback']($d, $data); } catch (Aha\StateException $e) { echo 'twice! ', $e->getMessage(), "\n"; } }); return;
        case 'both': $data['callback']($d, $data); throw new LogicException('after going on');
        case 'wrong': $data['callback'](new Aha\Mvc\Dispatcher('App'), $data); return;
        case 'exit': exit(3);
        case 'register': $GLOBALS['n'] = 0; $d->getBootstrap()->getFilter()->registerPreRouter(function ($d, $data) { $GLOBALS['n']++; $data['callback']($d, $data); })
            ->registerPreDispatch(function ($d, $data) { $d->set('log', "hooked {$GLOBALS['n']} "); return AHA_DECLINED; }); break;
        }
        $data['callback']($d, $data);
    })->registerPostDispatch(function ($d, $data) { echo 'dispatched! ', $d->getRequest()->get['q'] ?? '', "\n"; });
    PHP);
foreach (['go', 'end', 'end later', 'end in task', 'throw', 'throw http', 'throw later', 'nothing', 'nothing later', 'twice', 'twice later', 'both', 'wrong', 'exit', 'register', 'registered'] as $q) {
    echo str_pad($q, 14), $server->get('/say?q=' . rawurlencode($q));
}
echo $server->get('/none?q=go');
eventually(fn () => preg_match_all('/^(twice|dispatched)!/m', file_get_contents("$server->folder/log")) === 5);
var_dump($server->stop());
$lines = explode("\n", trim(errors($server)));
sort($lines);
echo implode("\n", $lines);
foreach ([fn ($f) => $f->registerPreRouter('no_such_function'), fn ($f) => new Aha\Mvc\Continuation()] as $call) {
    try {
        $call(Aha\Bootstrap::getInstance('X')->getFilter());
    } catch (Throwable $e) {
        echo "\n", get_class($e), ': ', $e->getMessage();
    }
}
?>
--EXPECT--
200 a1 later:a b3 Aha\Mvc\RouterSay data:2resumed:-2 d1 task action 
200 a1 later:a b3 Aha\Mvc\RouterSay data:2resumed:-2 d1 task action 
bool(true)
bool(true)
int(0)
post! a1 later:a b3 Aha\Mvc\RouterSay data:2resumed:-2 d1 task action 
post2! 2
post! a1 later:a b3 Aha\Mvc\RouterSay data:2resumed:-2 d1 task action 
post2! 2
short-circuit and errors:
go            200 action 
end           403 ended by end
end later     403 ended by end later
end in task   403 ended by end in task
throw         500 page: 500 Internal Server Error: 
throw http    401 page: 401 Unauthorized: who are you
throw later   500 page: 500 Internal Server Error: 
nothing       500 page: 500 Internal Server Error: 
nothing later 500 page: 500 Internal Server Error: 
twice         500 page: 500 Internal Server Error: 
twice later   200 action 
both          500 page: 500 Internal Server Error: 
wrong         500 page: 500 Internal Server Error: 
exit          500 page: 500 Internal Server Error: 
register      200 action 
registered    200 hooked 1 action 
404 page: 404 Not Found: There is no action for &quot;/none&quot;
int(0)
aha: unhandled error in request GET /say: Aha\ExitException: exit() was called in a task in server.php:29
aha: unhandled error in request GET /say: Aha\StateException: A filter has neither called its continuation nor answered in server.php:29
aha: unhandled error in request GET /say: Aha\StateException: A filter has neither called its continuation nor answered in server.php:29
aha: unhandled error in request GET /say: Aha\StateException: The filter goes on with the dispatcher of another request in server.php:21
aha: unhandled error in request GET /say: Aha\StateException: The filter has gone on already, or its request is over in server.php:18
aha: unhandled error in request GET /say: LogicException: after going on in server.php:20
aha: unhandled error in request GET /say: RuntimeException: later of a hook in server.php:15
aha: unhandled error in request GET /say: RuntimeException: of a hook in server.php:13
dispatched! go
dispatched! register
dispatched! registered
dispatched! twice later
twice! The filter has gone on already, or its request is over
TypeError: Aha\Mvc\Filter::registerPreRouter(): Argument #1 ($hook) must be a valid callback, function "no_such_function" not found or invalid function name
Error: Call to private Aha\Mvc\Continuation::__construct() from global scope
