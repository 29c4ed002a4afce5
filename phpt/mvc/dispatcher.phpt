--TEST--
Mvc: the dispatcher: getters and setters of each protocol, attributes, states
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/app.inc';
Aha\Bootstrap::initLoader()->registerNamespace('App', application(['Actions/Index/Index/Index' => 'return 1;']));
$app = Aha\Bootstrap::getInstance('App', 'dev');
$d = new Aha\Mvc\Dispatcher('App', 'TCP');
var_dump($d->getProtocal(), $d->getProtocol(), $d->getBootstrap() === $app, $d->getRouter(), $d->getServer(), $d->getTcpClientFd(), $d->getTcpPackage());
var_dump($d->setTcpClientFd(7)->setTcpFromId(2)->setTcpPackage("a\r\n\n b \r\n\r\n") === $d, $d->getTcpClientFd(), $d->getTcpFromId(), $d->getTcpPackage());
$d = new Aha\Mvc\Dispatcher($app, 'udp');
var_dump($d->getUdpClientInfo(), $d->setUdpPackage("x\n \t")->setUdpClientInfo(['address' => '127.0.0.1', 'port' => 9]) === $d, $d->getUdpPackage(), $d->getUdpClientInfo()['port']);
$d = new Aha\Mvc\Dispatcher($app);
var_dump($d->getProtocol(), $d->getRequest(), $d->getResponse(), $d->getParams());
$app->setServer($server = new stdClass());
var_dump($d->getServer() === $server, $app->getServer() === $server, $app->getEnviron(), $app->isDebug(), $app->setDebug(true)->isDebug(), $app->getScheduler());
$d->set('n', 1)->set('o', $d)->set('null', null)->set('5', 'five');
var_dump($d->get('n'), $d->get('n', 2, 'int'), $d->get('n', 2, 'float'), $d->get('o', null, 'Aha\Mvc\Dispatcher') === $d, $d->get('none', 'default', 'int'), $d->has('null'), $d->has('none'), $d->get('null', 1), $d->get('5', null, 'string'));
unset($d, $server);
class Own extends Aha\Mvc\Dispatcher { public function __construct() {} }
foreach ([
    fn () => new Aha\Mvc\Dispatcher($app, 'ftp'),
    fn () => new Aha\Mvc\Dispatcher('Nobody'),
    fn () => new Aha\Mvc\Dispatcher(5),
    fn () => new Aha\Mvc\Dispatcher(new stdClass()),
    fn () => (new Aha\Mvc\Dispatcher($app))->set('s', 'x')->get('s', null, 'int'),
    fn () => (new Aha\Mvc\Dispatcher($app))->set('s', new ArrayObject())->get('s', null, 'Countable2'),
    fn () => (new Own())->getBootstrap(),
    fn () => (new Aha\Mvc\Dispatcher($app))->dispatch(new Aha\Mvc\Router($app, '/')),
    fn () => $app->run() && (new Aha\Mvc\Dispatcher($app))->dispatch(new Aha\Mvc\Router($app, '/')),
    fn () => (new Own())->dispatch(new Aha\Mvc\Router($app, '/')),
    fn () => (new Aha\Mvc\Dispatcher($app, 'tcp'))->setTcpClientFd(1)->dispatch(new Aha\Mvc\Router($app, 'none', '-')),
    fn () => (new Aha\Mvc\Dispatcher($app, 'tcp'))->setTcpClientFd(1)->dispatch(new Aha\Mvc\Router($app, '', '-')),
    fn () => clone new Aha\Mvc\Dispatcher($app),
    fn () => serialize(new Aha\Mvc\Dispatcher($app)),
] as $call) {
    try {
        var_dump($call());
    } catch (Throwable $e) {
        echo get_class($e), ': ', $e->getMessage(), "\n";
    }
}
?>
--EXPECT--
string(3) "tcp"
string(3) "tcp"
bool(true)
NULL
NULL
NULL
string(0) ""
bool(true)
int(7)
int(2)
string(7) "a

 b "
array(0) {
}
bool(true)
string(4) "x
 	"
int(9)
string(4) "http"
NULL
NULL
array(0) {
}
bool(true)
bool(true)
string(3) "dev"
bool(false)
bool(true)
NULL
int(1)
int(1)
int(1)
bool(true)
string(7) "default"
bool(true)
bool(false)
NULL
string(4) "five"
ValueError: Aha\Mvc\Dispatcher::__construct(): Argument #2 ($protocol) must be "http", "tcp" or "udp"
Aha\StateException: There is no application "Nobody": Aha\Bootstrap::getInstance() makes it
TypeError: Aha\Mvc\Dispatcher::__construct(): Argument #1 ($app) must be of type Aha\Bootstrap|string, int given
TypeError: Aha\Mvc\Dispatcher::__construct(): Argument #1 ($app) must be of type Aha\Bootstrap|string, stdClass given
TypeError: "s" of the request is of type string, not int
TypeError: "s" of the request is of type ArrayObject, not Countable2
Aha\StateException: The constructor of Aha\Mvc\Dispatcher was not called
Aha\StateException: Aha\Bootstrap::run() was not called for the application "App"
Aha\StateException: An HTTP request is dispatched after setRequest() and setResponse()
Aha\StateException: The constructor of Aha\Mvc\Dispatcher was not called
Aha\Mvc\RouterException: There is no action for "none"
Aha\StateException: The server of class stdClass has no method send()
Error: Trying to clone an uncloneable object of class Aha\Mvc\Dispatcher
Exception: Serialization of 'Aha\Mvc\Dispatcher' is not allowed
