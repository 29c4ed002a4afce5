--TEST--
HTTP client: a URL that is asked again is the same request again, whatever was asked in between
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/http.inc';
use Aha\Client\HttpClient;
$server = new Server(MIRROR);
$origin = "127.0.0.1:$server->port";

function shown($response): string
{
    $seen = $response->json();
    $header = array_intersect_key($seen['header'], array_flip(['authorization', 'x-own', 'user-agent', 'accept-encoding']));
    if (isset($header['accept-encoding'])) {
        $header['accept-encoding'] = 'some'; // br is optional
    }
    ksort($header);
    return "$seen[method] $seen[uri] " . json_encode($header);
}

Aha\run(function () use ($origin) {
    $client = new HttpClient();
    $ask = fn (string $title, string $url, array $options = [], string $method = 'GET') => [$title, fn () => $client->request($method, $url, $options)];
    $asked = [
        $ask('plain', "http://$origin/a?b=1"),
        $ask('with a query', "http://$origin/a?b=1", ['query' => ['c' => 2]]),
        $ask('with a header', "http://$origin/a?b=1", ['headers' => ['X-Own' => 'yes']]),
        $ask('another method', "http://$origin/a?b=1", [], 'DELETE'),
        $ask('not compressed', "http://$origin/a?b=1", ['decode' => false]),
        $ask('with credentials', "http://me:secret@$origin/a?b=1"),
        $ask('another query', "http://$origin/a?b=2"),
    ];
    $first = [];
    for ($round = 0; $round < 3; $round++) {
        foreach ($asked as [$title, $send]) {
            $now = shown(yield $send());
            $first[$title] ??= $now;
            echo $round === 0 ? "$title: $now\n" : ($now === $first[$title] ? '' : "$title differs: $now\n");
        }
    }
    // What a relative URL means is each client's own.
    $one = new HttpClient(['base_url' => "http://$origin/one/"]);
    $two = new HttpClient(['base_url' => "http://$origin/two/"]);
    for ($round = 0; $round < 2; $round++) {
        echo shown(yield $one->get('x')), "\n", shown(yield $two->get('x')), "\n";
    }
    for ($i = 0; $i < 100; $i++) { // more than are remembered
        $uri = "/many/$i";
        if ((yield $client->get("http://$origin$uri"))->json()['uri'] !== $uri) {
            echo "$uri is another one\n";
        }
    }
    foreach (['http://', 'ftp://x/', ''] as $wrong) { // wrong the second time as well
        for ($round = 0; $round < 2; $round++) {
            try {
                yield $client->get($wrong);
            } catch (Aha\ConfigException $e) {
                echo $e->getMessage(), "\n";
            }
        }
    }
});
var_dump($server->stop());
--EXPECT--
plain: GET /a?b=1 {"accept-encoding":"some","user-agent":"Aha"}
with a query: GET /a?b=1&c=2 {"accept-encoding":"some","user-agent":"Aha"}
with a header: GET /a?b=1 {"accept-encoding":"some","user-agent":"Aha","x-own":"yes"}
another method: DELETE /a?b=1 {"accept-encoding":"some","user-agent":"Aha"}
not compressed: GET /a?b=1 {"user-agent":"Aha"}
with credentials: GET /a?b=1 {"accept-encoding":"some","authorization":"Basic bWU6c2VjcmV0","user-agent":"Aha"}
another query: GET /a?b=2 {"accept-encoding":"some","user-agent":"Aha"}
GET /one/x {"accept-encoding":"some","user-agent":"Aha"}
GET /two/x {"accept-encoding":"some","user-agent":"Aha"}
GET /one/x {"accept-encoding":"some","user-agent":"Aha"}
GET /two/x {"accept-encoding":"some","user-agent":"Aha"}
URL: no host
URL: no host
URL: scheme "ftp" is not supported; http, https, ws and wss are
URL: scheme "ftp" is not supported; http, https, ws and wss are
URL: not absolute; it must begin with http:// or https://
URL: not absolute; it must begin with http:// or https://
int(0)
