<?php

declare(strict_types=1);

namespace Application\Actions\Notes;

use Aha\HttpException;
use Aha\Mvc\Route;
use Application\Models\Notes;
use Application\Util\{BaseAction, Card};

#[Card('A JSON API', 'Declared routes: /api/notes with GET and POST. Another method is a 405 that names them.', link: '/api/notes')]
#[Route('GET', '/api/notes', name: 'notes')]
#[Route('POST', '/api/notes')]
final class Collection extends BaseAction
{
    public function execute()
    {
        $notes = $this->make(Notes::class);
        return $this->request()->method === 'POST' ? $this->create($notes) : $notes->all();
    }

    private function create(Notes $notes)
    {
        $text = trim((string) ($this->request()->json()['text'] ?? ''));
        if ($text === '' || strlen($text) > 200) {
            throw new HttpException(422, 'A note has a text of 1 to 200 bytes.');
        }
        $id = yield $notes->add($text);
        $routes = $this->_objDispatcher->getBootstrap()->getRoutes();
        $this->response()->status(201)->header('Location', $routes->url('note', ['id' => $id]));
        return ['id' => $id, 'text' => $text];
    }
}
