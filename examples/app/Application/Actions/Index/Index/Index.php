<?php

declare(strict_types=1);

namespace Application\Actions\Index\Index;

use Application\Util\{BaseAction, Card, Page};

/** The landing page: a card for each demo. Cards whose result is text can be run in place (script.js). */
final class Index extends BaseAction
{
    private static ?string $page = null;

    public function execute()
    {
        return self::$page ??= $this->page();
    }

    private function page(): string
    {
        $groups = $menu = '';
        foreach ($this->config()->get('home', 'groups') as $title => $names) {
            $id = strtolower(preg_replace('/\W+/', '-', $title));
            $cards = implode('', array_map(fn (string $name) => $this->card(Card::of($name)), $names));
            $menu .= "<a href=\"#$id\">" . Page::text($title) . "</a>\n";
            $groups .= "<section id=\"$id\"><h2>" . Page::text($title) . "</h2><div class=\"cards\">\n$cards</div></section>\n";
        }
        $first = Page::highlight(self::FIRST);
        $versions = 'Aha ' . phpversion('aha') . ' · PHP ' . PHP_VERSION;
        $server = $this->server();
        return Page::html('Aha', <<<HTML
            <header>
            <div class="lead">
            <h1>Aha</h1>
            <p>Aha is a PHP extension that turns stock PHP into an application server. This is an application on its Mvc: each
            demo is an action, a few lines of PHP. <code>yield</code> says where it has to wait; meanwhile the same process serves others.</p>
            <p class="versions">$versions · HTTP {$server->port()}, TCP {$server->tcp->port()}, UDP {$server->udp->port()}</p>
            </div>
            <pre class="code"><code>$first</code></pre>
            </header>
            <nav>$menu</nav>
            <main>
            $groups
            </main>
            <footer><p><b>Code</b> shows the action, <b>Run</b> shows its answer here as it arrives.</p></footer>
            HTML);
    }

    private function card(Card $card): string
    {
        [$title, $text, $link] = array_map(Page::text(...), [$card->title, $card->text, $card->link()]);
        $kind = $card->status < 400 ? 'good' : 'bad';
        $run = $card->isPage ? '' : '<button type="button" class="run">Run</button>';
        return <<<HTML
            <article data-link="$link">
            <h3>$title</h3>
            <p>$text</p>
            <p class="where"><code>$link</code> <span class="status $kind">$card->status</span></p>
            <p class="doors">$run<a class="open" href="$link" data-status="$card->status">Open</a><a href="/code?of=$card->name">Code</a></p>
            <output hidden></output>
            </article>

            HTML;
    }

    private const FIRST = <<<'PHP'
        use Aha\Mvc\{Action, Route};

        #[Route('GET', '/user/{id:int}')]
        final class User extends Action
        {
          public function execute(int $id)
          {
            [$user, $news] = yield [user($id), news()];
            return ['user' => $user, 'news' => $news];
          }
        }
        PHP;
}
