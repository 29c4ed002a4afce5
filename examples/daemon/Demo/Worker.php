<?php

namespace Demo;

use Aha\Coroutine\Scheduler;
use Aha\Daemon;
use Aha\Mvc\Config;
use Aha\Network\Server;
use Aha\Storage\Db\{Pool, Transaction};
use Aha\Timer;

/** What a process of the daemon does. */
final class Worker
{
    private Server $server;
    private Config $config;
    private Scheduler $scheduler;
    private int $done = 0;

    public function start(Server $server): void
    {
        $daemon = Daemon::getInstance('Demo')->run(); // reads the configuration, in each process and after each reload
        $this->server = $server;
        $this->config = $daemon->getConfig();
        $this->scheduler = $daemon->getScheduler();
        $this->scheduler->newTask($this->prepare());
    }

    private function prepare(): \Generator
    {
        yield $this->db()->query('CREATE TABLE IF NOT EXISTS account (name VARCHAR(20) PRIMARY KEY, money INTEGER)');
        yield $this->db()->insertMany('account', ['name', 'money'], [['Ada', 0], ['Bob', 0]]);
        Timer::tick($this->config->get('aha.interval'), $this->tick(...));
    }

    public function tick(int $timer): void
    {
        if ($this->server->isDraining()) { // a reload or the stop of the server: no more, what is under way is waited for
            Timer::clear($timer);
            return;
        }
        $room = $this->config->get('aha.max_task') - $this->scheduler->count();
        for ($n = min($room, $this->config->get('aha.tasks_per_tick')); $n > 0; $n--) {
            $this->scheduler->newTask($this->transfer()); // an error is logged, the others go on
        }
        $this->server->sendMessage(['pid' => getmypid(), 'under way' => $this->scheduler->count(), 'done' => $this->done], 0);
    }

    private function transfer(): \Generator
    {
        yield $this->db()->transaction(function (Transaction $transaction) {
            yield $transaction->query('UPDATE account SET money = money - 1 WHERE name = ?', ['Ada']);
            yield $transaction->query('UPDATE account SET money = money + 1 WHERE name = ?', ['Bob']);
        });
        $this->done++;
    }

    private function db()
    {
        return Pool::getConnection('daemon', $this->config->get('database.main'));
    }
}
