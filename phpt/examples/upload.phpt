--TEST--
examples/05-upload.php: a form with a small and a large file; nothing is left
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/example.inc';

$example = new Example('05-upload.php');
check(str_contains($example->get('/')->body, 'enctype="multipart/form-data"'), 'the form is there');

$large = str_repeat("0123456789abcdef", 20000);
$part = fn (string $head, string $body) => "--b\r\nContent-Disposition: form-data; $head\r\n\r\n$body\r\n";
$form = $part('name="note"', 'hello') . $part('name="files[]"; filename="a.txt"', 'small') .
    $part('name="files[]"; filename="../../b.bin"', $large) . $part('name="files[]"; filename=""', '') . "--b--\r\n";
$answer = $example->send(request('/', ['Content-Type: multipart/form-data; boundary=b'], 'POST', $form));
$got = json_decode($answer->body, true);
echo $got['note'], "\n";
foreach ($got['files'] as $file) {
    echo $file['name'], ' ', $file['size'], ' ', basename(dirname($file['stored'])), "\n";
}
check(file_get_contents($got['files'][1]['stored']) === $large, 'the large file is stored as it was sent');
check(glob("$example->folder/aha-upload-*") === [], 'no temporary file is left');

$tooLarge = "POST / HTTP/1.1\r\nHost: test\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 33554433\r\n\r\n--b";
echo $example->send($tooLarge)->status, "\n";
var_dump($example->stop(), $example->errors());
check(!is_dir("$example->folder/aha-example-upload"), 'the folder is removed at the end');
--EXPECT--
hello
a.txt 5 aha-example-upload
b.bin 320000 aha-example-upload
413
int(0)
string(0) ""
