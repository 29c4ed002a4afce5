--TEST--
Every snippet of docs/logging.md prints what the page says
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/log.inc';

function timeless(string $text): string
{
    return preg_replace('/\d{4}-\d\d-\d\d([ T])\d\d:\d\d:\d\d/', 'DATE', preg_replace('/(\d\d:\d\d:\d\d)\.\d{3}/', '$1', $text));
}

$extension = getenv('AHA_EXTENSION') ?: dirname(__DIR__, 2) . '/modules/aha.so';
$page = file_get_contents(__DIR__ . '/../../docs/logging.md');
$count = preg_match_all('~^```php\n((?:(?!```).*\n)+)^```\n```\n((?:(?!```).*\n)+)^```~m', $page, $matches, PREG_SET_ORDER);
foreach ($matches as [, $code, $expected]) {
    $command = [PHP_BINARY, '-n', '-d', "extension=$extension", '-d', 'display_errors=1', '-d', 'log_errors=0', '-d', 'date.timezone=UTC', '-r', $code];
    $process = proc_open($command, [['file', '/dev/null', 'r'], ['pipe', 'w'], ['redirect', 1]], $pipes, temporaryFolder());
    $output = stream_get_contents($pipes[1]);
    $status = proc_close($process);
    if (timeless($output) !== timeless($expected) || $status !== 0) {
        echo "status $status of:\n$code\nprinted:\n$output\nexpected:\n$expected\n";
    }
}
// The one other block is a server, asked by phpt/examples/docs.phpt.
echo $count + 1 === preg_match_all('~^```php~m', $page) && $count > 4 ? "done\n" : "a snippet has no output: $count\n";

preg_match_all('/reader\.\w+\("(\w+)"/', file_get_contents(__DIR__ . '/../../src/php/log/logger_options.cpp'), $known);
$table = strstr(strstr($page, '## Options'), '## What', true);
preg_match_all('/`(\w+)`/', implode("\n", preg_grep('/^\| `/', preg_replace('/^(\| [^|]*\|).*/', '$1', explode("\n", $table)))), $told);
sort($told[1]);
$options = array_diff(array_unique($known[1]), []);
$options[] = 'level';
$options = array_values(array_unique($options));
sort($options);
check($options === $told[1], 'the options of the page are those of the class: ' . implode(' ', $told[1]) . ' / ' . implode(' ', $options));
--EXPECT--
done
