<?php

declare(strict_types=1);

namespace Application\Actions\Storage;

use Aha\Storage\Db\ConstraintException;
use Application\Models\Accounts;
use Application\Util\{BaseAction, Card};

#[Card('A transaction', 'Moves money as a closure: it commits when the closure returns, and rolls back when it throws.')]
final class Transaction extends BaseAction
{
    public function execute()
    {
        $accounts = $this->make(Accounts::class);
        yield $accounts->move('Ada', 'Bob', 10);
        yield $accounts->move('Bob', 'Ada', 10);
        try {
            yield $accounts->move('Ada', 'Bob', 1_000_000);
            $refused = null;
        } catch (ConstraintException $error) {
            $refused = (new \ReflectionClass($error))->getShortName();
        }
        return ['sum' => yield $accounts->sum(), 'refused by' => $refused];
    }
}
