--TEST--
HTTP: E_USER_ERROR in every kind of place
--EXTENSIONS--
aha
--SKIPIF--
<?php getenv('USE_ZEND_ALLOC') === '0' && !getenv('AHA_SANITIZED') and die('skip what is lost here is lost by the engine'); ?>
--FILE--
<?php
require __DIR__ . '/../http/server.inc';
require __DIR__ . '/../http/places.inc';
failEverywhere('trigger_error("user error", E_USER_ERROR);');
?>
--EXPECTF--
sync handler                        500 page: 500 Internal Server Error: | then 503 page: 503 Service Unavailable: | other: 503 page: 503 Service Unavailable: | exit code 255
    PHP Fatal error:  user error
    aha: fatal error in request GET /victim: its process ends, requests in it that need PHP get 503
generator, before its first yield   500 page: 500 Internal Server Error: | then 503 page: 503 Service Unavailable: | other: 503 page: 503 Service Unavailable: | exit code 255
    PHP Fatal error:  user error
    aha: fatal error in request GET /victim: its process ends, requests in it that need PHP get 503
generator                           500 page: 500 Internal Server Error: | then 503 page: 503 Service Unavailable: | other: 503 page: 503 Service Unavailable: | exit code 255
    PHP Fatal error:  user error
    aha: fatal error in request GET /victim: its process ends, requests in it that need PHP get 503
child task                          500 page: 500 Internal Server Error: | then 503 page: 503 Service Unavailable: | other: 503 page: 503 Service Unavailable: | exit code 255
    PHP Fatal error:  user error
    aha: fatal error in request GET /victim: its process ends, requests in it that need PHP get 503
child of a sync handler             500 page: 500 Internal Server Error: | then 503 page: 503 Service Unavailable: | other: 503 page: 503 Service Unavailable: | exit code 255
    PHP Fatal error:  user error
    aha: fatal error in request GET /victim: its process ends, requests in it that need PHP get 503
plain child                         500 page: 500 Internal Server Error: | then 503 page: 503 Service Unavailable: | other: 503 page: 503 Service Unavailable: | exit code 255
    PHP Fatal error:  user error
    aha: fatal error in request GET /victim: its process ends, requests in it that need PHP get 503
callback                            500 page: 500 Internal Server Error: | then 503 page: 503 Service Unavailable: | other: 503 page: 503 Service Unavailable: | exit code 255
    PHP Fatal error:  user error
    aha: fatal error in request GET /victim: its process ends, requests in it that need PHP get 503
deferred                            500 page: 500 Internal Server Error: | then 503 page: 503 Service Unavailable: | other: 503 page: 503 Service Unavailable: | exit code 255
    PHP Fatal error:  user error
    aha: fatal error in request GET /victim: its process ends, requests in it that need PHP get 503
fiber                               500 page: 500 Internal Server Error: | then 503 page: 503 Service Unavailable: | other: 503 page: 503 Service Unavailable: | exit code 255
    PHP Fatal error:  user error
    aha: fatal error in request GET /victim: its process ends, requests in it that need PHP get 503
__toString                          500 page: 500 Internal Server Error: | then 503 page: 503 Service Unavailable: | other: 503 page: 503 Service Unavailable: | exit code 255
    PHP Fatal error:  user error
    aha: fatal error in request GET /victim: its process ends, requests in it that need PHP get 503
head is out                         200 begun [cut in the body] | then closed | other: 503 page: 503 Service Unavailable: | exit code 255
    PHP Fatal error:  user error
    aha: fatal error in request GET /victim: its process ends, requests in it that need PHP get 503
