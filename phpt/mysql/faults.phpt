--TEST--
MySQL: connections that are cut, reset, slow or answer half, through a proxy; what stalls never blocks the loop
--EXTENSIONS--
aha
--SKIPIF--
<?php require __DIR__ . '/skipif.inc'; ?>
--FILE--
<?php
require __DIR__ . '/mysql.inc';
$mysql = MariaDb::shared();
$proxy = new Proxy("tcp://127.0.0.1:$mysql->port");
$db = $mysql->open(['port' => $proxy->port, 'poolSize' => 2, 'connect_timeout' => 0.5, 'timeout' => 0.5, 'pool_wait_timeout' => 10]);
$try = function (string $sql = "SELECT REPEAT('x', 5000) AS v") use ($db) {
    try {
        return strlen((yield $db->query($sql))->fetchValue());
    } catch (Aha\Storage\Db\LostException | Aha\ConnectException $e) {
        return 'lost'; // a new connection, or one that was there
    } catch (Throwable $e) {
        return get_class($e);
    }
};
Aha\run(function () use ($db, $proxy, $try) {
    echo 'pass ', yield from $try(), "\n";
    foreach (['cut', 'reset'] as $how) {
        foreach ([0, 1, 100, 4000] as $after) {
            $proxy->$how('server', $after);
            echo "$how after $after: ", yield from $try(), "\n";
            $proxy->pass();
            echo 'then ', yield from $try(), "\n";
        }
    }
    $proxy->half();
    echo 'half: ', yield from $try(), "\n";
    $proxy->pass();
    echo 'then ', yield from $try(), "\n";
    $proxy->slow(997, 1);
    echo 'slow: ', yield from $try(), "\n";
    // Others go on while one waits for a server that says nothing: the clock of the loop does, too.
    foreach ([0, 3000] as $after) {
        $proxy->stall('server', $after);
        $ticks = 0;
        $ticker = Aha\go((function () use (&$ticks) {
            for (;; $ticks++) {
                yield Aha\sleep(0.01);
            }
        })());
        echo "stall after $after: ", yield from $try(), "\n";
        $ticker->cancel();
        var_dump($ticks > 2);
        $proxy->pass();
        echo 'then ', yield from $try(), "\n";
    }
    $proxy->refuse();
    $proxy->closeAll();
    echo 'refuse: ', yield from $try(), "\n";
    $proxy->pass();
    for ($i = 0; ($got = yield from $try()) !== 5000 && $i < 100; $i++) {
        yield Aha\sleep(0.05); // the back-off of the pool
    }
    echo "then $got\n";
    // Bytes that nobody has asked for end an idle connection, and reach no query.
    $proxy->inject("\x07\0\0\x01\0\0\0\x02\0\0\0");
    yield Aha\sleep(0.05);
    echo 'then ', yield from $try(), ' ', $db->stats()['closed']['peer_closed'] > 0 ? 'noticed' : 'not noticed', "\n";
    echo json_encode([$db->stats()['in_use'], $db->stats()['waiting']]), "\n";
});
?>
--EXPECT--
pass 5000
cut after 0: lost
then 5000
cut after 1: lost
then 5000
cut after 100: lost
then 5000
cut after 4000: lost
then 5000
reset after 0: lost
then 5000
reset after 1: lost
then 5000
reset after 100: lost
then 5000
reset after 4000: lost
then 5000
half: lost
then 5000
slow: 5000
stall after 0: Aha\TimeoutException
bool(true)
then 5000
stall after 3000: Aha\TimeoutException
bool(true)
then 5000
refuse: lost
then 5000
then 5000 noticed
[0,0]
