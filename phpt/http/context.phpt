--TEST--
HTTP: each request has its own context, children get a copy
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/server.inc';
$server = new Server(<<<'PHP'
    server(function ($req) {
        $before = Aha\context()->get('user');
        Aha\context()->set('user', $req->get['user']);
        return (function () use ($before) {
            $mine = Aha\context()->get('user');
            yield Aha\sleep(0.05);
            $child = yield Aha\go(function () {
                $inherited = Aha\context()->get('user');
                Aha\context()->set('user', 'changed by the child');
                yield Aha\sleep(0.01);
                return $inherited;
            });
            return [$before, $mine, $child, Aha\context()->get('user')];
        })();
    })->start();
    PHP);
$clients = [];
foreach (['ann', 'bob', 'cy'] as $user) {
    $clients[] = $client = $server->connect();
    $client->send(request("/?user=$user"));
}
foreach ($clients as $client) {
    echo $client->answer();
}
$clients[0]->send(request('/?user=dan'));
echo $clients[0]->answer();
var_dump($server->stop(), $server->log());
?>
--EXPECT--
200 [null,"ann","ann","ann"]
200 [null,"bob","bob","bob"]
200 [null,"cy","cy","cy"]
200 [null,"dan","dan","dan"]
int(0)
string(0) ""
