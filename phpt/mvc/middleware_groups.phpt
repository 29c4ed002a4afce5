--TEST--
Middleware: filters, post filters and terminators in the order of layers; groups by route, the first pattern that fits; styles
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/app.inc';
const LAYERS = <<<'PHP'
<?php
namespace App;
use Aha\Mvc\{RequestFilter, RequestPostFilter, RequestTerminator, PerRequest};

function note($context, string $what): void { $context->set('trail', $context->get('trail', '') . " $what"); }

class Layer implements RequestFilter, RequestPostFilter, RequestTerminator
{
    public static int $made = 0;
    public function __construct() { static::$made++; }
    public function name(): string { return strtolower(substr(static::class, 4)); }
    public function doFilter($request, $context) { note($context, $this->name()); }
    public function postFilter($request, $response, $context, $value = null) { return is_string($value) ? "$value <" . $this->name() : null; }
    public function terminate($request, $response, $context) { note($context, '/' . $this->name()); }
}
class Outer extends Layer { public function terminate($request, $response, $context) { parent::terminate($request, $response, $context); echo "terminated:{$context->get('trail')}\n"; } }
class Inner extends Layer
{
    public function doFilter($request, $context) { yield \Aha\sleep(0.001); note($context, 'inner'); }
    public function postFilter($request, $response, $context, $value = null) { yield \Aha\sleep(0.001); $response->header('X-Inner', 'yes'); return is_string($value) ? "$value <inner" : null; }
    public function terminate($request, $response, $context) { yield \Aha\sleep(0.001); note($context, '/inner'); }
}
class Guard implements RequestFilter
{
    public function doFilter($request, $context)
    {
        if (($request->get['key'] ?? '') !== 'open') {
            $context->getResponse()->status(403);
            return ['refused' => true];
        }
    }
}
class Own implements RequestFilter, RequestPostFilter, PerRequest
{
    private static int $count = 0;
    private int $number;
    public function __construct(private Layer $needed) { $this->number = ++self::$count; }
    public function doFilter($request, $context) { note($context, "own$this->number"); return \Aha\sleep(0.001); }
    public function postFilter($request, $response, $context, $value = null) { return "$value own$this->number"; }
}
PHP;
$server = mvcServer([
    'Layers' => LAYERS,
    'Config/Middleware' => '<?php
        require_once __DIR__ . "/../Layers.php";
        return [
            "group" => [
                "web" => [App\Outer::class, App\Inner::class],
                "admin" => App\Guard::class,
                "own" => [App\Own::class, "\App\Own"],
                "closure" => [fn ($request, $context) => $context->getRouter() ? null : "never", function ($request, $context) { yield Aha\sleep(0); return "by a closure"; }],
                "none" => [],
            ],
            "match" => [
                ["/admin/**", ["web", "admin", "web"]],
                ["/own", "own"],
                ["/closed", "closure"],
                ["#^/re/(a|b)\$#i", ["web"]],
                ["/plain", "none"],
                ["/free", []],
                ["/", "web"],
            ],
        ];',
    'Actions/Admin/Index' => 'return "admin" . $this->_objDispatcher->get("trail");',
    'Actions/Admin/Users/Edit' => 'return "edit" . $this->_objDispatcher->get("trail");',
    'Actions/Own' => 'return "own" . $this->_objDispatcher->get("trail");',
    'Actions/Closed' => 'echo "NEVER CALLED\n";',
    'Actions/Re/A' => 'return "a" . $this->_objDispatcher->get("trail");',
    'Actions/Re/C' => 'return "c" . $this->_objDispatcher->get("trail");',
    'Actions/Plain' => 'return "plain" . $this->_objDispatcher->get("trail");',
    'Actions/Free' => 'return "free" . $this->_objDispatcher->get("trail");',
    'Actions/Index/Index/Index' => 'return ["an" => "array"];',
    'Actions/Made' => 'return App\Layer::$made;',
], 'echo "layers: ", App\Outer::$made, "\n";');
foreach (['/plain', '/free', '/', '/index', '/re/a', '/re/c', '/closed', '/own', '/own', '/admin?key=open', '/admin', '/admin/users/edit?key=open'] as $path) {
    $answer = $server->get($path);
    echo str_pad($path, 27), $answer->header('x-inner'), ' ', $answer;
}
echo "-- no spelling gets round the guard\n";
foreach (['/Admin', '/ADMIN', '//admin//', '/adm.in', '/admin/index', '/Admin/Index', '/admin/users/../index', '/admin%2fusers/edit', '/admin/', '/./admin'] as $path) {
    echo str_pad($path, 27), $server->get($path)->status, "\n";
}
echo $server->stop(), "\n", $server->log();
?>
--EXPECT--
/plain                     - 200 plain
/free                      - 200 free
/                          yes 200 {"an":"array"}
/index                     yes 200 {"an":"array"}
/re/a                      yes 200 a outer inner <inner <outer
/re/c                      - 200 c
/closed                    - 200 by a closure
/own                       - 200 own own1 own1
/own                       - 200 own own2 own2
/admin?key=open            yes 200 admin outer inner <inner <outer
/admin                     yes 403 {"refused":true}
/admin/users/edit?key=open yes 200 edit outer inner <inner <outer
-- no spelling gets round the guard
/Admin                     403
/ADMIN                     404
//admin//                  403
/adm.in                    403
/admin/index               403
/Admin/Index               403
/admin/users/../index      404
/admin%2fusers/edit        404
/admin/                    403
/./admin                   403
0
layers: 2
terminated: outer inner /inner /outer
terminated: outer inner /inner /outer
terminated: outer inner /inner /outer
terminated: outer inner /inner /outer
terminated: outer inner /inner /outer
terminated: outer inner /inner /outer
terminated: outer inner /inner /outer
terminated: outer inner /inner /outer
terminated: outer inner /inner /outer
terminated: outer inner /inner /outer
terminated: outer inner /inner /outer
terminated: /inner /outer
terminated: outer inner /inner /outer
terminated: outer inner /inner /outer
