--TEST--
Logger: the three formats and pub(): arrays, placeholders, exceptions, places; one record is one line
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/log.inc';

enum Suit: string
{
    case Hearts = 'h';
}

final class Name
{
    public function __construct(private string $name) {}
    public function __toString(): string { return $this->name; }
    public static function log($logger, string $text): void { $logger->info($text); }
}

$values = ['text' => "two\nlines\r\t\x1b[1m", 'int' => 7, 'float' => 1.5, 'yes' => true, 'no' => false, 'nothing' => null,
    'list' => [1, "a\nb"], 'map' => ['k' => ['v']], 'name' => new Name('Ada'), 'date' => new DateTimeImmutable('2026-01-02 03:04:05.678+02:00'),
    'suit' => Suit::Hearts, 'object' => new ArrayObject(), 'json' => (object) ['a' => 1], 'error' => new LogicException('wrong'), 5 => 'five'];
$cause = new LogicException('the cause');
$exception = new RuntimeException("it\nfailed", 12, $cause);
$folder = temporaryFolder();
foreach (['aha', 'line', 'json'] as $format) {
    $file = "$folder/$format";
    $logger = new Aha\Log\Logger($file, ['format' => $format]);
    $logger->info($values);
    $logger->notice('No {item} for {name}, {missing} {a b} {} {item', ['item' => 'tea', 'name' => new Name('Ada'), 'left' => 0]);
    $logger->error('bad', ['exception' => $exception, 'and' => 'more']);
    $logger->warning('no exception', ['exception' => 'just text']);
    $logger->info('');
    $logger->info(new Name('an object'));
    $logger->info(42);
    $other = new Aha\Log\Logger($file, ['format' => $format, 'app' => 'shop', 'module' => 'cart', 'back_trace' => true]);
    $other->info('here', ['k' => 'v']);
    Name::log($other, 'there');
    $other->setAppName('new');
    (fn () => $other->pub(['user' => 7, 'text' => "a|b||c\n", 'list' => [1]]))();
    echo "-- $format\n", str_replace(__DIR__ . '/', '', shownLog($file));
}
foreach (file("$folder/json", FILE_IGNORE_NEW_LINES) as $line) {
    check(str_starts_with($line, 'app=') || json_decode($line) !== null, "valid JSON: $line");
}
$bad = new Aha\Log\Logger("$folder/bad", ['format' => 'json']);
$bad->info("no \xff UTF-8 {k}", ['k' => "\xfe", "\xfd" => ["\xfc"], 'nan' => NAN, 'loop' => $GLOBALS]);
check(json_decode(file_get_contents("$folder/bad")) !== null, 'valid JSON whatever comes');
--EXPECTF--
-- aha
[INFO]write_time=DATE text=two\nlines\r\t\x1b[1m int=7 float=1.5 yes=true no=false nothing=null list=[1,"a\nb"] map={"k":["v"]} name=Ada date=DATE+02:00 suit=Suit::Hearts object=[object ArrayObject] json={"a":1} error=LogicException: wrong in formats.php:%d 5=five
[NOTICE]write_time=DATE No tea for Ada, {missing} {a b} {} {item left=0
[ERROR]write_time=DATE bad exception=RuntimeException: it\nfailed in formats.php:%d\n#0 {main}\ncaused by LogicException: the cause in formats.php:%d\n#0 {main} and=more
[WARNING]write_time=DATE no exception exception=just text
[INFO]write_time=DATE 
[INFO]write_time=DATE an object
[INFO]write_time=DATE 42
[INFO]write_time=DATE app=shop module=cart here k=v [BACK_TRACE]file=formats.php line=%d class= function=
[INFO]write_time=DATE app=shop module=cart there [BACK_TRACE]file=formats.php line=%d class=Name function=log
app=new||user=7||text=a\|b\|\|c\n||list=[1]||write_time=DATE
-- line
DATE INFO text=two\nlines\r\t\x1b[1m int=7 float=1.5 yes=true no=false nothing=null list=[1,"a\nb"] map={"k":["v"]} name=Ada date=DATE+02:00 suit=Suit::Hearts object=[object ArrayObject] json={"a":1} error=LogicException: wrong in formats.php:%d 5=five
DATE NOTICE No tea for Ada, {missing} {a b} {} {item {"left":0}
DATE ERROR bad {"and":"more"} RuntimeException: it\nfailed in formats.php:%d\n#0 {main}\ncaused by LogicException: the cause in formats.php:%d\n#0 {main}
DATE WARNING no exception {"exception":"just text"}
DATE INFO 
DATE INFO an object
DATE INFO 42
DATE INFO shop.cart here {"k":"v"} at formats.php:%d {main}
DATE INFO shop.cart there at formats.php:%d Name::log
app=new||user=7||text=a\|b\|\|c\n||list=[1]||write_time=DATE
-- json
{"time":"DATE+00:00","level":"info","context":{"text":"two\nlines\r\t\u001b[1m","int":7,"float":1.5,"yes":true,"no":false,"nothing":null,"list":[1,"a\nb"],"map":{"k":["v"]},"name":"Ada","date":"DATE+02:00","suit":"Suit::Hearts","object":"[object ArrayObject]","json":{"a":1},"error":{"class":"LogicException","message":"wrong","code":0,"file":"formats.php","line":%d,"trace":"#0 {main}"},"5":"five"}}
{"time":"DATE+00:00","level":"notice","message":"No tea for Ada, {missing} {a b} {} {item","context":{"item":"tea","name":"Ada","left":0}}
{"time":"DATE+00:00","level":"error","message":"bad","context":{"exception":{"class":"RuntimeException","message":"it\nfailed","code":12,"file":"formats.php","line":%d,"trace":"#0 {main}","previous":{"class":"LogicException","message":"the cause","code":0,"file":"formats.php","line":%d,"trace":"#0 {main}"}},"and":"more"}}
{"time":"DATE+00:00","level":"warning","message":"no exception","context":{"exception":"just text"}}
{"time":"DATE+00:00","level":"info","message":""}
{"time":"DATE+00:00","level":"info","message":"an object"}
{"time":"DATE+00:00","level":"info","message":"42"}
{"time":"DATE+00:00","level":"info","app":"shop","module":"cart","message":"here","context":{"k":"v"},"file":"formats.php","line":%d,"function":"{main}"}
{"time":"DATE+00:00","level":"info","app":"shop","module":"cart","message":"there","file":"formats.php","line":%d,"function":"Name::log"}
app=new||user=7||text=a\|b\|\|c\n||list=[1]||write_time=DATE
