<?php

declare(strict_types=1);

namespace Application\Models;

/** Money of three people, for the demos of transactions. */
final class Accounts
{
    public function __construct(private readonly Database $database)
    {
    }

    public function move(string $from, string $to, int $amount)
    {
        return yield $this->database->db->transaction(function ($tx) use ($from, $to, $amount) {
            yield $tx->query('UPDATE account SET money = money + ? WHERE name = ?', [$amount, $to]);
            yield $tx->query('UPDATE account SET money = money - ? WHERE name = ?', [$amount, $from]); // not below 0: the table says so
            return $amount;
        }, ['retries' => 3]);
    }

    public function sum()
    {
        $result = yield $this->database->db->query('SELECT sum(money) FROM account');
        return (int) $result->fetchValue();
    }
}
