--TEST--
examples/06-server-sent-events.php: events arrive; the handler ends when its client has gone
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/example.inc';

$example = new Example('06-server-sent-events.php');
check(str_contains($example->get('/')->body, "new EventSource('/events')"), 'the page listens');

$client = $example->connect();
$client->send(request('/events'));
check(str_contains(readUntil($client, "\n\n"), 'Content-Type: text/event-stream'), 'the head comes with the first event');
check(preg_match('/id: 2\ndata: \d\d:\d\d:\d\d\n\n$/', readUntil($client, "\n\n")) === 1, 'a second event follows');
// Each worker counts its own.
check(eventually(fn () => $example->get('/listeners')->body === '{"listeners":1}'), 'a worker knows its listener');
$client->close();
check(eventually(fn () => str_contains($example->output(), "a listener has gone, 0 left\n")), 'the finally block has run');
echo shown($example->get('/listeners'));

// A listener does not hold up the end of the server for longer than max_wait_time: here it leaves by itself.
var_dump($example->stop(), $example->errors());
--EXPECT--
200 {"listeners":0}
int(0)
string(0) ""
