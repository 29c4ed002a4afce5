<?php

declare(strict_types=1);

namespace Application\Actions\Stream;

use Application\Util\{BaseAction, Card, Page};

#[Card('Server-sent events', 'A clock that ticks in your browser for as long as you look at it.', isPage: true)]
final class Clock extends BaseAction
{
    public function execute()
    {
        return Page::small('Server-sent events', <<<'HTML'
            <p class="clock" data-events="/stream/ticks">…</p>
            <p>Each tick is an event from <code>/stream/ticks</code>. Close this page and the coroutine behind it ends.</p>
            HTML);
    }
}
