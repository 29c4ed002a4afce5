<?php

declare(strict_types=1);

namespace Application\Actions\Notes;

use Aha\HttpException;
use Aha\Mvc\Route;
use Application\Models\Notes;
use Application\Util\{BaseAction, Card};

#[Card('A parameter of the path', '/api/notes/{id:int}: the parameter comes as an int, what is no number is a 404.', link: '/api/notes/1')]
#[Route('GET', '/api/notes/{id:int}', name: 'note')]
#[Route('DELETE', '/api/notes/{id:int}')]
final class One extends BaseAction
{
    public function execute(int $id)
    {
        $notes = $this->make(Notes::class);
        $note = yield $notes->find($id);
        if ($note === null) {
            throw new HttpException(404, "There is no note $id.");
        }
        if ($this->request()->method === 'DELETE') {
            yield $notes->remove($id);
        }
        return $note;
    }
}
