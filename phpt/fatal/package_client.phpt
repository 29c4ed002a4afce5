--TEST--
TCP and UDP clients, Multi: errors, exit(), fatal errors and too little memory in callbacks, hooks and length functions
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/child.inc';
require dirname(__DIR__) . '/client/peer.inc';
$tcp = new Peer('tcp', "\n");
$udp = new Peer('udp');
$echo = new Peer('tcp', '');
$ends = [
    'throw' => 'throw new DomainException("mine");',
    'exit' => 'exit(5);',
    'undefined' => 'undefined_function();',
    'compile' => 'eval("class X implements NoSuch {}");',
    'user error' => 'trigger_error("fatal", E_USER_ERROR);',
    'memory' => '$x = str_repeat("x", 1 << 30);',
];
$start = [
    'tcp' => '$c = new Aha\Client\Tcp("127.0.0.1", ' . $tcp->port . ', ["package_eof" => "\n", "timeout" => 20.0%s]);',
    'udp' => '$c = new Aha\Client\Udp("127.0.0.1", ' . $udp->port . ', ["timeout" => 20.0%s]);',
];
$places = [];
foreach ($start as $type => $make) {
    $places["$type callback"] = sprintf($make, '') . ' $c->request("echo a", null, function () { %s }); yield Aha\sleep(0.3);';
    $places["$type hook"] = sprintf($make, ', "on_trace" => function () { %s }') . ' yield $c->request("echo a"); yield Aha\sleep(0.05);';
    $places["$type envelope"] = sprintf($make, '') . ' $c->setPackage("echo a")->loop(function () { %s }); yield Aha\sleep(0.3);';
}
$places['tcp receive'] = sprintf($start['tcp'], '') . ' yield $c->connect(); $c->send("echo a\n"); $c->receive(null, function () { %s }); yield Aha\sleep(0.3);';
$length = '$c = new Aha\Client\Tcp("127.0.0.1", ' . $echo->port . ', ["timeout" => 20.0, "package_length_func" => function () { %s }]);';
$places['length function'] = "$length try { yield \$c->request('abc'); } catch (Aha\\Exception \$e) { echo get_class(\$e), \"\\n\"; }";
$places['length function of connect()'] = "$length yield \$c->connect(); \$c->send('abc'); try { yield \$c->receive(); } catch (Aha\\Exception \$e) { echo get_class(\$e), \"\\n\"; }";
$places['multi'] = sprintf($start['udp'], '') . ' (new Aha\Client\Multi())->register($c->setPackage("echo a"))->loop(function () { %s }); yield Aha\sleep(0.3);';
foreach ($places as $place => $code) {
    foreach ($ends as $end => $statement) {
        ob_start();
        child('Aha\run(function () { ' . sprintf($code, $statement) . ' echo "goes on\n"; }); echo "after run\n";',
            'log_errors=1', 'display_errors=0', 'error_log=/dev/stdout', 'memory_limit=32M');
        $text = ob_get_clean();
        preg_match_all('/^(?:goes on|after run|Aha\\\\\w+|status \d+)$|Uncaught \S+: [^\n]{0,30}|Allowed memory size|unhandled error in [^:]*: \S+/m', $text, $match);
        echo "$place, $end: ", implode('; ', array_unique($match[0])), "\n";
    }
}
?>
--EXPECT--
tcp callback, throw: Uncaught DomainException: mine in Command line code:1; status 255
tcp callback, exit: status 5
tcp callback, undefined: Uncaught Error: Call to undefined function und; status 255
tcp callback, compile: Uncaught Error: Interface "NoSuch" not found i; status 255
tcp callback, user error: status 255
tcp callback, memory: Allowed memory size; status 255
tcp hook, throw: unhandled error in the trace hook of a client: DomainException:; goes on; after run; status 0
tcp hook, exit: status 5
tcp hook, undefined: unhandled error in the trace hook of a client: Error:; goes on; after run; status 0
tcp hook, compile: unhandled error in the trace hook of a client: Error:; goes on; after run; status 0
tcp hook, user error: status 255
tcp hook, memory: Allowed memory size; status 255
tcp envelope, throw: Uncaught DomainException: mine in Command line code:1; status 255
tcp envelope, exit: status 5
tcp envelope, undefined: Uncaught Error: Call to undefined function und; status 255
tcp envelope, compile: Uncaught Error: Interface "NoSuch" not found i; status 255
tcp envelope, user error: status 255
tcp envelope, memory: Allowed memory size; status 255
udp callback, throw: Uncaught DomainException: mine in Command line code:1; status 255
udp callback, exit: status 5
udp callback, undefined: Uncaught Error: Call to undefined function und; status 255
udp callback, compile: Uncaught Error: Interface "NoSuch" not found i; status 255
udp callback, user error: status 255
udp callback, memory: Allowed memory size; status 255
udp hook, throw: unhandled error in the trace hook of a client: DomainException:; goes on; after run; status 0
udp hook, exit: status 5
udp hook, undefined: unhandled error in the trace hook of a client: Error:; goes on; after run; status 0
udp hook, compile: unhandled error in the trace hook of a client: Error:; goes on; after run; status 0
udp hook, user error: status 255
udp hook, memory: Allowed memory size; status 255
udp envelope, throw: Uncaught DomainException: mine in Command line code:1; status 255
udp envelope, exit: status 5
udp envelope, undefined: Uncaught Error: Call to undefined function und; status 255
udp envelope, compile: Uncaught Error: Interface "NoSuch" not found i; status 255
udp envelope, user error: status 255
udp envelope, memory: Allowed memory size; status 255
tcp receive, throw: Uncaught DomainException: mine in Command line code:1; status 255
tcp receive, exit: status 5
tcp receive, undefined: Uncaught Error: Call to undefined function und; status 255
tcp receive, compile: Uncaught Error: Interface "NoSuch" not found i; status 255
tcp receive, user error: status 255
tcp receive, memory: Allowed memory size; status 255
length function, throw: unhandled error in package_length_func: DomainException:; Aha\ProtocolException; goes on; after run; status 0
length function, exit: Aha\CancelledException; goes on; status 5
length function, undefined: unhandled error in package_length_func: Error:; Aha\ProtocolException; goes on; after run; status 0
length function, compile: unhandled error in package_length_func: Error:; Aha\ProtocolException; goes on; after run; status 0
length function, user error: status 255
length function, memory: Allowed memory size; status 255
length function of connect(), throw: unhandled error in package_length_func: DomainException:; Aha\ProtocolException; goes on; after run; status 0
length function of connect(), exit: Aha\CancelledException; goes on; status 5
length function of connect(), undefined: unhandled error in package_length_func: Error:; Aha\ProtocolException; goes on; after run; status 0
length function of connect(), compile: unhandled error in package_length_func: Error:; Aha\ProtocolException; goes on; after run; status 0
length function of connect(), user error: status 255
length function of connect(), memory: Allowed memory size; status 255
multi, throw: Uncaught DomainException: mine in Command line code:1; status 255
multi, exit: status 5
multi, undefined: Uncaught Error: Call to undefined function und; status 255
multi, compile: Uncaught Error: Interface "NoSuch" not found i; status 255
multi, user error: status 255
multi, memory: Allowed memory size; status 255
