--TEST--
Every numbered example starts, answers or ends, and stops cleanly
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/example.inc';
require __DIR__ . '/../db/built.inc';

$files = array_map('basename', glob(EXAMPLES . '/[0-9][0-9]-*.php'));
$numbers = array_map(fn ($file) => (int) $file, $files);
check($numbers === range(1, count($files)), 'the examples are numbered from 1 without a gap: ' . implode(' ', $files));

foreach ($files as $file) {
    if (str_contains(file_get_contents(EXAMPLES . "/$file"), "'driver' => 'sqlite'") && leftOut('sqlite') !== '') {
        continue;
    }
    $example = new Example($file);
    if ($example->scheme === 'tcp') { // what it answers is looked at in tcp_udp.phpt
        check($example->connect()->send("x\r\n"), "$file takes connections");
        check($example->stop() === 0, "$file ends with exit code 0 after SIGTERM");
    } elseif ($example->isServer()) {
        $answer = $example->get('/');
        check($answer && $answer->status === 200 && $answer->body !== '' && $answer->broken === '', "$file answers GET /: $answer");
        check($example->stop() === 0, "$file ends with exit code 0 after SIGTERM");
    } else {
        check($example->wait() === 0, "$file ends with exit code 0");
        check($example->output() !== '', "$file prints something");
    }
    check($example->errors() === '', "$file logs nothing: {$example->errors()}");
    // The folder of control sockets stays, empty.
    $left = array_diff(glob("$example->folder/{,aha/}{,.}*[!.]", GLOB_BRACE), ["$example->folder/err", "$example->folder/out", "$example->folder/aha"]);
    check($left === [], "$file leaves no files behind: " . implode(' ', $left));
}
echo count($files) > 5 ? "done\n" : "examples are missing\n";
--EXPECT--
done
