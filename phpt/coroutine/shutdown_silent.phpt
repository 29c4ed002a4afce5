--TEST--
tasks left suspended at the end of the script go silently; their finally blocks run
--EXTENSIONS--
aha
--FILE--
<?php
$ch = new Aha\Coroutine\Channel;
Aha\go(function () use ($ch) { try { yield $ch->pop(); } finally { echo "finally of a waiting task\n"; } });
Aha\go(function () { try { yield Aha\sleep(100); } finally { echo "finally of a sleeping task\n"; } });
Aha\fiber(function () { try { Aha\await(Aha\sleep(100)); } finally { echo "finally of a fiber\n"; } });
Aha\await(Aha\sleep(0.001));
echo "end of script\n";
--EXPECT--
end of script
finally of a waiting task
finally of a sleeping task
finally of a fiber
