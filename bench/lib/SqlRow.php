<?php
declare(strict_types=1);

namespace Bench;

/** A row whose contenders ask a MariaDB, which is started for it on the core of the clients, with a table of 10,000 rows and 12 fortunes. */
final class SqlRow implements Row
{
    public function __construct(private readonly Row $row, private readonly string $work = '')
    {
    }

    public function title(): string
    {
        return $this->row->title();
    }

    public function run(Context $context, Report $report): void
    {
        $folder = sys_get_temp_dir() . '/aha-bench-mariadb-' . getmypid();
        mkdir($folder, 0700);
        $server = null;
        try {
            $server = $this->start($context, $folder);
            putenv("SQL_SOCKET=$folder/socket");
            putenv("WORK=$this->work");
            $this->row->run($context, $report);
        } finally {
            putenv('SQL_SOCKET');
            putenv('WORK');
            $server?->stop();
            exec('rm -rf ' . escapeshellarg($folder));
        }
    }

    private function start(Context $context, string $folder): Process
    {
        $log = $context->log('mariadb');
        $settings = "--no-defaults --datadir=$folder/data --tmpdir=$folder --innodb-log-file-size=64M --innodb-buffer-pool-size=128M --innodb-use-native-aio=0";
        exec("PATH=\$PATH:/usr/sbin mariadb-install-db $settings --auth-root-authentication-method=normal --skip-test-db >$log.install 2>&1", $lines, $code);
        if ($code !== 0) {
            throw new Failure("mariadb-install-db fails, see $log.install");
        }
        $command = "PATH=\$PATH:/usr/sbin exec mariadbd $settings --skip-networking --socket=$folder/socket --pid-file=$folder/pid --max-connections=200"
            . ' --skip-log-bin --innodb-flush-log-at-trx-commit=0 --performance-schema=OFF --user="$(id -un)"';
        $server = new Process(['sh', '-c', $command], $context->clientCore, [], $log, false);
        for ($deadline = microtime(true) + 60; !self::load($folder); usleep(100_000)) {
            if (!$server->isAlive() || microtime(true) > $deadline) {
                $server->stop();
                throw new Failure('mariadbd does not start: ' . $server->logTail());
            }
        }
        return $server;
    }

    private static function load(string $folder): bool
    {
        $sql = "CREATE DATABASE bench CHARACTER SET utf8mb4; USE bench;
            CREATE TABLE world (id INT PRIMARY KEY, n INT NOT NULL, name VARCHAR(50) NOT NULL);
            INSERT INTO world SELECT seq, 0, 'Hello World!' FROM seq_1_to_10000;
            " . Fortunes::sql('VARCHAR(200)');
        file_put_contents("$folder/load.sql", $sql);
        exec('mariadb --no-defaults --default-character-set=utf8mb4 --user=root --socket=' . escapeshellarg("$folder/socket") . ' <' . escapeshellarg("$folder/load.sql") . ' 2>/dev/null', $lines, $code);
        return $code === 0;
    }
}
