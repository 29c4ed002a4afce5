--TEST--
Storage\Connections: databases and Redis servers by "file.name"; one list with the pools; misuse
--EXTENSIONS--
aha
--SKIPIF--
<?php
require __DIR__ . '/built.inc';
if (array_filter(array_map('leftOut', ['mysql', 'sqlite', 'redis']), fn ($message) => $message !== '')) {
    die('skip needs all three');
}
--FILE--
<?php
require __DIR__ . '/db.inc';
use Aha\Storage\Connections;

$path = temporaryFolder() . '/main.db';
$tried = function (callable $code) {
    try { $code(); echo "no error\n"; } catch (Throwable $e) { echo get_class($e), ': ', $e->getMessage(), "\n"; }
};
$sqlite = ['driver' => 'sqlite', 'path' => $path];
Connections::configure([
    'database' => ['main' => $sqlite, 'shop' => ['eu' => ['driver' => 'mysql', 'password' => 'secret', 'poolSize' => 3]]],
    'redis' => ['cache' => ['driver' => 'redis'], 'session' => ['driver' => 'redis', 'port' => 6380]],
    'top' => $sqlite,
    'list' => [$sqlite],
]);
Connections::configure(['database' => ['main' => $sqlite]]); // the same again
Connections::configure([]);
echo implode(' ', Connections::keys()), "\n";
echo get_class(Connections::get('database.shop.eu')), ' ', get_class(Connections::get('redis.cache')), "\n";
var_dump(Connections::get('database.main') === Aha\Storage\Db\Pool::getConnection('database.main'),
    Connections::get('redis.session') === Aha\Storage\Memory\Pool::getConnection('redis.session'));
Aha\Storage\Memory\Pool::getConnection('by the pool', ['host' => 'localhost']);
foreach (Connections::stats() as $key => $figures) {
    echo $key, ': ', $figures['driver'], ' ', $figures['max'], "\n";
}
var_dump(str_contains(serialize(Connections::stats()), 'secret'));
echo Aha\run(fn () => (yield Connections::get('database.main')->query('SELECT 7'))->fetchValue()), "\n";

echo "-- misuse\n";
$tried(fn () => Connections::get('database.other'));
$tried(fn () => Connections::close('database.other'));
$tried(fn () => Connections::configure(['a' => 5]));
$tried(fn () => Connections::configure(['a' => []]));
$tried(fn () => Connections::configure(['a' => ['b' => ['path' => 'x']]]));
foreach (['oracle', 5, null] as $driver) { $tried(fn () => Connections::configure(['a' => ['b' => ['driver' => $driver]]])); }
$tried(fn () => Connections::configure(['a' => ['b' => ['driver' => 'redis', 'hots' => 'x']]]));
$tried(fn () => Connections::configure(['database' => ['main' => ['driver' => 'sqlite', 'path' => 'another']]]));
$tried(fn () => Connections::configure(['database' => ['main' => ['driver' => 'redis']]]));
$tried(fn () => Connections::configure(['redis' => ['cache' => $sqlite]]));
$deep = fn (int $levels) => array_reduce(range(1, $levels), fn ($inner) => ['x' => $inner], $sqlite);
$tried(fn () => Connections::configure($deep(8)));
$tried(fn () => Connections::configure($deep(9)));
$loop = []; $loop['x'] = &$loop;
$tried(fn () => Connections::configure($loop));

echo "-- closed\n";
Aha\run(function () {
    $db = Connections::get('database.main');
    $last = $db->query('SELECT 8');
    $closed = Connections::close('database.main');
    echo (yield $last)->fetchValue(), ' ', var_export(yield $closed, true), "\n";
    var_dump(yield Connections::close('redis.cache'));
});
echo implode(' ', Connections::keys()), "\n";
Connections::configure(['database' => ['main' => ['driver' => 'sqlite', 'path' => ':memory:']]]);
echo Aha\run(fn () => (yield Connections::get('database.main')->query('SELECT 9'))->fetchValue()), "\n";
?>
--EXPECT--
database.main database.shop.eu list.0 redis.cache redis.session top
Aha\Storage\Db\Database Aha\Storage\Memory\Redis
bool(true)
bool(true)
database.main: sqlite 10
database.shop.eu: mysql 3
top: sqlite 10
list.0: sqlite 10
redis.cache: redis 10
redis.session: redis 10
by the pool: redis 10
bool(false)
7
-- misuse
Aha\ConfigException: There is no connection "database.other"; known are "database.main", "database.shop.eu", "top", "list.0", "redis.cache", "redis.session", "by the pool": Connections::configure() says what it is
Aha\ConfigException: There is no connection "database.other"; known are "database.main", "database.shop.eu", "top", "list.0", "redis.cache", "redis.session", "by the pool": Connections::configure() says what it is
Aha\ConfigException: "a" must be the options of a connection with the key "driver" ("mysql", "sqlite" or "redis"), 5 given
Aha\ConfigException: "a" must be the options of a connection with the key "driver" ("mysql", "sqlite" or "redis"), an array without it given
Aha\ConfigException: "a.b" must be the options of a connection with the key "driver" ("mysql", "sqlite" or "redis"), an array without it given
Aha\ConfigException: "a.b" must be the options of a connection with the key "driver" ("mysql", "sqlite" or "redis"), "oracle" given
Aha\ConfigException: "a.b" must be the options of a connection with the key "driver" ("mysql", "sqlite" or "redis"), 5 given
Aha\ConfigException: "a.b" must be the options of a connection with the key "driver" ("mysql", "sqlite" or "redis"), null given
Aha\ConfigException: The server "a.b": unknown option "hots"; did you mean "host"?
Aha\ConfigException: The database "database.main" is configured already, with another "path"; Pool::close() it first, or leave the options out
Aha\ConfigException: "database.main" is configured already, with another "driver"
Aha\ConfigException: "redis.cache" is configured already, with another "driver"
no error
Aha\ConfigException: "x.x.x.x.x.x.x.x" is nested deeper than 8 levels
Aha\ConfigException: "x.x.x.x.x.x.x.x" is nested deeper than 8 levels
-- closed
8 NULL
NULL
by the pool database.shop.eu list.0 redis.session top x.x.x.x.x.x.x.x
9
