<?php
// Checks every #include under src/ against the layer table of the architecture. Usage: layers.php [ROOT]
declare(strict_types=1);

// layer => layers of src/core it may include besides itself
const LAYERS = [
    'base' => [],
    'proto' => ['base'],
    'pool' => ['base'],
    'mvc' => ['base'],
    'net' => ['base'],
    'log' => ['base', 'net'],
    'client' => ['base', 'proto', 'pool', 'net', 'log'],
    'server' => ['base', 'proto', 'net', 'log'],
    'process' => ['base', 'proto', 'net', 'log'],
];

// third-party header => folders of src/core whose sources may include it
const THIRD_PARTY = [
    '~^llhttp\.h$~' => ['proto/http'],
    '~^hiredis/~' => ['proto/resp'],
    '~^zlib\.h$~' => ['proto'],
    '~^brotli/~' => ['proto/http'],
    '~^uv\.h$~' => ['net'],
    '~^openssl/~' => ['net'],
    '~^(mysql|mariadb)/|^mysql\.h$~' => ['client/mysql'],
    '~^sqlite3\.h$~' => ['client/sqlite'],
];

const ZEND = '~^(Zend|main|TSRM|ext|sapi)/|^(php|zend|TSRM|SAPI|php_\w+|zend_\w+)\.h$~';
// Layers without input and output of their own: C++'s own headers only.
const PURE = ['base', 'proto', 'pool', 'mvc'];
const C_HEADERS = '~^(assert|ctype|errno|float|inttypes|limits|math|stdarg|stdbool|stddef|stdint|stdio|stdlib|string|emmintrin|immintrin|arm_neon)\.h$~';

/** @return list<string> what is wrong in one file */
function checkFile(string $path, string $text): array
{
    $problems = [];
    if (!preg_match_all('~^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]~m', $text, $found, PREG_SET_ORDER)) {
        return [];
    }
    foreach ($found as [, $quote, $name]) {
        if (str_starts_with($path, 'src/unity/')) {
            continue; // generated: they include sources
        }
        $problem = str_starts_with($path, 'src/core/')
            ? checkCore(substr($path, 9), $quote === '"', $name)
            : checkBinding(substr($path, 4), $quote === '"', $name);
        if ($problem !== null) {
            $problems[] = "$path: includes $name: $problem";
        }
    }
    return $problems;
}

function checkCore(string $path, bool $quoted, string $name): ?string
{
    $layer = strstr($path, '/', true);
    if (!isset(LAYERS[$layer])) {
        return "'$layer' is not a layer of the core";
    }
    if (preg_match(ZEND, $name) || str_starts_with($name, 'php/') || str_ends_with($name, '_arginfo.h')) {
        return 'the core knows neither Zend nor the binding';
    }
    if (preg_match('~^core/([^/]+)/~', $name, $match)) {
        return $match[1] === $layer || in_array($match[1], LAYERS[$layer], true)
            ? null
            : "layer $layer may not include layer $match[1]";
    }
    foreach (THIRD_PARTY as $pattern => $folders) {
        if (preg_match($pattern, $name)) {
            foreach ($folders as $folder) {
                if (str_starts_with($path, "$folder/")) {
                    return str_ends_with($path, '.h') ? 'third-party headers stay out of our headers' : null;
                }
            }
            return 'allowed in core/' . implode(', core/', $folders) . ' only';
        }
    }
    if ($quoted) {
        return 'our own includes are relative to src/';
    }
    $standard = !str_contains($name, '.') || preg_match(C_HEADERS, $name);
    return $standard || !in_array($layer, PURE, true) ? null : "layer $layer may include the standard library only";
}

function checkBinding(string $path, bool $quoted, string $name): ?string
{
    if (preg_match(ZEND, $name)) {
        return $path === 'php/zend.h' ? null : 'Zend comes through php/zend.h only';
    }
    foreach (array_keys(THIRD_PARTY) as $pattern) {
        if (preg_match($pattern, $name)) {
            return 'the binding uses libraries through the core only';
        }
    }
    if ($quoted && !preg_match('~^(core|php|php_stubs)/|^config\.h$~', $name)) {
        return 'our own includes are relative to src/';
    }
    return null;
}

/** Each generated header is full of statics: one source may include it. @return list<string> */
function checkArginfo(array $texts): array
{
    $users = [];
    foreach ($texts as $path => $text) {
        preg_match_all('~^[ \t]*#[ \t]*include[ \t]*"([^"]+_arginfo\.h)"~m', $text, $found);
        foreach ($found[1] as $name) {
            $users[$name][] = $path;
        }
    }
    $problems = [];
    foreach ($users as $name => $paths) {
        if (count($paths) > 1) {
            $problems[] = "$name: included by several files: " . implode(', ', $paths);
        }
        if (!str_ends_with($paths[0], '.cpp')) {
            $problems[] = "$name: included by a header: $paths[0]";
        }
    }
    return $problems;
}

/** @return list<string> */
function checkTree(string $root): array
{
    $texts = [];
    $files = new RecursiveIteratorIterator(new RecursiveDirectoryIterator("$root/src", FilesystemIterator::SKIP_DOTS));
    foreach ($files as $file) {
        if (preg_match('~\.(h|cpp)$~', $file->getPathname())) {
            $texts[substr($file->getPathname(), strlen($root) + 1)] = file_get_contents($file->getPathname());
        }
    }
    ksort($texts);
    $problems = checkArginfo($texts);
    foreach ($texts as $path => $text) {
        array_push($problems, ...checkFile($path, $text));
    }
    return $problems;
}

if (realpath($_SERVER['SCRIPT_FILENAME']) === __FILE__) {
    $problems = checkTree(rtrim($argv[1] ?? '.', '/'));
    foreach ($problems as $problem) {
        fwrite(STDERR, "$problem\n");
    }
    exit($problems === [] ? 0 : 1);
}
