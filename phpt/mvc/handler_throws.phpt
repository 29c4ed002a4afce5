--TEST--
Exception handlers that throw: that is what happened from then on, and the log has it once, with what was before
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/app.inc';
$server = mvcServer([
    'Actions/Fails' => 'throw new \LogicException("first");',
    'Config/ExceptionHandler' => 'return ["type" => ["LogicException" => [
        fn ($e, $request) => match ($request->get["how"] ?? "") {
            "again" => throw $e,
            "other" => throw new \DomainException("another"),
            "wrapped" => throw new \DomainException("around", 0, $e),
            "http" => throw new \Aha\HttpException(410, "translated"),
            "redirect" => throw new \Aha\Mvc\RedirectException("/login"),
            "business" => throw new \Aha\Mvc\BusinessException("sold out", 10017),
            "mine" => throw new \UnderflowException("mine"),
            "exit" => exit(3),
            "later" => (function () { yield \Aha\sleep(0.001); throw new \Aha\HttpException(410, "translated later"); })(),
            "cancelled" => (function () use ($request) { $request->setTimeout(0.1); yield \Aha\sleep(60); })(),
            default => null,
        },
        fn ($e, $request) => $request->get["how"] === "next" ? "the next one, for " . $e->getMessage() : null,
    ], "UnderflowException" => fn ($e) => "asked about " . get_class($e) . " after " . get_class($e->getPrevious())]];',
]);
foreach (['again', 'other', 'wrapped', 'http', 'redirect', 'business', 'mine', 'exit', 'later', 'cancelled', 'next', 'none'] as $how) {
    $answer = $server->get("/fails?how=$how", ['Accept: application/json']);
    echo "$how: ", rtrim((string) $answer), $answer->header('location') === '-' ? '' : " -> {$answer->header('location')}", "\n";
    preg_match_all('/^(?:aha: |caused by).*?(?= in \S+:\d+$|$)/m', $server->log(), $lines);
    foreach ($lines[0] as $line) {
        echo "    $line\n";
    }
}
var_dump($server->stop());
?>
--EXPECT--
again: 500 {"error":{"status":500,"message":"Internal Server Error"}}
    aha: unhandled error in request GET /fails: LogicException: first
other: 500 {"error":{"status":500,"message":"Internal Server Error"}}
    aha: unhandled error in request GET /fails: DomainException: another
    caused by LogicException: first
wrapped: 500 {"error":{"status":500,"message":"Internal Server Error"}}
    aha: unhandled error in request GET /fails: DomainException: around
    caused by LogicException: first
http: 410 {"error":{"status":410,"message":"translated"}}
redirect: 302 -> /login
business: 400 {"code":10017,"msg":"sold out","data":null}
mine: 500 asked about UnderflowException after LogicException
    aha: unhandled error in request GET /fails: UnderflowException: mine
    caused by LogicException: first
exit: 500 {"error":{"status":500,"message":"Internal Server Error"}}
    aha: unhandled error in request GET /fails: Aha\ExitException: exit() was called in a request handler
later: 410 {"error":{"status":410,"message":"translated later"}}
cancelled: 500 {"error":{"status":500,"message":"Internal Server Error"}}
    aha: unhandled error in request GET /fails: LogicException: first
next: 500 the next one, for first
    aha: unhandled error in request GET /fails: LogicException: first
none: 500 {"error":{"status":500,"message":"Internal Server Error"}}
    aha: unhandled error in request GET /fails: LogicException: first
int(0)
