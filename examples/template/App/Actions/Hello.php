<?php

declare(strict_types=1);

namespace App\Actions;

use Aha\Mvc\{Action, Route};

/** By convention the answer to /hello; declared, /hello/{name} as well. */
#[Route('GET', '/hello/{name}')]
final class Hello extends Action
{
    public function execute(string $name = 'world')
    {
        yield \Aha\sleep(0.01); // a query, a request to another service …
        return ['hello' => $name];
    }
}
