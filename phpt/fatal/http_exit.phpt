--TEST--
HTTP: exit() in every kind of place: one 500 for that request, the process lives
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/../http/server.inc';
require __DIR__ . '/../http/places.inc';
failEverywhere('exit(7);');
?>
--EXPECTF--
sync handler                        500 page: 500 Internal Server Error: | then 200 alive | other: 200 the other one | exit code 0
    aha: unhandled error in request GET /victim: Aha\ExitException: exit() was called in a request handler
generator, before its first yield   500 page: 500 Internal Server Error: | then 200 alive | other: 200 the other one | exit code 0
    aha: unhandled error in request GET /victim: Aha\ExitException: exit() was called in a task
generator                           500 page: 500 Internal Server Error: | then 200 alive | other: 200 the other one | exit code 0
    aha: unhandled error in request GET /victim: Aha\ExitException: exit() was called in a task
child task                          500 page: 500 Internal Server Error: | then 200 alive | other: 200 the other one | exit code 0
    aha: unhandled error in request GET /victim: Aha\ExitException: exit() was called in a task
child of a sync handler             500 page: 500 Internal Server Error: | then 200 alive | other: 200 the other one | exit code 0
    aha: unhandled error in request GET /victim: Aha\ExitException: exit() was called in a task
plain child                         500 page: 500 Internal Server Error: | then 200 alive | other: 200 the other one | exit code 0
    aha: unhandled error in request GET /victim: Aha\ExitException: exit() was called in a task
callback                            500 page: 500 Internal Server Error: | then 200 alive | other: 200 the other one | exit code 0
    aha: unhandled error in request GET /victim: Aha\ExitException: exit() was called in a task
deferred                            500 page: 500 Internal Server Error: | then 200 alive | other: 200 the other one | exit code 0
    aha: unhandled error in request GET /victim: Aha\ExitException: exit() was called in a task
fiber                               500 page: 500 Internal Server Error: | then 200 alive | other: 200 the other one | exit code 0
    aha: unhandled error in request GET /victim: Aha\ExitException: exit() was called in a task
__toString                          500 page: 500 Internal Server Error: | then 200 alive | other: 200 the other one | exit code 0
    aha: unhandled error in request GET /victim: Aha\ExitException: exit() was called while the answer was rendered
head is out                         200 begun [cut in the body] | then closed | other: 200 the other one | exit code 0
    aha: unhandled error in request GET /victim: Aha\ExitException: exit() was called in a task
