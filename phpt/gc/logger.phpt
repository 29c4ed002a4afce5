--TEST--
Logger: it keeps nothing of a record; one in a cycle is collected, and what waits in it is written; memory stays flat
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/../log/log.inc';

script(<<<'PHP'
    final class Witness implements JsonSerializable
    {
        public array $more = [];
        public function __construct(private string $name) {}
        public function __toString(): string { return $this->name; }
        public function jsonSerialize(): mixed { return [$this->name]; }
        public function __destruct() { echo "$this->name destructed\n"; }
    }
    Aha\run(function () use ($folder) {
        foreach (['aha', 'line', 'json'] as $format) {
            $logger = new Logger("$folder/$format", ['format' => $format, 'back_trace' => true]);
            $logger->info('{a}', ['a' => new Witness("$format: placeholder"), 'b' => [new Witness("$format: context")]]);
            $logger->info(new Witness("$format: message"));
            $logger->pub(['a' => new Witness("$format: pub")]);
            $witness = new Witness("$format: exception");
            $logger->error('it failed', ['exception' => (fn ($w) => new LogicException('x'))($witness)]);
            unset($witness);
        }
        // It waits in the buffer when the last reference goes.
        $witness = new Witness('cycle');
        $witness->more = [$witness, $logger = new Logger("$folder/cycle", ['flush_interval' => 3600.0])];
        $logger->info('waits');
        unset($witness, $logger);
        var_dump(gc_collect_cycles() > 0);
        clearstatcache();
        yield Aha\sleep(0);
        $round = function () use ($folder) {
            for ($i = 0; $i < 500; $i++) {
                $logger = new Logger("$folder/many", ['format' => 'json', 'back_trace' => true]);
                $loop = (object) ['logger' => $logger];
                $loop->loop = $loop;
                $logger->warning('{a}', ['a' => $i, 'loop' => $loop, 'exception' => new LogicException("$i", 0, new DomainException('cause'))]);
                Logger::named("$folder/named")->info(['i' => $i]);
            }
            unset($loop, $logger);
            gc_collect_cycles();
            return [memory_get_usage(), count(scandir('/proc/self/fd'))];
        };
        $round();
        $first = $round();
        $last = $round();
        echo $last[0] - $first[0] < 4096 ? 'flat' : 'grown by ' . ($last[0] - $first[0]), ', descriptors ', $last[1] - $first[1], "\n";
    });
    echo 'written: ', preg_match('/ waits$/m', file_get_contents("$folder/cycle")), "\n";
    echo count(file("$folder/many")), ' ', count(file("$folder/named")), "\n";
    PHP);
?>
--EXPECT--
aha: placeholder destructed
aha: context destructed
aha: message destructed
aha: pub destructed
aha: exception destructed
line: placeholder destructed
line: context destructed
line: message destructed
line: pub destructed
line: exception destructed
json: placeholder destructed
json: context destructed
json: message destructed
json: pub destructed
json: exception destructed
cycle destructed
bool(true)
flat, descriptors 0
written: 1
1500 1500
