--TEST--
Storage that was left out of the build says so where it is configured
--EXTENSIONS--
aha
--SKIPIF--
<?php
require __DIR__ . '/built.inc';
if (in_array('', array_map('leftOut', ['mysql', 'sqlite', 'redis']), true)) {
    die('skip only of a build without all three');
}
--FILE--
<?php
use Aha\Storage\{Db, Memory};
foreach ([
    fn () => Db\Pool::getConnection('main', ['driver' => 'mysql', 'host' => 'h', 'user' => 'u', 'password' => '', 'dbName' => 'd', 'poolSize' => 1]),
    fn () => Db\Pool::getConnection('lite', ['driver' => 'sqlite', 'path' => ':memory:']),
    fn () => new Db\Database(['path' => ':memory:']),
    fn () => Memory\Pool::getConnection('cache', ['host' => 'h']),
    fn () => new Memory\Redis(),
] as $configure) {
    try {
        $configure();
        echo "configured\n";
    } catch (Aha\ConfigException $e) {
        echo $e->getMessage(), "\n";
    }
}
echo json_encode([Db\Pool::stats(), Memory\Pool::stats()]), "\n";
--EXPECT--
The database "main": this build of Aha has no MySQL: it was configured with --without-aha-mysql; configure it without that option (Debian: apt-get install default-libmysqlclient-dev)
The database "lite": this build of Aha has no SQLite: it was configured with --without-aha-sqlite; configure it without that option (Debian: apt-get install libsqlite3-dev)
Aha\Storage\Db\Database: this build of Aha has no SQLite: it was configured with --without-aha-sqlite; configure it without that option (Debian: apt-get install libsqlite3-dev)
The server "cache": this build of Aha has no Redis: it was configured with --without-aha-redis; configure it without that option (Debian: apt-get install libhiredis-dev)
Aha\Storage\Memory\Redis: this build of Aha has no Redis: it was configured with --without-aha-redis; configure it without that option (Debian: apt-get install libhiredis-dev)
[[],[]]
