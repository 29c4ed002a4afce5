<?php
// The layer check must report each of these samples, and none of the allowed ones.
declare(strict_types=1);
require __DIR__ . '/layers.php';

const FORBIDDEN = [
    ['src/core/base/a.cpp', '#include "core/net/loop.h"', 'layer base may not include layer net'],
    ['src/core/proto/http/a.cpp', '#include "core/net/loop.h"', 'layer proto may not include layer net'],
    ['src/core/net/a.cpp', '#include "core/proto/http/request_head.h"', 'layer net may not include layer proto'],
    ['src/core/pool/a.cpp', '#include "core/net/loop.h"', 'layer pool may not include layer net'],
    ['src/core/server/a.cpp', '#include "core/client/http.h"', 'layer server may not include layer client'],
    ['src/core/net/a.cpp', '#include <llhttp.h>', 'allowed in core/proto/http only'],
    ['src/core/proto/resp/a.cpp', '#include <llhttp.h>', 'allowed in core/proto/http only'],
    ['src/core/server/a.cpp', '#include <uv.h>', 'allowed in core/net only'],
    ['src/core/client/http.cpp', '#include <openssl/ssl.h>', 'allowed in core/net only'],
    ['src/core/net/a.cpp', '#include <zlib.h>', 'allowed in core/proto only'],
    ['src/core/client/redis.cpp', '#include <sqlite3.h>', 'allowed in core/client/sqlite only'],
    ['src/core/net/a.h', '#include <uv.h>', 'third-party headers stay out of our headers'],
    ['src/core/net/a.cpp', '#include <php.h>', 'knows neither Zend'],
    ['src/core/net/a.cpp', '  #  include "Zend/zend_API.h"', 'knows neither Zend'],
    ['src/core/net/a.cpp', '#include "php/zend.h"', 'knows neither Zend'],
    ['src/core/net/a.cpp', '#include "php_stubs/Server/Http_arginfo.h"', 'knows neither Zend'],
    ['src/core/net/a.cpp', '#include "loop.h"', 'relative to src/'],
    ['src/core/proto/a.cpp', '#include <unistd.h>', 'standard library only'],
    ['src/core/mvc/a.cpp', '#include <sys/socket.h>', 'standard library only'],
    ['src/core/extra/a.cpp', '#include <vector>', 'is not a layer'],
    ['src/php/server/http.cpp', '#include "zend_API.h"', 'through php/zend.h only'],
    ['src/php/server/http.cpp', '#include <uv.h>', 'through the core only'],
    ['src/php/server/http.cpp', '#include "http.h"', 'relative to src/'],
];

const ALLOWED = [
    ['src/core/base/a.h', "#include <vector>\n#include <string.h>\n#include \"core/base/error.h\""],
    ['src/core/proto/http/a.cpp', "#include <llhttp.h>\n#include <zlib.h>\n#include \"core/base/error.h\""],
    ['src/core/net/a.cpp', "#include <uv.h>\n#include <openssl/ssl.h>\n#include <unistd.h>"],
    ['src/core/server/a.h', "#include \"core/proto/http/request_head.h\"\n#include \"core/net/loop.h\""],
    ['src/core/client/sqlite/a.cpp', '#include <sqlite3.h>'],
    ['src/php/zend.h', '#include "php.h"'],
    ['src/php/aha.cpp', "#include \"config.h\"\n#include \"php/zend.h\"\n#include \"php_stubs/functions_arginfo.h\""],
];

$failures = [];
foreach (FORBIDDEN as [$path, $text, $expected]) {
    $problems = checkFile($path, "#pragma once\n$text\n");
    if (count($problems) !== 1 || !str_contains($problems[0], $expected)) {
        $failures[] = "$path with $text: expected '$expected', got " . json_encode($problems);
    }
}
foreach (ALLOWED as [$path, $text]) {
    $problems = checkFile($path, $text);
    if ($problems !== []) {
        $failures[] = "$path: expected nothing, got " . json_encode($problems);
    }
}
$twice = checkArginfo(['src/php/a.cpp' => '#include "php_stubs/A_arginfo.h"', 'src/php/b.cpp' => '#include "php_stubs/A_arginfo.h"']);
if (count($twice) !== 1) {
    $failures[] = 'a generated header included twice is not reported';
}
foreach ($failures as $failure) {
    fwrite(STDERR, "layers_test: $failure\n");
}
exit($failures === [] ? 0 : 1);
