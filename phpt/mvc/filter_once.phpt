--TEST--
Mvc: filters: a continuation goes on once, also when no other filter comes after it; a filter is called once
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/app.inc';
$server = mvcServer(['Actions/Say' => '\again("in the action", $this->_objDispatcher->get("again")); return "said ";'], <<<'PHP'
    class Held
    {
        public function __construct(private $d, private array $data) {}
        public function __destruct() { ($this->data['callback'])($this->d); echo "resumed by a destructor!\n"; }
    }
    function again(string $when, callable $go)
    {
        try {
            $go();
            echo "$when: gone on!\n";
        } catch (Aha\StateException $e) {
            echo "$when: ", $e->getMessage(), "!\n";
        }
    }
    $calls = 0;
    $app->getFilter()->registerPreRouter(function ($d, $data) {
        $d->set('again', fn () => $data['callback']($d));
        $data['callback']($d);
        again('at once', $d->get('again'));
    });
    $app->getFilter()->registerPostDispatch(function ($d, $data) use (&$calls) {
        echo 'call ', ++$calls, " of the last filter!\n";
        switch ($d->getRequest()->get['q'] ?? '') {
        case 'returns': return $calls > 3 ? null : [$data];
        case 'destructor': return $calls > 3 ? null : new Held($d, $data);
        }
    });
    PHP);
foreach (['none', 'returns', 'destructor'] as $i => $q) {
    echo "$q: ", $server->get("/say?q=$q");
    eventually(fn () => substr_count(file_get_contents("$server->folder/log"), 'of the last filter!') > $i);
}
var_dump($server->stop());
echo $server->log();
?>
--EXPECT--
none: 200 said 
returns: 200 said 
destructor: 200 said 
int(0)
at once: The filter has gone on already, or its request is over!
in the action: The filter has gone on already, or its request is over!
call 1 of the last filter!
at once: The filter has gone on already, or its request is over!
in the action: The filter has gone on already, or its request is over!
call 2 of the last filter!
at once: The filter has gone on already, or its request is over!
in the action: The filter has gone on already, or its request is over!
call 3 of the last filter!
resumed by a destructor!
