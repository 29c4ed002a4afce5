--TEST--
HTTP: a subclass with methods onStart, onWorkerStart, onRequest …; on() wins over a method
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/server.inc';
$server = new Server(<<<'PHP'
    class App extends Aha\Server\Http
    {
        private string $greeting = 'none';

        public function __construct(string $host, int $port, array $options = [])
        {
            parent::__construct($host, $port, $options);
        }

        protected function onStart($server): void
        {
            echo 'onStart ', json_encode($server === $this), ' ', json_encode($server->port() > 0), "\n";
        }

        public function onWorkerStart(Aha\Server\Http $server, int $id)
        {
            yield Aha\sleep(0.001);
            $this->greeting = "hello from worker $id";
            announce($this);
        }

        public function onRequest(Aha\Server\Request $req, Aha\Server\Response $res)
        {
            if ($req->path === '/error') {
                throw new LogicException('failed');
            }
            yield Aha\sleep(0.001);
            return $this->greeting;
        }

        public function onError(Throwable $e): void
        {
            echo 'onError ', $e->getMessage(), "\n";
        }

        public function onWorkerStop($server, $id)
        {
            yield Aha\sleep(0.001);
            echo "onWorkerStop $id\n";
        }

        private function onShutdown($server): void
        {
            echo "onShutdown\n";
        }
    }
    (new App('127.0.0.1', 0, ['process' => 'single']))->start();
    echo "returned\n";
    PHP);
echo $server->get('/'), $server->get('/error');
var_dump($server->stop());
echo preg_replace('/\n(?!aha:|PHP|on|returned)[^\n]*/', '', $server->log());
$server = new Server(<<<'PHP'
    class App extends Aha\Server\Http
    {
        public function onRequest() { return 'method'; }
    }
    (new App('127.0.0.1', 0, ['process' => 'single']))->on('Request', fn () => 'from on()')->on('start', 'announce')->on('start', 'announce')->start();
    PHP);
echo $server->get('/');
$server->stop();
?>
--EXPECT--
200 hello from worker 0
500 page: 500 Internal Server Error: 
int(0)
onStart true true
aha: unhandled error in request GET /error: LogicException: failed in server.php:26
onError failed
onWorkerStop 0
onShutdown
returned200 from on()
