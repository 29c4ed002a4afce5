--TEST--
wrong arguments are refused at the call
--EXTENSIONS--
aha
--FILE--
<?php
function refused(callable $call) {
    try { $call(); echo "accepted\n"; } catch (Throwable $e) { echo get_class($e), ': ', $e->getMessage(), "\n"; }
}
refused(fn () => Aha\go('no_such_function'));
refused(fn () => Aha\go(42));
refused(fn () => Aha\go((function () { yield; })(), 1));
refused(fn () => Aha\run('nope'));
refused(fn () => Aha\sleep(-1));
refused(fn () => Aha\sleep(NAN));
refused(fn () => Aha\timeout(0, Aha\Future::resolved()));
refused(fn () => Aha\timeout(NAN, Aha\Future::resolved()));
refused(fn () => Aha\timeout(1, 5));
refused(fn () => Aha\await(5));
refused(fn () => Aha\await('x'));
refused(fn () => Aha\shield(1));
refused(fn () => Aha\all(1));
refused(fn () => Aha\defer(fn () => 1));
refused(fn () => Aha\Timer::after(0, fn () => 1));
refused(fn () => Aha\Timer::tick(5, 'nope'));
refused(fn () => new Aha\Coroutine\Scope(0));
refused(fn () => new Aha\Coroutine\Channel(-1));
refused(fn () => new Aha\Coroutine\Semaphore(0));
refused(fn () => new Aha\Coroutine\WaitGroup(-1));
refused(fn () => (new Aha\Coroutine\Channel)->push(null));
refused(fn () => (new Aha\Coroutine\Channel)->pop(-1));
refused(fn () => (new Aha\Coroutine\Channel)->pop(NAN));
refused(fn () => (new Aha\Coroutine\Condition)->wait(1, 0));
refused(fn () => (new Aha\Coroutine\Condition)->notify(0));
refused(fn () => (new Aha\Coroutine\WaitGroup)->add(0));
refused(fn () => Aha\Future::failed('text'));
refused(fn () => new Aha\HttpException(200));
refused(fn () => Aha\Future::resolved()->then('nope'));
--EXPECT--
TypeError: Aha\go(): Argument #1 ($work) must be a valid callback or a Generator, function "no_such_function" not found or invalid function name
TypeError: Aha\go(): Argument #1 ($work) must be a valid callback or a Generator, no array or string given
ValueError: Aha\go(): Argument #2 cannot be given: a generator has its arguments already
TypeError: Aha\run(): Argument #1 ($main) must be a valid callback, function "nope" not found or invalid function name
ValueError: Aha\sleep(): Argument #1 ($seconds) must be greater than or equal to 0 (seconds)
ValueError: Aha\sleep(): Argument #1 ($seconds) must be greater than or equal to 0 (seconds)
ValueError: Aha\timeout(): Argument #1 ($seconds) must be greater than 0 (seconds)
ValueError: Aha\timeout(): Argument #1 ($seconds) must be greater than 0 (seconds)
TypeError: Only an Aha\Awaitable, a Generator or a Closure can be awaited, int given
TypeError: Only an Aha\Awaitable, a Generator or a Closure can be awaited, int given
TypeError: Only an Aha\Awaitable, a Generator or a Closure can be awaited, string given
TypeError: Only an Aha\Awaitable, a Generator or a Closure can be awaited, int given
TypeError: Aha\all(): Argument #1 ($operations) must be of type array, int given
Aha\StateException: Aha\defer() needs a task: there is none whose end could be meant
ValueError: Aha\Timer::after(): Argument #1 ($ms) must be at least 1 (milliseconds)
TypeError: Aha\Timer::tick(): Argument #2 ($callback) must be a valid callback, function "nope" not found or invalid function name
ValueError: Aha\Coroutine\Scope::__construct(): Argument #1 ($timeout) must be greater than 0 (seconds)
ValueError: Aha\Coroutine\Channel::__construct(): Argument #1 ($capacity) must be greater than or equal to 0
ValueError: Aha\Coroutine\Semaphore::__construct(): Argument #1 ($permits) must be at least 1
ValueError: Aha\Coroutine\WaitGroup::__construct(): Argument #1 ($count) must be greater than or equal to 0
ValueError: Aha\Coroutine\Channel::push(): Argument #1 ($value) must not be null, which is what pop() gives when the channel has ended
ValueError: Aha\Coroutine\Channel::pop(): Argument #1 ($timeout) must be greater than or equal to 0 (seconds)
ValueError: Aha\Coroutine\Channel::pop(): Argument #1 ($timeout) must be greater than or equal to 0 (seconds)
ValueError: Aha\Coroutine\Condition::wait(): Argument #2 ($times) must be at least 1
ValueError: Aha\Coroutine\Condition::notify(): Argument #1 ($n) must be at least 1
ValueError: Aha\Coroutine\WaitGroup::add(): Argument #1 ($count) must be at least 1
TypeError: Aha\Future::failed(): Argument #1 ($error) must be of type Throwable, string given
ValueError: Aha\HttpException::__construct(): Argument #1 ($status) must be between 400 and 599
TypeError: Aha\Future::then(): Argument #1 ($onValue) must be a valid callback or null, function "nope" not found or invalid function name
