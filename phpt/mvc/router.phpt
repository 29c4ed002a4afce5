--TEST--
Mvc: the router by convention, its methods and errors; one table for each application
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/app.inc';
$folder = application(['Actions/Index/Index/Index' => 'return 1;', 'Actions/Demo/Client/Http' => 'return 1;', 'Actions/Demo/Index' => 'return 1;',
    'Actions/Demo/helper.inc' => '', 'Actions/A/B/C/D' => 'return 1;']);
$second = application(['Actions/Only' => 'return 1;'], 'Other');
$loader = Aha\Bootstrap::initLoader()->registerNamespace('App', $folder)->registerNamespace('Other', $second);
$app = Aha\Bootstrap::getInstance('App');
function show(callable $call): void
{
    try {
        var_dump($call());
    } catch (Throwable $e) {
        echo get_class($e), ' ', $e->getCode(), ' ', $e->getMessage(), "\n";
    }
}
show(fn () => (new Aha\Mvc\Router('App', '/'))->route());
$app->run();
$other = Aha\Bootstrap::getInstance('Other')->run();
var_dump($app === Aha\Bootstrap::getInstance(), $app === Aha\Bootstrap::getInstance('\App\\'), $app !== $other, $other->getAppNamespace());
foreach ([['/'], [''], ['/demo/client/http'], ['/demo/client/http?x=/y'], ['demo-client-http', '-'], ['demo', '-'], ['/demo'], ['/Demo/'],
    ['/demo/client/hTTP'], ['/a/b/c'], ['/a/b/c/d'], ['/demo/0/client'], ['/demo client.http'], ['demo/client/http', '-'], ['/ä'], [str_repeat('a', 1025)],
    ['demo_client_http', '_'], ['/x', ':'], ['/x', '//']] as $arguments) {
    echo substr(json_encode($arguments), 0, 40), ': ';
    show(fn () => (new Aha\Mvc\Router($app, ...$arguments))->getAction());
}
show(fn () => (new Aha\Mvc\Router('Other', '/only'))->route()->getAction());
show(fn () => (new Aha\Mvc\Router('Other', '/demo'))->getAction());
show(fn () => (new Aha\Mvc\Router('Third', '/demo'))->getAction());
show(fn () => (new Aha\Mvc\Router('App', '/demo'))->getMethod());
var_dump(Aha\Mvc\Router::validate('/demo/client-1/x_y'), Aha\Mvc\Router::validate('/demo?x'), Aha\Mvc\Router::validate('/d.emo'), Aha\Mvc\Router::validate(''));
writeFile("$folder/App/Actions/Fresh.php", source('Actions/Fresh', 'return 1;'));
show(fn () => (new Aha\Mvc\Router('App', '/fresh'))->getAction());
Aha\Mvc\Router::loadActionPaths('App');
show(fn () => (new Aha\Mvc\Router('App', '/fresh'))->getAction());
$e = new Aha\Mvc\RouterException('text', new Exception('before'));
var_dump($e instanceof Aha\HttpException, $e->getStatus(), $e->getCode() === AHA_ROUTER_EXCEPTION, $e->getMessage(), $e->getPrevious()->getMessage());
show(fn () => Aha\Bootstrap::getInstance('Unknown')->run());
?>
--EXPECTF--
Aha\StateException 0 Aha\Bootstrap::run() was not called for the application "App"
bool(true)
bool(true)
bool(true)
string(5) "Other"
["\/"]: string(30) "\App\Actions\Index\Index\Index"
[""]: string(30) "\App\Actions\Index\Index\Index"
["\/demo\/client\/http"]: string(29) "\App\Actions\Demo\Client\Http"
["\/demo\/client\/http?x=\/y"]: string(29) "\App\Actions\Demo\Client\Http"
["demo-client-http","-"]: string(29) "\App\Actions\Demo\Client\Http"
["demo","-"]: string(23) "\App\Actions\Demo\Index"
["\/demo"]: string(23) "\App\Actions\Demo\Index"
["\/Demo\/"]: string(23) "\App\Actions\Demo\Index"
["\/demo\/client\/hTTP"]: Aha\Mvc\RouterException 100001 There is no action for "/demo/client/hTTP"
["\/a\/b\/c"]: Aha\Mvc\RouterException 100001 There is no action for "/a/b/c"
["\/a\/b\/c\/d"]: Aha\Mvc\RouterException 100001 The path or command has more than 3 parts
["\/demo\/0\/client"]: Aha\Mvc\RouterException 100001 There is no action for "/demo/0/client"
["\/demo client.http"]: Aha\Mvc\RouterException 100001 There is no action for "/demo client.http"
["demo\/client\/http","-"]: Aha\Mvc\RouterException 100001 The path or command has characters that none has
["\/\u00e4"]: Aha\Mvc\RouterException 100001 The path or command has characters that none has
["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa: Aha\Mvc\RouterException 100001 The path or command is too long
["demo_client_http","_"]: string(29) "\App\Actions\Demo\Client\Http"
["\/x",":"]: ValueError 0 Aha\Mvc\Router::__construct(): Argument #3 ($delimiter) must be "/", "-" or "_"
["\/x","\/\/"]: ValueError 0 Aha\Mvc\Router::__construct(): Argument #3 ($delimiter) must be "/", "-" or "_"
string(19) "\Other\Actions\Only"
Aha\Mvc\RouterException 100001 There is no action for "/demo"
Aha\StateException 0 There is no application "Third": Aha\Bootstrap::getInstance() makes it
string(7) "execute"
bool(true)
bool(false)
bool(false)
bool(true)
Aha\Mvc\RouterException 100001 There is no action for "/fresh"
string(18) "\App\Actions\Fresh"
bool(true)
int(404)
bool(true)
string(4) "text"
string(6) "before"
Aha\ConfigException 0 The namespace "Unknown" of the application is not known: register it by Aha\Bootstrap::initLoader()->registerNamespace()
