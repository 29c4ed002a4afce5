--TEST--
Config/Route.php: what is wrong stops the start, with a message
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/routes.inc';
function failure(string $config, array $files = []): void
{
    $folder = application($files + ['Config/Route' => $config, 'Actions/Index/Index/Index' => 'return 1;']);
    Aha\Bootstrap::initLoader()->registerNamespace($name = 'App' . ++$GLOBALS['apps'], $folder);
    rename("$folder/App", "$folder/$name");
    try {
        Aha\Bootstrap::getInstance($name, 'test')->run();
        echo "no failure\n";
    } catch (Throwable $e) {
        echo get_class($e), ': ', str_replace($folder, '', $e->getMessage()), "\n";
    }
}
$apps = 0;
failure('return [];');
failure('return ["rotues" => []];');
failure('return ["routes" => 5];');
failure('return ["routes" => [["GET", "/a"]]];');
failure('return ["routes" => ["GET /a" => 5]];');
failure('return ["routes" => ["G?T /a" => "X"]];');
failure('return ["routes" => ["GET a" => "X"]];');
failure('return ["routes" => ["GET /a" => "X", ["GET", "/a/", "Y"]]];');
failure('return ["routes" => ["GET /{id}" => ["handler" => "X", "where" => ["id" => 5]]]];');
failure('return ["rules" => ["/:a" => \'${b}\']];');
failure('return ["rules" => [5]];');
failure('return ["slash" => "sometimes"];');
failure('return ["check_on_start" => "always"];');
failure('return ["declare" => "no function"];');
failure('return ["declare" => fn () => throw new DomainException("mine")];');
failure('return ["router_class" => "Nobody"];');
failure('return ["router_class" => "ArrayObject"];');
failure('return ["routes" => ["GET /a/{x}" => fn ($a, $b) => 1]];');
failure('return ["check_on_start" => "refuse", "routes" => ["GET /a" => fn () => 1], "check" => ["/a" => "/a", "/b" => "/a"]];');
failure('return ["check_on_start" => "refuse", "routes" => ["GET /a" => fn () => 1], "check" => ["/a" => "/a", "/" => "Index/Index/Index"]];');
ini_set('error_log', 'php://stdout');
failure('return ["check_on_start" => "log", "routes" => ["GET /a" => fn () => 1], "check" => ["/a" => 404]];');
?>
--EXPECT--
no failure
Aha\ConfigException: Config/Route.php: unknown option "rotues"; did you mean "routes"?
Aha\ConfigException: Config/Route.php: an array is needed instead of "routes"
Aha\ConfigException: Config/Route.php: a route without a key must be [methods, pattern, handler] of "routes"
TypeError: The handler of route "/a" must be a callable, "Class", "Class::method" or [Class, method], int given
Aha\ConfigException: "G?T" is no HTTP method: "GET", "GET|POST", "ANY" …
Aha\ConfigException: Route pattern "a": it must begin with '/'
Aha\ConfigException: Routes /a (Config/Route.php) and /a/ (Config/Route.php) match the same paths for GET
Aha\ConfigException: "where" of route /{id} (Config/Route.php) must be an array parameter => type
Aha\ConfigException: URL rule "/:a": the target names ${b}, which the pattern does not capture
Aha\ConfigException: Config/Route.php: an array pattern => target is needed instead of "rules"
Aha\ConfigException: Config/Route.php: option "slash" must be "ignored" or "strict", "sometimes" given
Aha\ConfigException: Config/Route.php: option "check_on_start" must be "log", "refuse" or "", "always" given
Aha\ConfigException: Config/Route.php: function (Routes $routes) is needed instead of "declare"
DomainException: mine
Aha\Mvc\NotFoundException: There is neither a value nor a binding nor a class "Nobody"
Aha\ConfigException: "router_class" must name a class that implements Aha\Mvc\RouterInterface
Aha\ConfigException: The handler of route /a/{x} (Config/Route.php) cannot be called: nothing fits the parameter $b
Aha\ConfigException: The check of the routes has failed (1): "/b" leads to 404, not to /a
no failure
aha: route check: "/a" leads to /a, not to 404
no failure
