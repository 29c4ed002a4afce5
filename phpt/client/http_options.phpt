--TEST--
HTTP client: what is wrong with a request is told at once, and says what is allowed
--EXTENSIONS--
aha
--FILE--
<?php
use Aha\Client\{CookieJar, Http, HttpClient};
$url = 'http://127.0.0.1:1/';
function attempt(callable $do): void
{
    try {
        $do();
        echo "nothing\n";
    } catch (Throwable $e) {
        echo get_class($e), ': ', str_replace(__DIR__, '', $e->getMessage()), "\n";
    }
}
foreach ([
    ['timeot' => 1], ['timeout' => -1], ['timeout' => '1'], ['redirects' => 51], ['max_body' => -1], ['headers' => 'x'], ['headers' => ['x']],
    ['headers' => ['a b' => 'x']], ['headers' => ['a' => "x\r\ny"]], ['headers' => ['a' => new stdClass]], ['query' => 5], ['query' => ['a' => new stdClass]],
    ['query' => 'a b'], ['auth' => 'secret'], ['auth' => ['secret']], ['auth' => ['digest', 'x', new stdClass]], ['proxy' => 'ftp://secret@x'], ['proxy' => 5],
    ['cookies' => []], ['body' => 5], ['body' => 'x', 'json' => 1], ['form' => 'a=1'], ['form' => ['a' => fopen('php://memory', 'r')]],
    ['json' => "\xff"], ['multipart' => []], ['multipart' => ['a' => ['path' => '/does/not/exist']]], ['multipart' => ['a' => ['filename' => 'x']]],
    ['multipart' => ['a' => ['content' => 'x', 'nmae' => 'y']]], ['multipart' => ['a' => null]], ['body_file' => '/does/not/exist'], ['body_file' => __DIR__],
    ['stream' => true, 'sink' => '/tmp/x'], ['sink' => ''], ['verify' => 'no'], ['pool_size' => 5], ['base_url' => 'x'], ['throw' => 2],
] as $options) {
    if ($options !== ['sink' => '']) {
        attempt(fn () => Http::get($url, $options));
    }
}
foreach (['', '/path', 'ftp://x/', 'http://', 'http://a b/', 'http://x:99999/', "http://x/\n", 'ws://127.0.0.1/'] as $bad) {
    attempt(fn () => Http::get($bad));
}
attempt(fn () => Http::request('BAD METHOD', $url));
attempt(fn () => Http::request('', $url));
attempt(fn () => new HttpClient(['pool_size' => 0]));
attempt(fn () => new HttpClient(['body' => 'x']));
attempt(fn () => new HttpClient(['on_trace' => 'no_such_function']));
attempt(fn () => new HttpClient(['base_url' => 'no/url']));
attempt(fn () => (new ReflectionClass(HttpClient::class))->newInstanceWithoutConstructor()->get($url));
attempt(fn () => new Http('GET', $url, 0));
attempt(fn () => new Http('GET', $url, 1, NAN));
attempt(fn () => (new Http('GET', $url))->setOptions(['stream' => true]));
attempt(fn () => (new Http('GET', $url))->setRequestHeaders(['a b' => 'x']));
attempt(fn () => (new Http('GET', $url))->setMethod(''));
attempt(fn () => (new Http('GET', 'no url'))->loop());
attempt(fn () => (new ReflectionClass(Http::class))->newInstanceWithoutConstructor()->loop());
attempt(fn () => Http::gzDecode('x', 'brotli'));
attempt(fn () => (new CookieJar())->store('no url', 'a=b'));
attempt(fn () => clone new CookieJar());
attempt(fn () => serialize(new HttpClient()));
?>
--EXPECT--
Aha\ConfigException: Aha\Client\HttpClient: unknown option "timeot"; did you mean "timeout"?
Aha\ConfigException: Aha\Client\HttpClient: option "timeout" must be a number of seconds from 0 to 86400, -1 given
Aha\ConfigException: Aha\Client\HttpClient: option "timeout" must be a number of seconds from 0 to 86400, "1" given
Aha\ConfigException: Aha\Client\HttpClient: option "redirects" must be an integer from 0 to 50, 51 given
Aha\ConfigException: Aha\Client\HttpClient: option "max_body" must be an integer from 0 to 1125899906842624, -1 given
Aha\ConfigException: Aha\Client\HttpClient: option "headers" must be an array of name => value, "x" given
Aha\ConfigException: Aha\Client\HttpClient: option "headers" must be an array of name => value, not a list, array given
Aha\ConfigException: Header name "a b" must be a token: letters, digits and !#$%&'*+-.^_`|~
Aha\ConfigException: Header "a" must not contain control characters such as CR, LF or NUL
Aha\ConfigException: Option "headers": "a" must be a string or a list of strings
Aha\ConfigException: Aha\Client\HttpClient: option "query" must be an array, or a string that is encoded already, 5 given
Aha\ConfigException: Option "query": "a" must be a scalar or an array, stdClass given
Aha\ConfigException: URL: blank; encode it as %20
Aha\ConfigException: Option "auth" must be [user, password], ['digest', user, password] or ['bearer', token]
Aha\ConfigException: Option "auth" must be [user, password], ['digest', user, password] or ['bearer', token]
Aha\ConfigException: Option "auth" must be [user, password], ['digest', user, password] or ['bearer', token]
Aha\ConfigException: a proxy is given as http://host:port or socks5://host:port
Aha\ConfigException: Option "proxy" must be a URL, int given
Aha\ConfigException: Aha\Client\HttpClient: option "cookies" must be an Aha\Client\CookieJar, or null, array given
Aha\ConfigException: Aha\Client\HttpClient: option "body" must be a string, a stream or an iterable of strings, 5 given
Aha\ConfigException: The options "body" and "json" exclude each other
Aha\ConfigException: Aha\Client\HttpClient: option "form" must be an array, "a=1" given
Aha\ConfigException: Option "form": "a" must be a scalar or an array, resource given
JsonException: Malformed UTF-8 characters, possibly incorrectly encoded
Aha\ConfigException: Aha\Client\HttpClient: option "multipart" must be an array of name => part that is not empty, array given
Aha\ConfigException: Option "multipart": /does/not/exist is no file
Aha\ConfigException: Option "multipart": "a" must have either "path" or "content", a string
Aha\ConfigException: A part of "multipart": unknown option "nmae"; did you mean "type"?
Aha\ConfigException: Option "multipart": "a" must be a scalar or an array, null given
Aha\ConfigException: Option "body_file": /does/not/exist is no file
Aha\ConfigException: Option "body_file":  is no file
Aha\ConfigException: The options "stream" and "sink" exclude each other
Aha\ConfigException: Aha\Client\HttpClient: option "verify" must be true or false, "no" given
Aha\ConfigException: Aha\Client\HttpClient: unknown option "pool_size"; did you mean "body_file"?
Aha\ConfigException: Aha\Client\HttpClient: unknown option "base_url"; did you mean "timeout"?
Aha\ConfigException: Aha\Client\HttpClient: option "throw" must be true or false, 2 given
Aha\ConfigException: URL: not absolute; it must begin with http:// or https://
Aha\ConfigException: URL: not absolute; it must begin with http:// or https://
Aha\ConfigException: URL: scheme "ftp" is not supported; http, https, ws and wss are
Aha\ConfigException: URL: no host
Aha\ConfigException: URL: blank; encode it as %20
Aha\ConfigException: URL: the port must be a number from 1 to 65535
Aha\ConfigException: URL: control character
Aha\ConfigException: The URL must begin with http:// or https://, ws:// given
Aha\ConfigException: The method must be a token of HTTP, "BAD METHOD" given
Aha\ConfigException: The method must be a token of HTTP, "" given
Aha\ConfigException: Aha\Client\HttpClient: option "pool_size" must be an integer from 1 to 100000, 0 given
Aha\ConfigException: Aha\Client\HttpClient: unknown option "body"; did you mean "key"?
Aha\ConfigException: Aha\Client\HttpClient: option "on_trace" must be function (string $event, array $call): void, "no_such_function" given
Aha\ConfigException: URL: not absolute; it must begin with http:// or https://
ReflectionException: Class Aha\Client\HttpClient is an internal class marked as final that cannot be instantiated without invoking its constructor
Aha\ConfigException: Aha\Client\Http: timeouts must be above 0 and at most 86400 seconds
Aha\ConfigException: Aha\Client\Http: timeouts must be above 0 and at most 86400 seconds
Aha\ConfigException: Aha\Client\Http: unknown option "stream"; did you mean "retry"?
Aha\ConfigException: Header name "a b" must be a token: letters, digits and !#$%&'*+-.^_`|~
ValueError: Aha\Client\Http::setMethod(): Argument #1 ($method) must not be empty
Aha\ConfigException: URL: blank; encode it as %20
Aha\StateException: The constructor of Aha\Client\Http was not called
Aha\ConfigException: The type must be "gzip", "deflate" or "compress"
Aha\ConfigException: URL: blank; encode it as %20
Error: Trying to clone an uncloneable object of class Aha\Client\CookieJar
Exception: Serialization of 'Aha\Client\HttpClient' is not allowed
