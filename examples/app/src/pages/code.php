<?php

declare(strict_types=1);

// The code of a demo: /code?of=/hello

namespace Demo;

use Aha\HttpException;
use Aha\Server\{Request, Response};

/** @var App $app */

return [new Demo('GET /code', '', '', function (Request $request, Response $response) use ($app): string {
    $demo = $app->find((string) $request->input('of', ''));
    if (!$demo || $demo->title === '') {
        throw new HttpException(404, 'There is no such demo');
    }
    $link = Page::text($demo->link());
    return Page::small($demo->title, '<p>' . Page::text($demo->text) . "</p>\n" .
        '<pre class="code"><code>' . Page::highlight($demo->code()) . "</code></pre>\n" .
        '<p class="doors"><a class="open" href="' . $link . '">Open ' . $link . '</a> <span class="place">' . Page::text($demo->place()) . '</span></p>');
})];
