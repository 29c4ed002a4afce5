--TEST--
Every snippet of docs/coroutines.md prints what the page says
--EXTENSIONS--
aha
--FILE--
<?php
$extension = getenv('AHA_EXTENSION');
if (!$extension) { // run by hand: the extension that this process has loaded
    preg_match('~ (/\S*/aha\.so)$~m', file_get_contents('/proc/self/maps'), $match);
    $extension = $match[1];
}
$page = file_get_contents(__DIR__ . '/../../docs/coroutines.md');
$count = preg_match_all('~^```php\n(.*?)^```\n```\n(.*?)^```~ms', $page, $matches, PREG_SET_ORDER);
foreach ($matches as [, $code, $expected]) {
    $command = [PHP_BINARY, '-n', '-d', "extension=$extension", '-d', 'display_errors=1', '-d', 'log_errors=0', '-r', $code];
    $process = proc_open($command, [['file', '/dev/null', 'r'], ['pipe', 'w'], ['redirect', 1]], $pipes);
    $output = stream_get_contents($pipes[1]);
    $status = proc_close($process);
    if ($output !== $expected || $status !== 0) {
        echo "status $status of:\n$code\nprinted:\n$output\nexpected:\n$expected\n";
    }
}
echo $count === preg_match_all('~^```php~m', $page) && $count > 8 ? "done\n" : "a snippet has no output: $count\n";
--EXPECT--
done
