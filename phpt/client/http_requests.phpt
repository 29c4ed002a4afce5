--TEST--
HTTP client: methods, query, headers and every kind of body reach the server
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/http.inc';
use Aha\Client\{Http, HttpClient};
$server = new Server(MIRROR);
$url = "http://127.0.0.1:$server->port";
$folder = temporaryFolder();
file_put_contents("$folder/file.txt", 'content of a file');

function show(string $title, $response, string ...$keys): void
{
    $seen = $response->json();
    echo $title, ': ', json_encode(array_map(fn ($key) => $seen[$key] ?? $seen['header'][$key] ?? null, $keys), JSON_UNESCAPED_SLASHES), "\n";
}

Aha\run(function () use ($url, $folder) {
    foreach (['get', 'post', 'put', 'patch', 'delete', 'options'] as $method) {
        show($method, yield Http::$method("$url/x"), 'method', 'raw');
    }
    $head = yield Http::head("$url/x");
    echo 'head: ', $head->status, ' ', json_encode($head->body), ' ', $head->header['content-length'] > 0 ? 'has a length' : 'no length', "\n";
    show('request', yield Http::request('PROPFIND', "$url/x"), 'method');
    show('query', yield Http::get("$url/p?a=1#fragment", ['query' => ['b' => [1, 2], 'c' => true, 'd' => null, 'e f' => 'ä&']]), 'uri');
    show('query text', yield Http::get("$url/p", ['query' => 'x=%20&y']), 'uri');
    show('headers', yield Http::get($url, ['headers' => ['X-One' => 'a', 'X-Two' => ['b', 'c'], 'User-Agent' => 'mine', 'X-Number' => 5]]), 'x-one', 'x-two', 'user-agent', 'x-number');
    show('form', yield Http::post($url, ['form' => ['a' => '1 &', 'b' => ['x' => 'y', 'z']]]), 'post', 'type', 'length');
    show('json', yield Http::post($url, ['json' => ['a' => [1, 2.0, 'ü/']]]), 'type', 'length');
    show('json null', yield Http::put($url, ['json' => null]), 'raw');
    show('own type', yield Http::post($url, ['json' => [1], 'headers' => ['content-type' => 'application/x-mine']]), 'type', 'raw');
    show('body', yield Http::put($url, ['body' => str_repeat('x', 100000), 'headers' => ['Content-Type' => 'text/plain']]), 'raw', 'length', 'type');
    show('empty body', yield Http::post($url, ['body' => '']), 'raw', 'length');
    show('file', yield Http::put($url, ['body_file' => "$folder/file.txt"]), 'raw', 'length', 'chunked');
    show('multipart', yield Http::post($url, ['multipart' => [
        'note' => 'text', 'n' => [1, 2],
        'file' => ['path' => "$folder/file.txt", 'type' => 'text/plain'],
        'made' => ['content' => "\0\1", 'filename' => 'a"b.bin'],
        'many[]' => [['content' => 'x', 'filename' => 'x.txt'], ['content' => 'y', 'filename' => 'y.txt', 'type' => 'text/y']],
    ]]), 'post', 'files', 'chunked');

    $client = new HttpClient(['base_url' => "$url/api/", 'headers' => ['X-One' => 'client', 'X-Two' => 'client'], 'query' => ['key' => 'k']]);
    show('client', yield $client->get('users', ['headers' => ['x-one' => 'request', 'X-Two' => null], 'query' => ['p' => 1]]), 'uri', 'x-one', 'x-two');
    show('client, root', yield $client->delete('/users/5'), 'method', 'uri');
});
?>
--EXPECT--
get: ["GET",0]
post: ["POST",0]
put: ["PUT",0]
patch: ["PATCH",0]
delete: ["DELETE",0]
options: ["OPTIONS",0]
head: 200 "" has a length
request: ["PROPFIND"]
query: ["/p?a=1&b%5B0%5D=1&b%5B1%5D=2&c=1&e+f=%C3%A4%26"]
query text: ["/p?x=%20&y"]
headers: ["a","b, c","mine","5"]
form: [{"a":"1 &","b":{"x":"y","0":"z"}},"application/x-www-form-urlencoded","29"]
json: ["application/json","19"]
json null: [4]
own type: ["application/x-mine",3]
body: [100000,"100000","text/plain"]
empty body: [0,"0"]
file: [17,"17",false]
multipart: [{"note":"text","n":"2"},{"file":[["file.txt","text/plain","content of a file"]],"made":[["a%22b.bin","application/octet-stream","\u0000\u0001"]],"many":[["x.txt","application/octet-stream","x"],["y.txt","text/y","y"]]},false]
client: ["/api/users?key=k&p=1","request",null]
client, root: ["DELETE","/users/5?key=k"]
