--TEST--
Every link of the documentation leads somewhere, and every file it names exists
--FILE--
<?php
$root = dirname(__DIR__, 2);
$links = $names = 0;
foreach (["$root/README.md", "$root/src/README.md", ...glob("$root/docs/*.md")] as $file) {
    $text = preg_replace('/^```.*?^```$/ms', '', file_get_contents($file));
    preg_match_all('/\]\((?!https?:)([^)#]*)(#[^)]*)?\)/', $text, $found, PREG_SET_ORDER);
    foreach ($found as $link) {
        $links++;
        $target = $link[1] === '' ? $file : dirname($file) . "/$link[1]";
        if (!file_exists($target)) {
            echo basename($file), ": $link[1] does not exist\n";
        } elseif (isset($link[2])) {
            preg_match_all('/^#+ (.*)$/m', file_get_contents($target), $heads);
            $anchors = array_map(fn ($head) => '#' . preg_replace(['/[^\w -]/u', '/ /'], ['', '-'], strtolower($head)), $heads[1]);
            if (!in_array($link[2], $anchors, true)) {
                echo basename($file), ": there is no $link[2] in $link[1]\n";
            }
        }
    }
    // `phpt/http`, `tests/net/loop_test.cpp`; the next names of a list may leave out the folder.
    preg_match_all('~`((?:(?:phpt|tests|src|examples|bench|php_stubs|build)/?)[\w./*-]*)`((?:, `[\w*.]+\.(?:phpt|cpp)`)*)~', $text, $found, PREG_SET_ORDER);
    foreach ($found as [, $name, $more]) {
        $list = [$name];
        preg_match_all('~`([^`]+)`~', $more, $others);
        foreach ($others[1] as $other) {
            $list[] = dirname($name) . "/$other";
        }
        foreach ($list as $path) {
            $names++;
            if (!str_starts_with($path, 'build') && glob("$root/$path") === []) {
                echo basename($file), ": $path does not exist\n";
            }
        }
    }
}
echo $links > 10 && $names > 50 ? "done\n" : "only $links links and $names names\n";
--EXPECT--
done
