--TEST--
Mvc: fatal errors and exit() in commands by TCP and UDP: one answer or a closed connection for that client, the others are served on
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/../mvc/app.inc';
require __DIR__ . '/../tcp/tcp.inc';
require __DIR__ . '/../udp/udp.inc';
const ENDS = [
    'memory' => '$all = []; while (true) { $all[] = str_repeat("x", 1 << 20); }',
    'compile' => 'eval("class Broken { const A = nosuch(); }");',
    'user error' => 'trigger_error("fatal", E_USER_ERROR);',
    'exit' => 'exit(7);',
];
const PLACES = ['action', 'later', 'filter', 'terminator', 'controller', 'template'];
function files(string $end): array
{
    return [
        'Actions/Ok' => 'return "ok";', 'Actions/Now' => $end, 'Actions/Later' => "yield \\Aha\\sleep(0.001); $end", 'Actions/Filtered' => 'return "never";', 'Actions/Ended' => 'return "ended";',
        'Controller/NowController' => "<?php namespace App\\Controller; class NowController extends \\Aha\\Mvc\\Controller { public function run() { $end } }",
        'Controller/ViewController' => '<?php namespace App\Controller; class ViewController extends \Aha\Mvc\Controller { public function run() { return $this->render("bad"); } }',
        'View/bad' => "<?php ?>half a page<?php $end",
        'T' => "<?php namespace App; class F implements \\Aha\\Mvc\\RequestFilter { public function doFilter(\$request, \$context) { $end } } class T implements \\Aha\\Mvc\\RequestTerminator { public function terminate(\$request, \$response, \$context) { $end } }",
        'Config/Middleware' => '<?php require_once __DIR__ . "/../T.php"; return ["group" => ["f" => [App\F::class], "t" => [App\T::class]], "match" => ["/filtered" => "f", "/ended" => "t"]];',
    ];
}
const COMMAND = ['action' => 'now', 'later' => 'later', 'filter' => 'filtered', 'terminator' => 'ended', 'controller' => 'now-run', 'template' => 'view-run'];
const BOOT = 'ini_set("memory_limit", "64M"); Aha\Bootstrap::initLoader()->registerNamespace("App", %s); $server->on("workerStart", function ($server) { Aha\Bootstrap::getInstance("App")->setServer($server)->run(); });';
const TCP = '$server->on("receive", fn ($server, $fd, $from, $data) => Aha\Bootstrap::getInstance()->tcp($server, $fd, $from, $data));';
const UDP = '$server->on("packet", fn ($server, $data, $info) => Aha\Bootstrap::getInstance()->udp($server, $data, $info));';
const MASTER = '$server = new Aha\\Server\\Tcp("127.0.0.1", 0, ["worker_num" => 1, "process" => "prefork", "stall_limit" => 0.0, "control_socket" => __DIR__ . "/control", "pid_file" => __DIR__ . "/pid",
    "open_eof_check" => true, "package_eof" => "\r\n"]); $server->on("start", "announce");';
/** One line, or what came before the end of the connection. */
function answerOf(Client $client): string
{
    for ($line = ''; !str_ends_with($line, "\r\n"); $line .= $byte) {
        if (($byte = $client->read(1)) === '') {
            return $line . '[closed]';
        }
    }
    return rtrim($line);
}
foreach (ENDS as $end => $code) {
    $boot = sprintf(BOOT, var_export(application(files($code)), true));
    foreach (in_array($end, ['compile', 'exit'], true) ? PLACES : ['action', 'template'] as $place) {
        $p = new Prefork('fn () => 0', "'worker_num' => 1", MASTER . $boot . TCP);
        $pids = $p->pids();
        $client = $p->server->connect();
        $client->send('{"cmd":"' . COMMAND[$place] . "\"}\r\n");
        echo str_pad("$end, $place", 24), 'tcp ', answerOf($client);
        $stays = $end === 'exit';
        echo $stays || eventually(fn () => count($p->pids()) === 1 && $p->pids() !== $pids && !isAlive($pids[0])) ? '' : ' NOT REPLACED';
        echo $stays && $p->pids() !== $pids ? ' REPLACED' : '';
        $other = $p->server->connect();
        $other->send("{\"cmd\":\"ok\"}\r\n");
        echo ' then ', answerOf($other), ' exit code ', $p->stop();

        $p = udpPrefork($boot . UDP, "'worker_num' => 1");
        $pids = $p->pids();
        $client = new Datagrams($p->server);
        $client->send('{"cmd":"' . COMMAND[$place] . '"}');
        echo $stays || eventually(fn () => count($p->pids()) === 1 && $p->pids() !== $pids && !isAlive($pids[0])) ? ' | udp ' : ' | udp NOT REPLACED ';
        $other = new Datagrams($p->server);
        echo json_encode($client->receive($stays || $place === 'terminator' ? PATIENCE : 0.01)), ' then ', $other->ask('{"cmd":"ok"}'), ' exit code ', $p->stop(), "\n";
    }
}
?>
--EXPECT--
memory, action          tcp [closed] then ok exit code 0 | udp null then ok exit code 0
memory, template        tcp [closed] then ok exit code 0 | udp null then ok exit code 0
compile, action         tcp [closed] then ok exit code 0 | udp null then ok exit code 0
compile, later          tcp [closed] then ok exit code 0 | udp null then ok exit code 0
compile, filter         tcp [closed] then ok exit code 0 | udp null then ok exit code 0
compile, terminator     tcp ended then ok exit code 0 | udp "ended" then ok exit code 0
compile, controller     tcp [closed] then ok exit code 0 | udp null then ok exit code 0
compile, template       tcp [closed] then ok exit code 0 | udp null then ok exit code 0
user error, action      tcp [closed] then ok exit code 0 | udp null then ok exit code 0
user error, template    tcp [closed] then ok exit code 0 | udp null then ok exit code 0
exit, action            tcp [status] 500 Internal Server Error then ok exit code 0 | udp "[status] 500 Internal Server Error" then ok exit code 0
exit, later             tcp [status] 500 Internal Server Error then ok exit code 0 | udp "[status] 500 Internal Server Error" then ok exit code 0
exit, filter            tcp [status] 500 Internal Server Error then ok exit code 0 | udp "[status] 500 Internal Server Error" then ok exit code 0
exit, terminator        tcp ended then ok exit code 0 | udp "ended" then ok exit code 0
exit, controller        tcp [status] 500 Internal Server Error then ok exit code 0 | udp "[status] 500 Internal Server Error" then ok exit code 0
exit, template          tcp [status] 500 Internal Server Error then ok exit code 0 | udp "[status] 500 Internal Server Error" then ok exit code 0
