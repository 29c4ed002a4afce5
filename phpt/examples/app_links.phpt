--TEST--
examples/app: every link of the landing page answers as it promises
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/example.inc';

$example = new Example('app/server.php');
$home = $example->get('/');
check($home->status === 200 && $home->header('content-type') === 'text/html; charset=utf-8', 'the landing page is there');
check(!preg_match('~(src|href)="(https?:)?//~', $home->body), 'it needs nothing from elsewhere');

preg_match_all('~<a class="open" href="([^"]+)" data-status="(\d+)"~', $home->body, $promises, PREG_SET_ORDER);
foreach ($promises as [, $link, $status]) {
    $answer = $example->get(html_entity_decode($link));
    check($answer && $answer->status === (int) $status && $answer->broken === '' && $answer->body !== '', "$link is a $status: $answer");
}
preg_match_all('~(?:href|src)="([^"#][^"]*)"~', $home->body, $links);
$links = array_diff(array_unique($links[1]), array_column($promises, 1));
foreach ($links as $link) {
    check($example->get(html_entity_decode($link))?->status === 200, "$link is there");
}
preg_match_all('~href="#([^"]*)"~', $home->body, $places);
foreach ($places[1] as $place) {
    check(str_contains($home->body, "<section id=\"$place\">"), "#$place is there");
}

// Each action is on the page, but those that only others use.
$root = realpath(EXAMPLES . '/app/Application/Actions');
$actions = [];
foreach (new RecursiveIteratorIterator(new RecursiveDirectoryIterator($root, FilesystemIterator::SKIP_DOTS)) as $file) {
    $actions[] = substr($file->getPathname(), strlen($root) + 1, -4);
}
preg_match_all('~href="/code\?of=([\w/]+)"~', $home->body, $cards);
$missing = array_diff($actions, $cards[1], ['Code', 'Index/Index/Index', 'Stream/Ticks']);
check($missing === [], 'all actions have a card: ' . implode(' ', $missing));
check(count($promises) === count($cards[1]) && count($promises) > 40, 'there are demos with their code');
var_dump($example->stop());
--EXPECT--
int(0)
