--TEST--
Logger: __toString(), jsonSerialize() and format() in a record: exceptions, calls of the logger, exit, fatal errors
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/log.inc';

$folder = temporaryFolder();
$classes = 'final class Text { public function __construct(private Closure $do) {} public function __toString(): string { return ($this->do)(); } }
    final class Json implements JsonSerializable { public function __construct(private Closure $do) {} public function jsonSerialize(): mixed { return ($this->do)(); } }
    final class Day extends DateTime { public function format(string $format): string { throw new DomainException("no day"); } }
    $throws = fn () => throw new DomainException("no");';
foreach (['aha', 'line', 'json'] as $format) {
    @unlink("$folder/log");
    script($classes . '$logger = new Logger("$folder/log", ["format" => "' . $format . '"]);
        $logger->info("{a} {b} {c}", ["a" => new Text($throws), "b" => new Json($throws), "c" => new Day(), "d" => [new Json($throws)], "e" => "rest"]);
        $logger->info(new Text($throws));
        $logger->info(["a" => new Json($throws), "b" => new Json(fn () => ["deep" => new Text($throws)])]);
        $logger->pub(["a" => new Text($throws), "b" => new Json($throws)]);
        $logger->info("outer {a}", ["a" => new Text(function () use ($logger) { $logger->info("inner {b}", ["b" => 1]); return "text"; }), "b" => 2]);', $folder);
    echo shownLog("$folder/log");
}
foreach (['exit' => 'exit(4);', 'fatal' => 'eval("function f() {} function f() {}");', 'memory' => 'ini_set("memory_limit", "4M"); return str_repeat("x", 1 << 24);'] as $name => $end) {
    foreach (['Text', 'Json'] as $class) {
        @unlink("$folder/log");
        $script = new Script($classes . '$logger = new Logger("$folder/log", ["format" => "json"]); $logger->info("before");
            $logger->info("never {a}", ["a" => new ' . $class . '(function () { ' . $end . ' }), "b" => new Text(fn () => "not called")]);
            $logger->info("not reached");', $folder);
        $script->output();
        echo "$name in $class: exit code ", $script->exitCode(), "\n", shownLog("$folder/log");
    }
}
--EXPECT--
[INFO]write_time=DATE [Text threw DomainException] "[Json threw DomainException]" [Day threw DomainException] d="[not encoded: DomainException]" e=rest
[INFO]write_time=DATE [Text threw DomainException]
[INFO]write_time=DATE a="[Json threw DomainException]" b={"deep":{}}
app=||a=[Text threw DomainException]||b="[Json threw DomainException]"||write_time=DATE
[INFO]write_time=DATE inner 1
[INFO]write_time=DATE outer text b=2
DATE INFO [Text threw DomainException] "[Json threw DomainException]" [Day threw DomainException] {"d":"[not encoded: DomainException]","e":"rest"}
DATE INFO [Text threw DomainException]
DATE INFO a="[Json threw DomainException]" b={"deep":{}}
app=||a=[Text threw DomainException]||b="[Json threw DomainException]"||write_time=DATE
DATE INFO inner 1
DATE INFO outer text {"b":2}
{"time":"DATE+00:00","level":"info","message":"[Text threw DomainException] \"[Json threw DomainException]\" [Day threw DomainException]","context":{"a":"[Text threw DomainException]","b":"[Json threw DomainException]","c":"[Day threw DomainException]","d":"[not encoded: DomainException]","e":"rest"}}
{"time":"DATE+00:00","level":"info","message":"[Text threw DomainException]"}
{"time":"DATE+00:00","level":"info","context":{"a":"[Json threw DomainException]","b":{"deep":{}}}}
app=||a=[Text threw DomainException]||b="[Json threw DomainException]"||write_time=DATE
{"time":"DATE+00:00","level":"info","message":"inner 1","context":{"b":1}}
{"time":"DATE+00:00","level":"info","message":"inner 1","context":{"b":1}}
{"time":"DATE+00:00","level":"info","message":"outer text","context":{"a":"text","b":2}}
exit in Text: exit code 4
{"time":"DATE+00:00","level":"info","message":"before"}
exit in Json: exit code 4
{"time":"DATE+00:00","level":"info","message":"before"}
fatal in Text: exit code 255
{"time":"DATE+00:00","level":"info","message":"before"}
fatal in Json: exit code 255
{"time":"DATE+00:00","level":"info","message":"before"}
memory in Text: exit code 255
{"time":"DATE+00:00","level":"info","message":"before"}
memory in Json: exit code 255
{"time":"DATE+00:00","level":"info","message":"before"}
