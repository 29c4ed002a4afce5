--TEST--
Every PHP snippet of the documentation is valid, and answers as the page promises
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/example.inc';

/** "" is anything, "abc…" what begins with abc. */
function matches(string $expected, string $body): bool
{
    return str_ends_with($expected, '…') ? str_starts_with($body, substr($expected, 0, -3)) : in_array($expected, ['', $body], true);
}

// A block may be preceded by lines such as   <!-- try GET /path => 200 body -->   or
// <!-- try POST /path content/type body => 400 -->   : then it is run as a server and asked.
$root = dirname(__DIR__, 2);
$folder = temporaryFolder();
$blocks = $asked = 0;
$said = [];
foreach ([...glob("$root/docs/*.md"), "$root/README.md"] as $file) {
    preg_match_all('/((?:^<!-- try [^\n]* -->\n)*)^```php\n(.*?)^```$/ms', file_get_contents($file), $found, PREG_SET_ORDER | PREG_OFFSET_CAPTURE);
    foreach ($found as [, [$tries], [$code, $offset]]) {
        $blocks++;
        $place = basename($file) . ':' . (substr_count(file_get_contents($file), "\n", 0, $offset) + 1);
        $code = str_starts_with($code, '<?php') ? $code : "<?php\n$code";
        if ($tries === '') {
            $snippet = $folder . '/snippet.php';
            file_put_contents($snippet, $code);
            exec(escapeshellarg(PHP_BINARY) . ' -n -l ' . escapeshellarg($snippet) . ' 2>&1', $said, $status);
            check($status === 0, "$place: compiles: " . implode(' ', $said));
            $said = [];
            continue;
        }
        if (!str_contains($code, '->start();')) {
            $code = str_replace('<?php', '<?php $server = new Aha\Server\Http("127.0.0.1", 9601);', $code) . "\n\$server->start();\n";
        }
        $code = preg_replace('/(["\']127\.0\.0\.1["\']), 9601/', '$1, 0', $code);
        $code = str_replace('$server->start();', '$server->on("start", fn ($server) => print("http://127.0.0.1:{$server->port()}/\n")); $server->start();', $code);
        $example = Example::ofCode($code);
        preg_match_all('/^<!-- try (\w+) (\S+)(?: (\S+\/\S+) (.*?))? => (\d+) ?(.*) -->$/m', $tries, $questions, PREG_SET_ORDER);
        check(count($questions) === substr_count($tries, '<!-- try'), "$place: its questions can be read");
        foreach ($questions as [, $method, $path, $type, $body, $status, $expected]) {
            $answer = $example->isServer() ? $example->send(request($path, $type === '' ? [] : ["Content-Type: $type"], $method, $body)) : null;
            check($answer && $answer->status === (int) $status && matches($expected, $answer->body),
                "$place: $method $path is $status $expected; it is $answer" . ($answer ? '' : $example->errors()));
            $asked++;
        }
        check($example->stop() === 0, "$place: the server stops");
    }
}
echo $blocks > 10 && $asked > 10 ? "done\n" : "only $blocks snippets and $asked questions\n";
--EXPECT--
done
