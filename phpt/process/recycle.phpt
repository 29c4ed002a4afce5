--TEST--
Process: max_request replaces workers under load without a failed request
--FILE--
<?php
require __DIR__ . '/process.inc';

$prefork = new Prefork("fn () => 'pid ' . getmypid()", "'worker_num' => 2, 'max_request' => 300, 'max_request_grace' => 0");
$before = $prefork->pids();
$load = new Load($prefork->server, 8);
var_dump(eventually(fn () => !array_intersect($prefork->pids(), $before)));
// The old ones keep their connections for a moment: the load goes on until new ones have had requests.
var_dump(eventually(fn () => array_filter($prefork->workers('serving'), fn ($w) => !in_array($w['pid'], $before) && $w['requests'] > 0) !== []));
$result = $load->stop();
var_dump($result['failed'], $result['unannounced'], count($result['by_worker']) > 2);
var_dump($prefork->server->logs('is to be replaced: max_request: it has served 300 requests'));
var_dump(eventually(fn () => count($prefork->pids()) === 2 && count($prefork->children()) === 2));
var_dump($prefork->stop());
?>
--EXPECT--
bool(true)
bool(true)
int(0)
int(0)
bool(true)
bool(true)
bool(true)
int(0)
