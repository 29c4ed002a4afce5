--TEST--
HTTP client: errors, exit() and fatal errors in callbacks, hooks and bodies
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/child.inc';
require dirname(__DIR__) . '/client/http.inc';
$server = new Server(MIRROR);
$ends = [
    'throw' => 'throw new DomainException("mine");',
    'exit' => 'exit(5);',
    'undefined' => 'undefined_function();',
    'compile' => 'eval("class X implements NoSuch {");',
    'user error' => 'trigger_error("fatal", E_USER_ERROR);',
];
$places = [
    'callback' => 'Aha\Client\Http::get($url, [], function () { %s }); yield Aha\sleep(5);',
    'hook' => '$c = new Aha\Client\HttpClient(["on_trace" => function () { %s }]); yield $c->get($url); yield Aha\sleep(0.05);',
    'body' => 'yield Aha\Client\Http::put($url, ["body" => (function () { yield "a"; %s })()]);',
    'iterator' => 'yield Aha\Client\Http::put($url, ["body" => new class implements IteratorAggregate { function getIterator(): Iterator { %s } }]);',
    'envelope' => '(new Aha\Client\Http("GET", $url, 20, 20))->setCallback(function () { %s })->loop(); yield Aha\sleep(5);',
];
foreach ($places as $place => $code) {
    foreach ($ends as $end => $statement) {
        echo "-- $place: $end\n";
        ob_start();
        child('Aha\run(function () { $url = "http://127.0.0.1:' . $server->port . '/"; '
            . sprintf($code, $statement) . ' echo "goes on\n"; }); echo "after run\n";', 'log_errors=1', 'display_errors=0', 'error_log=/dev/stdout');
        $text = ob_get_clean();
        preg_match_all('/^(?:goes on|after run|status \d+)$|Uncaught \S+: [^\n]{0,40}|unhandled error in [^:]*: \S+/m', $text, $match);
        echo implode("\n", array_unique($match[0])), "\n";
    }
}
?>
--EXPECT--
-- callback: throw
Uncaught DomainException: mine in Command line code:1
status 255
-- callback: exit
status 5
-- callback: undefined
Uncaught Error: Call to undefined function undefined_fun
status 255
-- callback: compile
status 255
-- callback: user error
status 255
-- hook: throw
unhandled error in the trace hook of a client: DomainException:
goes on
after run
status 0
-- hook: exit
status 5
-- hook: undefined
unhandled error in the trace hook of a client: Error:
goes on
after run
status 0
-- hook: compile
unhandled error in the trace hook of a client: ParseError:
goes on
after run
status 0
-- hook: user error
status 255
-- body: throw
Uncaught DomainException: mine in Command line code:1
status 255
-- body: exit
status 5
-- body: undefined
Uncaught Error: Call to undefined function undefined_fun
status 255
-- body: compile
status 255
-- body: user error
status 255
-- iterator: throw
Uncaught DomainException: mine in Command line code:1
status 255
-- iterator: exit
status 5
-- iterator: undefined
Uncaught Error: Call to undefined function undefined_fun
status 255
-- iterator: compile
status 255
-- iterator: user error
status 255
-- envelope: throw
Uncaught DomainException: mine in Command line code:1
status 255
-- envelope: exit
status 5
-- envelope: undefined
Uncaught Error: Call to undefined function undefined_fun
status 255
-- envelope: compile
status 255
-- envelope: user error
status 255
