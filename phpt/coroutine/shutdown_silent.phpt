--TEST--
tasks left suspended at the end of the script go silently; their finally blocks run
--EXTENSIONS--
aha
--FILE--
<?php
$ch = new Aha\Coroutine\Channel;
$begun = 0;
Aha\go(function () use ($ch, &$begun) { try { $begun++; yield $ch->pop(); } finally { echo "finally of a waiting task\n"; } });
Aha\go(function () use (&$begun) { try { $begun++; yield Aha\sleep(100); } finally { echo "finally of a sleeping task\n"; } });
Aha\fiber(function () use (&$begun) { try { $begun++; Aha\await(Aha\sleep(100)); } finally { echo "finally of a fiber\n"; } });
while ($begun < 3) {
    Aha\await(Aha\sleep(0.001));
}
echo "end of script\n";
--EXPECT--
end of script
finally of a waiting task
finally of a sleeping task
finally of a fiber
