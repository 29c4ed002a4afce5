--TEST--
Mvc: the loader: namespaces, prefixes, probes, together with another autoloader, before and behind it
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/app.inc';
$folder = application([
    'Models/User' => '<?php namespace App\Models; class User {}',
    'Models/Other' => '<?php namespace App\Models; class Different {}',
    'Models/Broken' => '<?php namespace App\Models; class Broken { oops }',
]);
writeFile("$folder/second/App/Late.php", '<?php namespace App; class Late {}');
writeFile("$folder/src/Thing.php", '<?php namespace Vendor; class Thing {}');
writeFile("$folder/src/deep/Thing.php", '<?php namespace Vendor\Deep; class Thing {}');
writeFile("$folder/src2/More.php", '<?php namespace Vendor; class More {}');

spl_autoload_register(function ($class) { echo "  before: $class\n"; });
$loader = Aha\Bootstrap::initLoader();
var_dump($loader === Aha\Bootstrap::initLoader(), $loader instanceof Aha\Mvc\Loader, count(spl_autoload_functions()));
spl_autoload_register(function ($class) { echo "  behind: $class\n"; $class === 'App\Generated' && eval('namespace App; class Generated {}'); });
var_dump($loader->registerNamespace('App', "$folder/")->registerNamespace('App', "$folder/second") === $loader);
var_dump($loader->getPathByByNamespace('App') === $folder, $loader->getPathByNamespace('App') === $folder, $loader->getPathByNamespace('Other'));

echo "found:\n";
var_dump(class_exists('App\Models\User'), class_exists('App\Late'));
echo "first letters:\n";
var_dump(class_exists('App\models\user', true));
echo "a probe is quiet:\n";
var_dump(class_exists('App\Models\Nobody'), class_exists('Nothing\At\All'), class_exists('Plain'), class_exists('App\Models\Other'));
echo "others may know:\n";
var_dump(class_exists('App\Generated'));
echo "prefixes:\n";
$loader->registerPrefix('Vendor\\', ["$folder/src", "$folder/src2"])->registerPrefix('Vendor\Deep', "$folder/src/deep");
var_dump(class_exists('Vendor\Thing'), class_exists('Vendor\Deep\Thing'), class_exists('Vendor\More'), class_exists('Vendor\None'));
echo "errors:\n";
foreach ([fn () => $loader->registerNamespace('', '/x'), fn () => $loader->registerNamespace('a/b', '/x'),
    fn () => $loader->registerPrefix('X', [1]), fn () => $loader->registerPrefix('..', '/x'),
    fn () => class_exists('App\Models\Broken'), fn () => new Aha\Mvc\Loader()] as $call) {
    try {
        $call();
    } catch (Throwable $e) {
        echo get_class($e), ': ', $e->getMessage(), "\n";
    }
}
$loader->autoload('App\..\..\etc\passwd');
$loader->autoload('App\Models\User'); // again: not included twice
var_dump(AHA_EXT, AHA_AGAIN, AHA_DECLINED, AHA_ROUTER_EXCEPTION, AHA_PATH === __DIR__);
?>
--EXPECT--
bool(true)
bool(true)
int(2)
bool(true)
bool(true)
bool(true)
bool(false)
found:
  before: App\Models\User
  before: App\Late
bool(true)
bool(true)
first letters:
bool(true)
a probe is quiet:
  before: App\Models\Nobody
  behind: App\Models\Nobody
  before: Nothing\At\All
  behind: Nothing\At\All
  before: Plain
  behind: Plain
  before: App\Models\Other
  behind: App\Models\Other
bool(false)
bool(false)
bool(false)
bool(false)
others may know:
  before: App\Generated
  behind: App\Generated
bool(true)
prefixes:
  before: Vendor\Thing
  before: Vendor\Deep\Thing
  before: Vendor\More
  before: Vendor\None
  behind: Vendor\None
bool(true)
bool(true)
bool(true)
bool(false)
errors:
ValueError: Aha\Mvc\Loader::registerNamespace(): Argument #1 ($namespace) must be a namespace
ValueError: Aha\Mvc\Loader::registerNamespace(): Argument #1 ($namespace) must be a namespace
TypeError: Aha\Mvc\Loader::registerPrefix(): Argument #2 ($path) must be a path or a list of paths
ValueError: Aha\Mvc\Loader::registerPrefix(): Argument #1 ($prefix) must be a namespace
  before: App\Models\Broken
ParseError: syntax error, unexpected identifier "oops", expecting "function" or "const"
Error: Call to private Aha\Mvc\Loader::__construct() from global scope
string(4) ".php"
int(-2)
int(-1)
int(100001)
bool(true)
