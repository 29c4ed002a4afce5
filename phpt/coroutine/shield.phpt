--TEST--
Aha\shield(): the operation survives the cancellation of who awaits it, and of its scope
--EXTENSIONS--
aha
--FILE--
<?php
Aha\run(function () {
    [$go, $done] = [new Aha\Coroutine\Channel(1), new Aha\Coroutine\Channel(3)];
    $work = function () use ($go, $done) { yield $go->pop(); echo "written\n"; yield $done->push(true); return 'result'; };
    $task = Aha\go(function () use ($work) { try { yield Aha\shield($work()); } catch (Aha\CancelledException) { echo "waiter cancelled\n"; } });
    yield Aha\sleep(0.001);
    $task->cancel();
    yield $task;
    yield $go->push(true);
    yield $done->pop();
    yield $go->push(true);
    var_dump(yield Aha\shield($work));
    try { yield Aha\shield(fn () => throw new RuntimeException('passes')); } catch (RuntimeException $e) { echo $e->getMessage(), "\n"; }
    $scope = new Aha\Coroutine\Scope;
    $scope->go(function () use ($work) { yield Aha\shield($work()); });
    $scope->go(function () { try { yield Aha\sleep(5); } finally { echo "not shielded\n"; } });
    yield Aha\sleep(0.001);
    $scope->cancel();
    Aha\background(function () use ($go) { yield; yield $go->push(true); });
    yield $scope->join();
    echo "joined after the shielded work\n";
});
--EXPECT--
waiter cancelled
written
written
string(6) "result"
passes
not shielded
written
joined after the shielded work
