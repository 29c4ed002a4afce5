<?php

// 24 · Configuration and container
//
// A configuration with an overlay, and objects that are made with what their constructors ask for.
//
//     php -d extension=aha.so examples/24-container.php

use Aha\Mvc\{Config, Container};

interface Clock
{
    public function hour(): int;
}

final class FixedClock implements Clock
{
    public function __construct(private int $hour = 9)
    {
    }

    public function hour(): int
    {
        return $this->hour;
    }
}

final class Shop
{
    public function __construct(private Clock $clock, private Config $config) // the container looks at the types
    {
    }

    public function sign(): string
    {
        $isOpen = $this->clock->hour() >= $this->config->get('shop.opens', 8);
        return $this->config->get('shop', 'name') . ($isOpen ? ' is open' : ' is closed');
    }
}

$config = new Config(['shop' => ['name' => 'Tea & more', 'opens' => 8, 'days' => ['mo', 'tu']]]);
$config->set('shop', ['opens' => 10]); // maps are merged: the name stays

$container = new Container();
$container->bind(Clock::class, FixedClock::class)->set(Config::class, $config);
echo $container->make(Shop::class)->sign(), "\n"; // closed: it is nine

$container->bind(Clock::class, fn () => new FixedClock(11), shared: true);
echo $container->make(Shop::class)->sign(), "\n"; // open

try {
    $container->make(Countable::class);
} catch (Aha\Exception $error) {
    echo get_class($error), ": {$error->getMessage()}\n";
}

// For a test: something else in its place.
$container->setMockInstance(Shop::class, new class {
    public function sign(): string
    {
        return 'the mock';
    }
});
echo $container->make(Shop::class)->sign(), "\n";
