<?php

declare(strict_types=1);

// The landing page: a card for each demo. Cards whose result is text can be run in place (script.js).

namespace Demo;

use Aha\Server\{Request, Response};

/** @var App $app */

$card = function (Demo $demo): string {
    [$title, $text, $link, $path] = array_map(Page::text(...), [$demo->title, $demo->text, $demo->link(), $demo->path]);
    $kind = $demo->status < 400 ? 'good' : 'bad';
    $run = $demo->isPage ? '' : '<button type="button" class="run">Run</button>';
    $code = $demo->isPage && str_starts_with($demo->path, '/files/') ? '' : "<a href=\"/code?of=$path\">Code</a>";
    return <<<HTML
        <article data-link="$link">
        <h3>$title</h3>
        <p>$text</p>
        <p class="where"><code>$link</code> <span class="status $kind">{$demo->status}</span></p>
        <p class="doors">$run<a class="open" href="$link" data-status="{$demo->status}">Open</a>$code</p>
        <output hidden></output>
        </article>

        HTML;
};

$first = <<<'PHP'
    use Aha\Server\Http;

    $server = new Http('127.0.0.1', 9601);
    $server->on('request', function ($req) {
      [$user, $news] = yield [user(7), news()];
      return ['user' => $user, 'news' => $news];
    });
    $server->start();
    PHP;

return [new Demo('GET /', '', '', function (Request $request, Response $response) use ($app, $card, $first): string {
    $groups = '';
    foreach ($app->groups() as $title => $demos) {
        $cards = implode('', array_map($card, array_filter($demos, fn (Demo $demo) => $demo->title !== '')));
        $groups .= '<section><h2>' . Page::text($title) . "</h2><div class=\"cards\">\n$cards</div></section>\n";
    }
    $first = Page::highlight($first);
    $versions = 'Aha ' . phpversion('aha') . ' · PHP ' . PHP_VERSION;
    return Page::html('Aha', <<<HTML
        <header>
        <div class="lead">
        <h1>Aha</h1>
        <p>Aha is a PHP extension that turns stock PHP into an application server: your script starts it, and one process
        answers many requests at a time. A handler says <code>yield</code> where it has to wait, and reads like
        ordinary PHP.</p>
        <p class="versions">$versions · this page is served by it</p>
        </div>
        <pre class="code"><code>$first</code></pre>
        </header>
        <main>
        $groups
        </main>
        <footer><p>Each demo is a few lines of PHP: <b>Code</b> shows them, <b>Run</b> shows the answer here as it arrives.</p></footer>
        HTML);
})];
