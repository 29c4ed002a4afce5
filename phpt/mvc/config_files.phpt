--TEST--
Config::load(): sections by file, overlay of the environment, maps merged and lists replaced; bad files are named
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/mvc.inc';
use Aha\Mvc\Config;

$folder = folderWith([
    'Database.php' => '<?php return ["main" => ["host" => "h", "port" => 1, "options" => ["a" => 1, "b" => 2]], "hosts" => ["x", "y"], "gone" => 1, "list" => [1]];',
    'Log.php' => '<?php $leak = 1; return ["level" => "info"];',
    'Notes.txt' => 'no', '.hidden.php' => 'no',
    'Product/Database.php' => '<?php return ["main" => ["host" => "live", "options" => ["b" => 3]], "hosts" => ["z"], "gone" => null, "list" => []];',
    'Product/Extra.php' => '<?php return ["only" => "here"];',
    'dev/Log.php' => '<?php return ["level" => "debug"];',
    'QaTest/Log.php' => '<?php return ["level" => "qa"];',
]);
$read = function (string $environ) use ($folder) { $c = Config::load($folder, $environ); return $c->toArray(); };
foreach (['', 'product', 'Product', 'online', 'prod', 'dev', 'development', 'QaTest', 'unknown'] as $environ) {
    echo str_pad($environ, 12);
    outcome(fn () => $read($environ));
}
var_dump(isset($leak));
outcome(fn () => Config::load("$folder/nosuch", 'dev')->toArray());
foreach (['../x', 'a/b', "a\0b", 'a b', str_repeat('a', 65)] as $bad) {
    outcome(fn () => Config::load($folder, $bad));
}
echo "-- bad files\n";
foreach ([
    '<?php', '', '<?php return 7;', '<?php return new ArrayObject([]);', "<?php\n\nreturn [1, ;", '<?php throw new LogicException("thrown");', '<?php return nosuch();',
    '<?php return [1] + ["a" => trigger_error("warned", E_USER_WARNING)];',
] as $code) {
    $folder = folderWith(['Good.php' => '<?php return [];', 'Bad.php' => $code]);
    set_error_handler(fn ($n, $m) => print("handler: $m\n"));
    outcome(fn () => Config::load($folder)->toArray(), $folder);
    restore_error_handler();
}
try {
    Config::load(folderWith(['Bad.php' => "<?php\n\nreturn [1, ;"]));
} catch (Aha\ConfigException $e) {
    echo get_class($e->getPrevious()), ' in line ', $e->getPrevious()->getLine(), "\n";
}
echo "-- read again: what is new is seen, what was set in code stays\n";
$folder = folderWith(['A.php' => '<?php return ["x" => 1];']);
outcome(fn () => Config::load($folder)->toArray());
file_put_contents("$folder/A.php", '<?php return ["x" => 2, "longer" => "than before"];');
outcome(fn () => Config::load($folder)->toArray());
echo "-- references\n";
$folder = folderWith(['A.php' => '<?php $a = ["k" => ["v" => 1]]; $b = &$a["k"]; $GLOBALS["kept"] = &$a["k"]; return $a;', 'Dev/A.php' => '<?php return ["k" => ["w" => 2]];',
    'R.php' => '<?php $a = ["n" => 1]; $a["self"] = &$a; return $a;']);
outcome(fn () => Config::load($folder, 'dev')->get('a'));
var_dump($kept);
$folder = folderWith(['R.php' => '<?php $a = ["n" => 1]; $a["self"] = &$a; return $a;', 'Dev/R.php' => '<?php $a = ["n" => 1]; $a["self"] = &$a; return $a;']);
outcome(fn () => Config::load($folder, 'dev') && 1);
?>
--EXPECTF--
            {"database":{"main":{"host":"h","port":1,"options":{"a":1,"b":2}},"hosts":["x","y"],"gone":1,"list":[1]},"log":{"level":"info"}}
product     {"database":{"main":{"host":"live","port":1,"options":{"a":1,"b":3}},"hosts":["z"],"gone":null,"list":[]},"log":{"level":"info"},"extra":{"only":"here"}}
Product     {"database":{"main":{"host":"live","port":1,"options":{"a":1,"b":3}},"hosts":["z"],"gone":null,"list":[]},"log":{"level":"info"},"extra":{"only":"here"}}
online      {"database":{"main":{"host":"live","port":1,"options":{"a":1,"b":3}},"hosts":["z"],"gone":null,"list":[]},"log":{"level":"info"},"extra":{"only":"here"}}
prod        {"database":{"main":{"host":"live","port":1,"options":{"a":1,"b":3}},"hosts":["z"],"gone":null,"list":[]},"log":{"level":"info"},"extra":{"only":"here"}}
dev         {"database":{"main":{"host":"h","port":1,"options":{"a":1,"b":2}},"hosts":["x","y"],"gone":1,"list":[1]},"log":{"level":"debug"}}
development {"database":{"main":{"host":"h","port":1,"options":{"a":1,"b":2}},"hosts":["x","y"],"gone":1,"list":[1]},"log":{"level":"debug"}}
QaTest      {"database":{"main":{"host":"h","port":1,"options":{"a":1,"b":2}},"hosts":["x","y"],"gone":1,"list":[1]},"log":{"level":"qa"}}
unknown     {"database":{"main":{"host":"h","port":1,"options":{"a":1,"b":2}},"hosts":["x","y"],"gone":1,"list":[1]},"log":{"level":"info"}}
bool(false)
[]
Aha\ConfigException: The name of an environment has letters, digits, "_" and "-", 64 at most: "../x" has others
Aha\ConfigException: The name of an environment has letters, digits, "_" and "-", 64 at most: "a/b" has others
Aha\ConfigException: The name of an environment has letters, digits, "_" and "-", 64 at most: "a" has others
Aha\ConfigException: The name of an environment has letters, digits, "_" and "-", 64 at most: "a b" has others
Aha\ConfigException: The name of an environment has letters, digits, "_" and "-", 64 at most: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" has others
-- bad files
Aha\ConfigException: The config file Bad.php must return an array, it returns nothing: is it empty, or without `return`?
Aha\ConfigException: The config file Bad.php must return an array, it returns nothing: is it empty, or without `return`?
Aha\ConfigException: The config file Bad.php must return an array, int given
Aha\ConfigException: The config file Bad.php must return an array, ArrayObject given
Aha\ConfigException: The config file Bad.php failed: ParseError: syntax error, unexpected token ";", expecting "]" in Bad.php:3
Aha\ConfigException: The config file Bad.php failed: LogicException: thrown in Bad.php:1
Aha\ConfigException: The config file Bad.php failed: Error: Call to undefined function nosuch() in Bad.php:1
handler: warned
{"bad":{"0":1,"a":true},"good":[]}
ParseError in line 3
-- read again: what is new is seen, what was set in code stays
{"a":{"x":1}}
{"a":{"x":2,"longer":"than before"}}
-- references
{"k":{"v":1,"w":2}}
array(1) {
  ["v"]=>
  int(1)
}
Aha\ConfigException: The configuration is nested deeper than 64 arrays
