--TEST--
Helpers of the request: input, only, except, token, AJAX, JSON, the client behind a proxy
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/example.inc';

$example = Example::ofCode(<<<'PHP'
    <?php
    $server = new Aha\Server\Http('127.0.0.1', 0, ['trusted_proxies' => ['127.0.0.1']]);
    $server->on('start', fn ($server) => print("http://127.0.0.1:{$server->port()}/\n"));
    $server->on('request', fn ($request) => [
        $request->input('a'), $request->input('none', 7), $request->only(['a', 'none']), $request->except(['a']),
        $request->bearerToken(), $request->isAjax(), $request->wantsJson(), $request->clientAddress(), $request->isSecure(),
        $request->header('x-one'), $request->header('X-NONE', 'default'),
    ]);
    $server->start();
    PHP);
echo shown($example->get('/?a=1&b=2'));
echo shown($example->get('/?a=1', ['Authorization: Bearer abc', 'X-Requested-With: XMLHttpRequest', 'Accept: application/json',
    'X-Forwarded-For: 6.6.6.6, 9.9.9.9', 'X-Forwarded-Proto: https', 'X-One: one']));
$form = ['Content-Type: application/x-www-form-urlencoded'];
echo shown($example->send(request('/?a=get&b=2', $form, 'POST', 'a=post')));
var_dump($example->stop(), $example->errors());
--EXPECT--
200 ["1",7,{"a":"1"},{"b":"2"},null,false,false,"127.0.0.1",false,null,"default"]
200 ["1",7,{"a":"1"},[],"abc",true,true,"9.9.9.9",true,"one","default"]
200 ["post",7,{"a":"post"},{"b":"2"},null,false,false,"127.0.0.1",false,null,"default"]
int(0)
string(0) ""
