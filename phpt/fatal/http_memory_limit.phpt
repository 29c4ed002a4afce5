--TEST--
HTTP: memory_limit in every kind of place
--EXTENSIONS--
aha
--SKIPIF--
<?php getenv('USE_ZEND_ALLOC') === '0' and die('skip memory_limit is of the memory manager'); ?>
--FILE--
<?php
require __DIR__ . '/../http/server.inc';
require __DIR__ . '/../http/places.inc';
failEverywhere('$s = str_repeat("x", 100_000_000);', ['memory_limit=32M']);
?>
--EXPECTF--
sync handler                        500 page: 500 Internal Server Error: | then 503 page: 503 Service Unavailable: | other: 503 page: 503 Service Unavailable: | exit code 255
    PHP Fatal error:  Allowed memory size of 33554432 bytes exhausted (tried to allocate %d bytes)
    aha: fatal error in request GET /victim: its process ends, requests in it that need PHP get 503
generator, before its first yield   500 page: 500 Internal Server Error: | then 503 page: 503 Service Unavailable: | other: 503 page: 503 Service Unavailable: | exit code 255
    PHP Fatal error:  Allowed memory size of 33554432 bytes exhausted (tried to allocate %d bytes)
    aha: fatal error in request GET /victim: its process ends, requests in it that need PHP get 503
generator                           500 page: 500 Internal Server Error: | then 503 page: 503 Service Unavailable: | other: 503 page: 503 Service Unavailable: | exit code 255
    PHP Fatal error:  Allowed memory size of 33554432 bytes exhausted (tried to allocate %d bytes)
    aha: fatal error in request GET /victim: its process ends, requests in it that need PHP get 503
child task                          500 page: 500 Internal Server Error: | then 503 page: 503 Service Unavailable: | other: 503 page: 503 Service Unavailable: | exit code 255
    PHP Fatal error:  Allowed memory size of 33554432 bytes exhausted (tried to allocate %d bytes)
    aha: fatal error in request GET /victim: its process ends, requests in it that need PHP get 503
child of a sync handler             500 page: 500 Internal Server Error: | then 503 page: 503 Service Unavailable: | other: 503 page: 503 Service Unavailable: | exit code 255
    PHP Fatal error:  Allowed memory size of 33554432 bytes exhausted (tried to allocate %d bytes)
    aha: fatal error in request GET /victim: its process ends, requests in it that need PHP get 503
plain child                         500 page: 500 Internal Server Error: | then 503 page: 503 Service Unavailable: | other: 503 page: 503 Service Unavailable: | exit code 255
    PHP Fatal error:  Allowed memory size of 33554432 bytes exhausted (tried to allocate %d bytes)
    aha: fatal error in request GET /victim: its process ends, requests in it that need PHP get 503
callback                            500 page: 500 Internal Server Error: | then 503 page: 503 Service Unavailable: | other: 503 page: 503 Service Unavailable: | exit code 255
    PHP Fatal error:  Allowed memory size of 33554432 bytes exhausted (tried to allocate %d bytes)
    aha: fatal error in request GET /victim: its process ends, requests in it that need PHP get 503
deferred                            500 page: 500 Internal Server Error: | then 503 page: 503 Service Unavailable: | other: 503 page: 503 Service Unavailable: | exit code 255
    PHP Fatal error:  Allowed memory size of 33554432 bytes exhausted (tried to allocate %d bytes)
    aha: fatal error in request GET /victim: its process ends, requests in it that need PHP get 503
fiber                               500 page: 500 Internal Server Error: | then 503 page: 503 Service Unavailable: | other: 503 page: 503 Service Unavailable: | exit code 255
    PHP Fatal error:  Allowed memory size of 33554432 bytes exhausted (tried to allocate %d bytes)
    aha: fatal error in request GET /victim: its process ends, requests in it that need PHP get 503
__toString                          500 page: 500 Internal Server Error: | then 503 page: 503 Service Unavailable: | other: 503 page: 503 Service Unavailable: | exit code 255
    PHP Fatal error:  Allowed memory size of 33554432 bytes exhausted (tried to allocate %d bytes)
    aha: fatal error in request GET /victim: its process ends, requests in it that need PHP get 503
head is out                         200 begun [cut in the body] | then closed | other: 503 page: 503 Service Unavailable: | exit code 255
    PHP Fatal error:  Allowed memory size of 33554432 bytes exhausted (tried to allocate %d bytes)
    aha: fatal error in request GET /victim: its process ends, requests in it that need PHP get 503
