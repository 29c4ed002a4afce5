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
preg_match_all('~ href="([^"]+)">|<a href="([^"]+)"~', $home->body, $links);
$links = array_diff(array_unique(array_filter([...$links[1], ...$links[2]])), array_column($promises, 1));
foreach ($links as $link) {
    check($example->get(html_entity_decode($link))?->status === 200, "$link is there");
}
foreach (['hello', 'json', 'sleep', 'parallel', 'stream', 'clock', 'upload', 'missing', 'error', 'deadline', 'files', 'fiber',
    'callback', 'stats', 'stats.json'] as $demo) {
    check(preg_match("~ href=\"/$demo\\b~", $home->body) === 1, "there is a link to /$demo");
}
check(count($promises) > 20 && count($links) > 20, 'there are demos with their code');
var_dump($example->stop());
--EXPECT--
int(0)
