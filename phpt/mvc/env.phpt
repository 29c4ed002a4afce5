--TEST--
Env: command line before environment variable before ini before code; facts of the machine; get() and set()
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/mvc.inc';
use Aha\Mvc\Env;

preg_match('~ (/\S*/aha\.so)$~m', (string) file_get_contents('/proc/self/maps'), $match);
$extension = getenv('AHA_EXTENSION') ?: $match[1];
$folder = folderWith(['script.php' => '<?php
    function say(callable $work): string { try { return json_encode($work()); } catch (Throwable $e) { return get_class($e) . ": " . $e->getMessage(); } }
    echo say(fn () => Aha\Mvc\Env::environ("code")), " ", say(fn () => Aha\Mvc\Env::isDebug()), " ", say(fn () => Aha\Mvc\Env::isOnline()), "\n";']);
foreach ([
    ['', [], []],
    ['', [], ['aha.environ=ini', 'aha.debug=1']],
    ['', ['AHA_ENVIRON' => 'variable', 'AHA_DEBUG' => 'true'], ['aha.environ=ini', 'aha.debug=0']],
    ['--env cli --debug', ['AHA_ENVIRON' => 'variable', 'AHA_DEBUG' => 'false'], ['aha.environ=ini']],
    ['--env=pre --debug=off', ['AHA_DEBUG' => '1'], []],
    ['start --debug false --env online', [], ['aha.debug=1']],
    ['--debug other', [], []],
    ['--environment x --env', [], []],
    ['--env ../x', [], []],
    ['--debug=maybe', [], []],
    ['', ['AHA_DEBUG' => '7'], []],
    ['', [], ['aha.debug=7']],
] as [$arguments, $variables, $ini]) {
    $command = [PHP_BINARY, '-n', '-d', "extension=$extension"];
    foreach ($ini as $setting) {
        array_push($command, '-d', $setting);
    }
    $process = proc_open([...$command, "$folder/script.php", ...array_filter(explode(' ', $arguments))], [1 => ['pipe', 'w']], $pipes, null, $variables + getenv());
    echo str_pad($arguments, 33), stream_get_contents($pipes[1]);
    proc_close($process);
}
echo "-- facts\n";
outcome(fn () => [Env::pid() === getmypid(), Env::hostName() === gethostname(), Env::uid() === fileowner('/proc/self'), filter_var(Env::ip(), FILTER_VALIDATE_IP) !== false,
    Env::get('pid') === Env::pid(), Env::get('hostname') === Env::hostName(), Env::get('uid') === Env::uid(), Env::get('ip') === Env::ip()]);
echo "-- get and set\n";
putenv('AHA_TEST_VARIABLE=from outside');
outcome(fn () => [Env::get('AHA_TEST_VARIABLE'), Env::get('nosuch'), Env::get('nosuch', 5), Env::get(''), Env::get('a=b', 'default'), Env::get("a\0b", 'default')]);
Env::set('AHA_TEST_VARIABLE', [1]);
Env::set('pid', null);
outcome(fn () => [Env::get('AHA_TEST_VARIABLE'), Env::get('pid', 'default'), getenv('AHA_TEST_VARIABLE')]);
Env::set('object', new class { function __destruct() { echo "gone\n"; } });
Env::set('object', null);
echo "-- online\n";
outcome(fn () => array_map(Env::isOnline(...), ['online', 'product', 'PRE', 'dev', '', 'test']));
Env::set('until the end', new class { function __destruct() { echo "destructed at the end\n"; } });
?>
--EXPECT--
                                 "code" false true
                                 "ini" true false
                                 "variable" true false
--env cli --debug                "cli" true false
--env=pre --debug=off            "pre" false true
start --debug false --env online "online" false true
--debug other                    "code" true true
--environment x --env            "code" false true
--env ../x                       Aha\ConfigException: The name of an environment has letters, digits, "_" and "-", 64 at most: "../x" has others false Aha\ConfigException: The name of an environment has letters, digits, "_" and "-", 64 at most: "../x" has others
--debug=maybe                    "code" Aha\ConfigException: --debug must be true or false, "maybe" given true
                                 "code" Aha\ConfigException: the environment variable AHA_DEBUG must be true or false, "7" given true
                                 "code" Aha\ConfigException: aha.debug of php.ini must be true or false, "7" given true
-- facts
[true,true,true,true,true,true,true,true]
-- get and set
["from outside",null,5,null,"default","default"]
[[1],null,"from outside"]
gone
-- online
[true,true,true,false,false,false]
destructed at the end
