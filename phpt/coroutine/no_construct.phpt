--TEST--
objects of the runtime are not constructed, cloned or serialised by hand
--EXTENSIONS--
aha
--FILE--
<?php
function refused(callable $call) {
    try { $call(); echo "accepted\n"; } catch (Throwable $e) { echo get_class($e), ': ', $e->getMessage(), "\n"; }
}
refused(fn () => new Aha\Future);
refused(fn () => new Aha\Coroutine\Task);
refused(fn () => new Aha\Coroutine\Context);
refused(fn () => new Aha\Timer);
$objects = [Aha\Future::resolved(1), new Aha\Deferred, Aha\context(), new Aha\Coroutine\Scope, new Aha\Coroutine\Channel,
    new Aha\Coroutine\Mutex, new Aha\Coroutine\Semaphore(1), new Aha\Coroutine\WaitGroup, new Aha\Coroutine\Condition];
foreach ($objects as $object) {
    refused(fn () => clone $object);
    refused(fn () => serialize($object));
    refused(fn () => $object->extra = 1);
}
refused(fn () => unserialize('O:10:"Aha\Future":0:{}'));
refused(fn () => (new ReflectionClass('Aha\Future'))->newInstanceWithoutConstructor());
refused(fn () => (new ReflectionClass('Aha\Deferred'))->newInstanceWithoutConstructor()->resolve());
refused(fn () => (new ReflectionClass('Aha\Coroutine\Scope'))->newInstanceWithoutConstructor()->join());
var_dump((new ReflectionClass('Aha\Coroutine\Task'))->isFinal());
--EXPECT--
Error: Call to private Aha\Future::__construct() from global scope
Error: Call to private Aha\Future::__construct() from global scope
Error: Call to private Aha\Coroutine\Context::__construct() from global scope
Error: Call to private Aha\Timer::__construct() from global scope
Error: Trying to clone an uncloneable object of class Aha\Future
Exception: Serialization of 'Aha\Future' is not allowed
Error: Cannot create dynamic property Aha\Future::$extra
Error: Trying to clone an uncloneable object of class Aha\Deferred
Exception: Serialization of 'Aha\Deferred' is not allowed
Error: Cannot create dynamic property Aha\Deferred::$extra
Error: Trying to clone an uncloneable object of class Aha\Coroutine\Context
Exception: Serialization of 'Aha\Coroutine\Context' is not allowed
Error: Cannot create dynamic property Aha\Coroutine\Context::$extra
Error: Trying to clone an uncloneable object of class Aha\Coroutine\Scope
Exception: Serialization of 'Aha\Coroutine\Scope' is not allowed
Error: Cannot create dynamic property Aha\Coroutine\Scope::$extra
Error: Trying to clone an uncloneable object of class Aha\Coroutine\Channel
Exception: Serialization of 'Aha\Coroutine\Channel' is not allowed
Error: Cannot create dynamic property Aha\Coroutine\Channel::$extra
Error: Trying to clone an uncloneable object of class Aha\Coroutine\Mutex
Exception: Serialization of 'Aha\Coroutine\Mutex' is not allowed
Error: Cannot create dynamic property Aha\Coroutine\Mutex::$extra
Error: Trying to clone an uncloneable object of class Aha\Coroutine\Semaphore
Exception: Serialization of 'Aha\Coroutine\Semaphore' is not allowed
Error: Cannot create dynamic property Aha\Coroutine\Semaphore::$extra
Error: Trying to clone an uncloneable object of class Aha\Coroutine\WaitGroup
Exception: Serialization of 'Aha\Coroutine\WaitGroup' is not allowed
Error: Cannot create dynamic property Aha\Coroutine\WaitGroup::$extra
Error: Trying to clone an uncloneable object of class Aha\Coroutine\Condition
Exception: Serialization of 'Aha\Coroutine\Condition' is not allowed
Error: Cannot create dynamic property Aha\Coroutine\Condition::$extra
Exception: Unserialization of 'Aha\Future' is not allowed
accepted
ReflectionException: Class Aha\Deferred is an internal class marked as final that cannot be instantiated without invoking its constructor
ReflectionException: Class Aha\Coroutine\Scope is an internal class marked as final that cannot be instantiated without invoking its constructor
bool(true)
