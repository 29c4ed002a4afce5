--TEST--
Config::tree(): share, mode, module, .private (never online), common under its siblings, paths as keys
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/mvc.inc';
use Aha\Mvc\Config;

$folder = folderWith([
    'config/share/log.php' => '<?php return ["level" => "info", "app" => ["size" => 1]];',
    'config/share/log/app.php' => '<?php return ["path" => "app.log"];',
    'config/share/connection/mysql.php' => '<?php return ["main" => ["host" => "h"], "common" => ["port" => 3306, "pool" => ["max" => 5]], "other" => ["port" => 1, "pool" => ["min" => 2]], "default" => "main", "list" => [1]];',
    'config/dev/connection/mysql.php' => '<?php return ["main" => ["host" => "localhost"]];',
    'config/online/connection/mysql.php' => '<?php return ["main" => ["host" => "live"], "list" => [2, 3]];',
    'config/.private/connection/mysql.php' => '<?php return ["main" => ["host" => "mine"]];',
    'config_my_app/share/log.php' => '<?php return ["level" => "module"];',
    'config_my_app/dev/log.php' => '<?php return ["level" => "module in dev"];',
    'vendor/share/log.php' => '<?php return ["level" => "vendor", "from" => "vendor"];',
]);
outcome(fn () => Config::tree("$folder/config")->toArray());
foreach (['dev', 'online', 'product', 'test'] as $mode) {
    echo str_pad($mode, 8);
    outcome(fn () => [Config::tree("$folder/config", $mode)->get('connection.mysql.main.host'), Config::tree("$folder/config", $mode)->get('connection.mysql.list')]);
}
outcome(fn () => Config::tree("$folder/config/", 'dev', 'my-app')->get('log.level'));
outcome(fn () => Config::tree("$folder/config", 'test', 'my-app')->get('log.level'));
outcome(fn () => Config::tree(["$folder/vendor", "$folder/config"], 'dev')->get('log'));
$c = Config::tree("$folder/config", 'dev');
outcome(fn () => [$c->get('connection.mysql.nosuch', 'default'), $c->has('connection.mysql.common'), $c->set('connection.mysql.main', ['user' => 'u'])->get('connection.mysql.main')]);
outcome(fn () => Config::tree("$folder/nosuch", 'dev'), $folder);
outcome(fn () => Config::tree(['a', 7], 'dev'), $folder);
outcome(fn () => Config::tree("$folder/config", '../dev'), $folder);
echo "-- a link that leads back\n";
symlink("$folder/config/share", "$folder/config/share/log/loop");
outcome(fn () => Config::tree("$folder/config"), $folder);
unlink("$folder/config/share/log/loop");
echo "-- a bad file below\n";
file_put_contents("$folder/config/share/log/bad.php", '<?php return;');
outcome(fn () => Config::tree("$folder/config"), $folder);
echo "-- common at each depth\n";
$folder = folderWith(['c/share/a.php' => '<?php return ["common" => ["common" => ["deep" => 1], "x" => ["y" => 1]], "one" => ["z" => ["q" => 1]], "two" => 2];']);
outcome(fn () => Config::tree("$folder/c")->get('a'));
?>
--EXPECT--
{"log":{"level":"info","app":{"size":1,"path":"app.log"}},"connection":{"mysql":{"main":{"port":3306,"pool":{"max":5},"host":"mine"},"other":{"port":1,"pool":{"max":5,"min":2}},"default":"main","list":[1]}}}
dev     ["mine",[1]]
online  ["live",[2,3]]
product ["live",[2,3]]
test    ["mine",[1]]
"module in dev"
"module"
{"level":"info","from":"vendor","app":{"size":1,"path":"app.log"}}
["default",false,{"port":3306,"pool":{"max":5},"host":"mine","user":"u"}]
Aha\ConfigException: There is no config folder nosuch
TypeError: Aha\Mvc\Config::tree(): Argument #1 ($folders) must be a path or a list of paths
Aha\ConfigException: The name of an environment has letters, digits, "_" and "-", 64 at most: "../dev" has others
-- a link that leads back
Aha\ConfigException: The config folder config/share/log/loop/log/loop/log/loop/log/loop/log/loop/log/loop/log/loop/log/loop is below 16 others: does a link lead back?
-- a bad file below
Aha\ConfigException: The config file config/share/log/bad.php must return an array, null given
-- common at each depth
{"one":{"x":{"deep":1,"y":1},"z":{"deep":1,"q":1}},"two":2}
