--TEST--
Logger: four processes rotate one file by size under load, and somebody renames another one: no line lost, torn or doubled
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/log.inc';

const PROCESSES = 4;
const LINES = 4000;
$folder = temporaryFolder();
$code = '[$id, $lines, $options, $file] = ' . "json_decode(fgets(STDIN), true);\n" . '
$logger = new Logger("$folder/$file", $options + ["format" => "line", "flush_interval" => 0.001, "flush_size" => 500]);
Aha\run(function () use ($logger, $id, $lines) {
    for ($i = 0; $i < $lines; $i++) {
        $logger->info("process $id line $i " . str_repeat(".", $i % 60) . "!");
        if ($i % 20 === 0) {
            yield;
        }
    }
});
$logger->flush();
echo json_encode(array_diff_key($logger->stats(), ["bytes" => 1])), "\n";';

function start(string $folder, string $file, array $options, int $lines): array
{
    global $code;
    $scripts = [];
    for ($id = 0; $id < PROCESSES; $id++) {
        $script = new Script($code, $folder);
        $script->write(json_encode([$id, $lines, $options, $file]) . "\n");
        $scripts[] = $script;
    }
    return $scripts;
}

function finish(array $scripts, string $pattern, int $lines): void
{
    foreach ($scripts as $script) {
        echo $script->output();
    }
    $expected = [];
    for ($id = 0; $id < PROCESSES; $id++) {
        for ($i = 0; $i < $lines; $i++) {
            $expected[] = "process $id line $i " . str_repeat('.', $i % 60) . '!';
        }
    }
    checkLines(array_map(fn ($line) => preg_replace('/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} INFO /', '', $line), linesOf($pattern)), $expected);
}

$scripts = start($folder, 'size.log', ['max_size' => 4000], LINES);
finish($scripts, "$folder/size.log*", LINES);
$sizes = array_map('filesize', glob("$folder/size.log*"));
check(count($sizes) > 100 && max($sizes) <= 4000, count($sizes) . ' files of at most ' . max($sizes) . ' bytes');

$scripts = start($folder, 'kept.log', ['max_size' => 4000, 'max_files' => 3], 500);
foreach ($scripts as $script) {
    $script->output();
}
check(count(glob("$folder/kept.log*")) === 4, 'three old files stay: ' . implode(' ', glob("$folder/kept.log*")));
linesOf("$folder/kept.log*");

$scripts = start($folder, 'moved.log', [], LINES);
$moves = 0;
do { // logrotate
    $moves += (int) @rename("$folder/moved.log", "$folder/moved.log.$moves");
    usleep(1000);
} while (array_filter($scripts, fn ($script) => $script->isRunning()) && $moves < 10000);
finish($scripts, "$folder/moved.log*", LINES);
check($moves > 3, "it was renamed $moves times");
--EXPECT--
{"written":4000,"dropped":0,"errors":0,"waiting":0}
{"written":4000,"dropped":0,"errors":0,"waiting":0}
{"written":4000,"dropped":0,"errors":0,"waiting":0}
{"written":4000,"dropped":0,"errors":0,"waiting":0}
16000 lines, each once
{"written":4000,"dropped":0,"errors":0,"waiting":0}
{"written":4000,"dropped":0,"errors":0,"waiting":0}
{"written":4000,"dropped":0,"errors":0,"waiting":0}
{"written":4000,"dropped":0,"errors":0,"waiting":0}
16000 lines, each once
