--TEST--
Logger: a full disk: records wait, are dropped and counted, and come whole when there is room again
--EXTENSIONS--
aha
--SKIPIF--
<?php
if (trim((string) shell_exec('id -u')) !== '0') die('skip needs root, to mount a small file system');
$folder = sys_get_temp_dir() . '/aha-mount-' . getmypid();
mkdir($folder);
exec("mount -t tmpfs -o size=64k none $folder 2>&1", $said, $status);
if ($status === 0) exec("umount $folder");
rmdir($folder);
if ($status !== 0) die('skip a tmpfs cannot be mounted here');
?>
--FILE--
<?php
require __DIR__ . '/log.inc';

register_shutdown_function(function () use (&$folder) { // before the folder is removed
    exec('umount ' . escapeshellarg("$folder/disk"), $said, $status);
    check($status === 0, 'unmounted');
});
$folder = temporaryFolder();
mkdir("$folder/disk");
exec('mount -t tmpfs -o size=64k none ' . escapeshellarg("$folder/disk"), $said, $status);
check($status === 0, 'mounted');

foreach (['newest', 'oldest'] as $drop) {
    $script = new Script('$logger = new Logger("$folder/disk/log", ["buffer_size" => 8192, "drop" => "' . $drop . '", "format" => "line"]);
    Aha\run(function () use ($logger, $folder) {
        for ($i = 0; $logger->stats()["errors"] === 0; $i++) { // until it is full
            $logger->info("line $i " . str_repeat(".", 90));
            yield Aha\sleep(0.0005);
        }
        $dropsFrom = $i;
        for (; $i < $dropsFrom + 500; $i++) {
            $logger->info("line $i " . str_repeat(".", 90));
        }
        echo $logger->flush() ? "it took them\n" : "full\n";
        $stats = $logger->stats();
        echo $stats["dropped"] > 300 ? "dropped\n" : "not dropped\n", $stats["waiting"] > 6000 && $stats["waiting"] <= 8192 + 4000 ? "bounded\n" : "waiting: $stats[waiting]\n";
        copy("$folder/disk/log", "$folder/first");
        file_put_contents("$folder/disk/log", ""); // room
        for ($try = 0; $try < 2000 && $logger->stats()["waiting"] > 0; $try++) { // by itself
            yield Aha\sleep(0.01);
        }
        $logger->info("after");
        $logger->flush();
        echo json_encode(["last" => $i] + array_diff_key($logger->stats(), ["bytes" => 1, "errors" => 1])), "\n";
    });', $folder, ['display_errors=stderr']);
    $said = $script->output();
    preg_match('/^\{.*\}$/m', $said, $match);
    $end = json_decode($match[0] ?? '[]', true);
    echo preg_replace(['/^\{.*\}\n/m', '/[\d]+ bytes wait, \d+ records/'], ['', 'N bytes wait, N records'], $said);
    $first = file_get_contents("$folder/first");
    check(str_ends_with($first, "\n"), 'the full file ends with a whole line');
    $lines = array_map(fn ($line) => preg_replace('/^\S+ \S+ (INFO|WARNING) /', '', $line), [...file("$folder/first", FILE_IGNORE_NEW_LINES), ...file("$folder/disk/log", FILE_IGNORE_NEW_LINES)]);
    check(array_pop($lines) === 'after', 'it goes on');
    $notes = preg_grep('/^\d+ records were dropped$/', $lines);
    check(count($notes) === 1 && (int) end($notes) === $end['dropped'], "one note tells of $end[dropped] records: " . implode(', ', $notes));
    $lines = array_values(array_diff_key($lines, $notes));
    check(count($lines) + $end['dropped'] === $end['last'], count($lines) . " lines and $end[dropped] dropped of $end[last]");
    check($lines === array_unique($lines), 'none is doubled');
    check(array_filter($lines, fn ($line) => !preg_match('/^line \d+ \.{90}$/', $line)) === [], 'none is torn');
    $numbers = array_map(fn ($line) => (int) explode(' ', $line)[1], $lines);
    $sorted = $numbers;
    sort($sorted);
    check($numbers === $sorted, 'in order');
    check((end($numbers) === $end['last'] - 1) === ($drop === 'oldest'), "the last line is $end[last] - 1 only if the oldest go: " . end($numbers));
    unlink("$folder/disk/log");
}
--EXPECT--
aha: log disk/log: write disk/log: No space left on device; N bytes wait, N records dropped
full
dropped
bounded
aha: log disk/log: write disk/log: No space left on device; N bytes wait, N records dropped
full
dropped
bounded
