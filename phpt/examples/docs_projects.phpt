--TEST--
Every application that a page of the documentation builds file by file answers, step by step, as the page promises
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/example.inc';

// A block behind a line   <!-- file App/Actions/Hello.php -->   is a file of the page's application, which has a server.php. Lines such as
// <!-- try GET /path => 200 body --> before that: the application as it is then is started and asked. The method TCP sends a command.
$root = dirname(__DIR__, 2);
$files = $asked = 0;
foreach (glob("$root/docs/*.md") as $page) {
    $text = file_get_contents($page);
    preg_match_all('/((?:^<!-- try [^\n]* -->\n)*)^<!-- file (\S+) -->\n```\w+\n(.*?)^```$/ms', $text, $found, PREG_SET_ORDER | PREG_OFFSET_CAPTURE);
    check(count($found) === substr_count($text, '<!-- file '), basename($page) . ': its files can be read');
    $folder = $found === [] ? null : temporaryFolder();
    foreach ($found as [, [$tries], [$name], [$code, $offset]]) {
        $files++;
        $place = basename($page) . ':' . (substr_count($text, "\n", 0, $offset) + 1);
        is_dir(dirname("$folder/$name")) || mkdir(dirname("$folder/$name"), 0700, true);
        file_put_contents("$folder/$name", preg_replace('/(["\']127\.0\.0\.1["\']), 960\d/', '$1, 0', $code));
        if ($tries === '') {
            continue;
        }
        $example = new Example('server.php', $folder, announces: false);
        preg_match_all('/^<!-- try (\w+) (\S+)(?: (\S+\/\S+) (.*?))? => (\d+) ?(.*) -->$/m', $tries, $questions, PREG_SET_ORDER);
        check(count($questions) === substr_count($tries, '<!-- try'), "$place: its questions can be read");
        foreach ($questions as [, $method, $path, $type, $body, $status, $expected]) {
            $asked++;
            if (!$example->isServer()) {
                check(false, "$place: the server starts: " . $example->errors());
                break;
            }
            if ($method === 'TCP') {
                $client = new Client('tcp://127.0.0.1:' . $example->secondPort());
                $client->send("$path\r\n");
                $answer = readUntil($client, "\r\n");
                check(promised($expected, rtrim($answer)), "$place: $path is $expected; it is $answer");
                $client->close();
                continue;
            }
            $answer = $example->send(request($path, $type === '' ? [] : preg_split('/;;/', "Content-Type: $type"), $method, $body));
            check($answer && $answer->status === (int) $status && promised($expected, $answer->body),
                "$place: $method $path is $status $expected; it is $answer" . ($answer?->status === 500 ? $example->errors() : ''));
        }
        check($example->stop() === 0, "$place: the server stops");
    }
}

/** "" is anything, "abc…" what begins with abc, "…abc…" what contains it. */
function promised(string $expected, string $body): bool
{
    if (str_starts_with($expected, '…') && str_ends_with($expected, '…')) {
        return str_contains($body, substr($expected, 3, -3));
    }
    return str_ends_with($expected, '…') ? str_starts_with($body, substr($expected, 0, -3)) : in_array($expected, ['', rtrim($body)], true);
}

echo $files > 10 && $asked > 10 ? "done\n" : "only $files files and $asked questions\n";
--EXPECT--
done
