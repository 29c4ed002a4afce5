<?php

declare(strict_types=1);

namespace Application\Actions;

use Aha\HttpException;
use Application\Util\{BaseAction, Card, Page};

/** The code of a demo: /code?of=Coroutine/Sleep */
final class Code extends BaseAction
{
    public function execute()
    {
        $card = Card::of((string) $this->request()->input('of', '')) ?? throw new HttpException(404, 'There is no such demo');
        $link = Page::text($card->link());
        return Page::small($card->title, '<p>' . Page::text($card->text) . "</p>\n" .
            '<pre class="code"><code>' . Page::highlight($card->code()) . "</code></pre>\n" .
            '<p class="doors"><a class="open" href="' . $link . '">Open ' . $link . '</a> <span class="place">' . Page::text($card->file()) . '</span></p>');
    }
}
