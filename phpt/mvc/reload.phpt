--TEST--
Mvc: a reload reads actions anew; run() again in one process: new actions, no filters, requests under way finish
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/app.inc';
require __DIR__ . '/../process/process.inc';
$files = ['Actions/A' => 'return "first";', 'Actions/Slow' => 'yield \Aha\sleep(0.3); return "slow";'];
$folder = application($files);
$p = new Prefork('fn ($req, $res) => Aha\Bootstrap::getInstance()->http($req, $res)', "'worker_num' => 1", <<<PHP
    Aha\\Bootstrap::initLoader()->registerNamespace('App', '$folder');
    \$server->on('workerStart', fn (\$server) => Aha\\Bootstrap::getInstance('App')->setServer(\$server)->run());
    PHP);
echo $p->server->get('/a'), $p->server->get('/b');
writeFile("$folder/App/Actions/A.php", source('Actions/A', 'return "second";'));
writeFile("$folder/App/Actions/B.php", source('Actions/B', 'return "new";'));
$pids = $p->pids();
echo json_encode($p->ask('reload')['ok'] ?? null), "\n";
var_dump(eventually(fn () => count($p->pids()) === 1 && $p->pids() !== $pids));
echo $p->server->get('/a'), $p->server->get('/b');
var_dump($p->stop());

echo "in one process\n";
$folder = application($files);
$server = new Server(<<<PHP
    Aha\\Bootstrap::initLoader()->registerNamespace('App', '$folder');
    \$app = Aha\\Bootstrap::getInstance('App');
    \$hook = fn (\$d, \$data) => (print("hook! {\$d->getRequest()->path}\\n")) && \$data['callback'](\$d, \$data);
    \$app->getFilter()->registerPreRouter(\$hook); // before run(): kept by the first one
    \$server = server(function (\$req, \$res) use (\$app, \$hook) {
        if (\$req->path === '/run') {
            \$app->run();
            return \$app === Aha\\Bootstrap::getInstance('App') ? 'again' : 'another';
        }
        return \$app->http(\$req, \$res);
    });
    \$app->run();
    \$server->start();
    PHP);
$slow = $server->connect();
$slow->send(request('/slow'));
$server->logs('hook! /slow');
echo $server->get('/a'), $server->get('/b');
writeFile("$folder/App/Actions/B.php", source('Actions/B', 'return "new";'));
unlink("$folder/App/Actions/Slow.php");
echo $server->get('/run'), $server->get('/b'), $server->get('/slow'), $slow->answer();
var_dump($server->stop());
echo errors($server);
?>
--EXPECT--
200 first
404 page: 404 Not Found: There is no action for &quot;/b&quot;
true
bool(true)
200 second
200 new
int(0)
in one process
200 first
404 page: 404 Not Found: There is no action for &quot;/b&quot;
200 again
200 new
404 page: 404 Not Found: There is no action for &quot;/slow&quot;
200 slow
int(0)

hook! /slow
hook! /a
hook! /b
