<?php

declare(strict_types=1);

namespace Application\Actions\Stream;

use Application\Util\{BaseAction, Card, Page};

#[Card('A body in pieces', 'Send a file of any size: it is hashed while it arrives and never held in memory.', isPage: true)]
final class Count extends BaseAction
{
    public function execute()
    {
        return $this->request()->method === 'POST' ? $this->count() : Page::small('A body in pieces', <<<'HTML'
            <p><label class="file">Choose a file <input type="file" data-send="/stream/count"></label></p>
            <pre class="result" hidden></pre>
            HTML);
    }

    private function count()
    {
        $hash = hash_init('sha256');
        $bytes = $pieces = 0;
        while (null !== $piece = yield $this->request()->body()->read()) {
            hash_update($hash, $piece);
            $bytes += strlen($piece);
            $pieces++;
        }
        return ['bytes' => $bytes, 'pieces' => $pieces, 'sha256' => hash_final($hash)];
    }
}
