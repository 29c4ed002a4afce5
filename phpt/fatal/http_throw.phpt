--TEST--
HTTP: an uncaught exception in every kind of place: one 500 for that request, all others go on
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/../http/server.inc';
require __DIR__ . '/../http/places.inc';
failEverywhere('throw new LogicException("failed");');
?>
--EXPECTF--
sync handler                        500 page: 500 Internal Server Error: | then 200 alive | other: 200 the other one | exit code 0
    aha: unhandled error in request GET /victim: LogicException: failed
generator, before its first yield   500 page: 500 Internal Server Error: | then 200 alive | other: 200 the other one | exit code 0
    aha: unhandled error in request GET /victim: LogicException: failed
generator                           500 page: 500 Internal Server Error: | then 200 alive | other: 200 the other one | exit code 0
    aha: unhandled error in request GET /victim: LogicException: failed
child task                          500 page: 500 Internal Server Error: | then 200 alive | other: 200 the other one | exit code 0
    aha: unhandled error in request GET /victim: LogicException: failed
child of a sync handler             500 page: 500 Internal Server Error: | then 200 alive | other: 200 the other one | exit code 0
    aha: unhandled error in request GET /victim: LogicException: failed
plain child                         500 page: 500 Internal Server Error: | then 200 alive | other: 200 the other one | exit code 0
    aha: unhandled error in request GET /victim: LogicException: failed
callback                            500 page: 500 Internal Server Error: | then 200 alive | other: 200 the other one | exit code 0
    aha: unhandled error in request GET /victim: LogicException: failed
deferred                            500 page: 500 Internal Server Error: | then 200 alive | other: 200 the other one | exit code 0
    aha: unhandled error in request GET /victim: LogicException: failed
fiber                               500 page: 500 Internal Server Error: | then 200 alive | other: 200 the other one | exit code 0
    aha: unhandled error in request GET /victim: LogicException: failed
__toString                          500 page: 500 Internal Server Error: | then 200 alive | other: 200 the other one | exit code 0
    aha: unhandled error in request GET /victim: LogicException: failed
head is out                         200 begun [cut in the body] | then closed | other: 200 the other one | exit code 0
    aha: unhandled error in request GET /victim: LogicException: failed
