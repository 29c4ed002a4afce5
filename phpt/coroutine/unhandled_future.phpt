--TEST--
a failed future that nobody looked at is logged with its trace
--EXTENSIONS--
aha
--FILE--
<?php
function fails() { return Aha\Future::failed(new RuntimeException('nobody looked')); }
Aha\run(function () { fails(); yield Aha\sleep(0.001); echo "end\n"; });
--EXPECTF--
aha: unhandled error in a future that nobody awaited: RuntimeException: nobody looked in %s:2
#0 %s(3): fails()
#1 [internal function]: {closure}()
#2 %s(3): Aha\run(Object(Closure))
#3 {main}
end
