--TEST--
Container: it is a Psr\Container\ContainerInterface where that is loaded, and its exceptions are those of PSR-11
--EXTENSIONS--
aha
--FILE--
<?php
$interfaces = [
    'none' => '',
    '1.0' => 'namespace Psr\Container { interface ContainerExceptionInterface {} interface NotFoundExceptionInterface extends ContainerExceptionInterface {} interface ContainerInterface { public function get($id); public function has($id); } }',
    '2.0' => 'namespace Psr\Container { interface ContainerExceptionInterface extends \Throwable {} interface NotFoundExceptionInterface extends ContainerExceptionInterface {} interface ContainerInterface { public function get(string $id); public function has(string $id): bool; } }',
    'other' => 'namespace Psr\Container { interface ContainerInterface { public function get($id); public function lacking(); } }',
];
require __DIR__ . '/../fatal/child.inc';
foreach ($interfaces as $version => $code) {
    echo "-- $version\n";
    child("$code namespace { " . <<<'PHP'
        class NeedsPsr { function __construct(public ?Psr\Container\ContainerInterface $c) {} }
        $c = new Aha\Mvc\Container;
        var_dump($c instanceof Psr\Container\ContainerInterface);
        foreach (['nosuch', 'Countable'] as $id) {
            try { $c->get($id); } catch (Exception $e) { echo implode(' ', array_values(array_filter(class_implements($e), fn ($i) => str_starts_with($i, 'Psr')))), "|\n"; }
        }
        echo $c->make('NeedsPsr')->c === $c ? "itself\n" : "other\n";
        } 
        PHP);
}
echo "-- by an autoloader that makes a container itself\n";
child(<<<'PHP'
    spl_autoload_register(function ($class) {
        echo "asked for $class\n";
        new Aha\Mvc\Container;
        if ($class === 'Psr\Container\ContainerInterface') { eval('namespace Psr\Container; interface ContainerInterface { public function get($id); public function has($id); }'); }
    });
    var_dump(new Aha\Mvc\Container instanceof Psr\Container\ContainerInterface);
    new Aha\Mvc\Container;
    PHP);
?>
--EXPECT--
-- none
bool(false)
|
|
other
status 0
-- 1.0
bool(true)
Psr\Container\NotFoundExceptionInterface Psr\Container\ContainerExceptionInterface|
Psr\Container\ContainerExceptionInterface|
itself
status 0
-- 2.0
bool(true)
Psr\Container\NotFoundExceptionInterface Psr\Container\ContainerExceptionInterface|
Psr\Container\ContainerExceptionInterface|
itself
status 0
-- other
bool(false)
|
|
other
status 0
-- by an autoloader that makes a container itself
asked for Psr\Container\ContainerInterface
asked for Psr\Container\ContainerExceptionInterface
asked for Psr\Container\NotFoundExceptionInterface
bool(true)
status 0
