--TEST--
Process: user, group, chroot, CPU affinity and titles; logs behind them; what root is needed for
--EXTENSIONS--
aha
--SKIPIF--
<?php
require __DIR__ . '/root.inc';
?>
--FILE--
<?php
require __DIR__ . '/process.inc';

function field(int $pid, string $name): string
{
    preg_match("/^$name:\s*(.*)$/m", (string) @file_get_contents("/proc/$pid/status"), $match);
    return $match[1] ?? '-';
}
function title(int $pid): string
{
    return trim(str_replace("\0", ' ', (string) @file_get_contents("/proc/$pid/cmdline")));
}
/** Of /etc/passwd or /etc/group: posix_getpwnam() is not in every PHP. */
function idOf(string $file, string $name, int $column): int
{
    preg_match('/^' . $name . ':.*$/m', file_get_contents($file), $match);
    return (int) explode(':', $match[0])[$column];
}
[$uid, $gid, $daemon] = [idOf('/etc/passwd', 'nobody', 2), idOf('/etc/passwd', 'nobody', 3), idOf('/etc/group', 'daemon', 2)];
$handler = "fn () => getmypid() . ' ' . fileowner('/proc/self') . ' ' . json_encode(@file_put_contents('/etc/aha-phpt', 'x'))";

/** Users and groups of a process: real, effective, saved, file system. */
$ids = fn (int $pid) => [field($pid, 'Uid'), field($pid, 'Gid'), field($pid, 'Groups')];
$all = fn (int $id) => "$id\t$id\t$id\t$id";

echo "-- user\n";
$prefork = new Prefork($handler, "'worker_num' => 2, 'task_worker_num' => 1, 'user' => 'nobody', 'app_name' => 'shop', 'open_cpu_affinity' => true",
    "\$server->on('task', fn () => 1);");
var_dump(eventually(fn () => count($prefork->pids()) === 3));
var_dump(field($prefork->server->pid, 'Uid') === $all(0)); // the master stays what it was
$titles = [];
foreach ($prefork->processes() as $process) {
    [$user, $group, $groups] = $ids($process['pid']);
    var_dump($user === $all($uid), $group === $all($gid), in_array('0', explode(' ', $groups), true));
    $titles[] = title($process['pid']);
    $cpus[] = field($process['pid'], 'Cpus_allowed_list');
}
sort($titles);
echo title($prefork->server->pid), ' ', implode(' ', $titles), "\n";
$usable = field($prefork->server->pid, 'Cpus_allowed_list');
var_dump(array_filter($cpus, fn ($list) => preg_match('~^\d+$~', $list) === 0), preg_match('~^\d+$~', $usable) === 1 || $cpus[0] !== $cpus[1]);
$answer = explode(' ', $prefork->get('/')->body);
var_dump((int) $answer[1] === $uid, $answer[2], file_exists('/etc/aha-phpt'));
// A replacement gives up its rights as well, and a reload works.
kill((int) $answer[0], 9);
var_dump(eventually(fn () => count($prefork->pids()) === 3 && !in_array((int) $answer[0], $prefork->pids())));
var_dump($prefork->ask('reload')['ok']);
foreach ($prefork->pids() as $pid) {
    echo field($pid, 'Uid') === $all($uid) ? 'nobody' : 'NOT nobody', "\n";
}
var_dump($prefork->stop());

echo "-- group; user and group as numbers\n";
$prefork = new Prefork($handler, "'worker_num' => 1, 'user' => 'nobody', 'group' => 'daemon'");
var_dump(field($prefork->pids()[0], 'Gid') === $all($daemon), field($prefork->pids()[0], 'Uid') === $all($uid));
$prefork->stop();
$prefork = new Prefork($handler, "'worker_num' => 1, 'user' => '54321', 'group' => '54322'"); // not in the user database
var_dump(field($prefork->pids()[0], 'Gid') === $all(54322), field($prefork->pids()[0], 'Uid') === $all(54321));
$prefork->stop();

echo "-- chroot\n";
$root = temporaryFolder();
mkdir("$root/inside");
chmod($root, 0755);
$prefork = new Prefork("fn () => implode(' ', array_diff(scandir('/'), ['.', '..'])) . ' ' . getcwd()", "'worker_num' => 1, 'user' => 'nobody', 'chroot' => '$root'");
echo $prefork->get('/');
var_dump(readlink("/proc/{$prefork->pids()[0]}/root") === realpath($root), readlink("/proc/{$prefork->server->pid}/root"));
var_dump($prefork->stop());

echo "-- titles without app_name\n";
$prefork = new Prefork('fn () => 1', "'worker_num' => 1");
echo title($prefork->server->pid), ' ', title($prefork->pids()[0]), "\n";
$prefork->stop();

echo "-- an unknown user is an error before anything is forked\n";
$prefork = new Prefork('fn () => 1', "'worker_num' => 1, 'user' => 'no-such-user'", "\$server->on('start', fn () => print('START'));", [], false);
var_dump($prefork->server->wait());
echo strtok(str_replace('PHP ', '', $prefork->server->log()), "\n"), "\n";
?>
--EXPECT--
-- user
bool(true)
bool(true)
bool(true)
bool(true)
bool(false)
bool(true)
bool(true)
bool(false)
bool(true)
bool(true)
bool(false)
shop-Master shop-Task-2 shop-Worker-0 shop-Worker-1
array(0) {
}
bool(true)
bool(true)
string(5) "false"
bool(false)
bool(true)
bool(true)
nobody
nobody
nobody
int(0)
-- group; user and group as numbers
bool(true)
bool(true)
bool(true)
bool(true)
-- chroot
200 inside /
bool(true)
string(1) "/"
int(0)
-- titles without app_name
server-Master server-Worker-0
-- an unknown user is an error before anything is forked
int(255)
Fatal error:  Uncaught Aha\ConfigException: option 'user': there is no user "no-such-user" in server.php:5
