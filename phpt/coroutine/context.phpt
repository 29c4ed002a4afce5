--TEST--
Aha\context(): task-local, children inherit a copy
--EXTENSIONS--
aha
--FILE--
<?php
Aha\context()->set('top', 1);
Aha\run(function () {
    $c = Aha\context();
    var_dump($c->get('top'), $c->get('none'), $c->get('none', 'default'));
    $c->set('user', 'ann')->set('5', 'numeric');
    $child = Aha\go(function () {
        $c = Aha\context();
        var_dump($c->get('user'), $c->has('user'), $c->get('5'));
        $c->set('user', 'bob');
        yield Aha\go(function () { var_dump(Aha\context()->get('user')); });
        $c->delete('5');
        return $c->all();
    });
    $c->set('user', 'changed after go');
    var_dump(yield $child);
    var_dump($c->get('user'), count($c), $c->delete('none'), $c === Aha\context());
    yield Aha\fiber(fn () => var_dump(Aha\context()->get('user')));
    yield Aha\Future::resolved()->then(fn () => var_dump(Aha\context()->get('user')));
    $scope = new Aha\Coroutine\Scope;
    $scope->go(fn () => var_dump(Aha\context()->get('user')));
    yield $scope->join();
});
--EXPECT--
int(1)
NULL
string(7) "default"
string(3) "ann"
bool(true)
string(7) "numeric"
string(3) "bob"
array(2) {
  ["top"]=>
  int(1)
  ["user"]=>
  string(3) "bob"
}
string(16) "changed after go"
int(3)
bool(false)
bool(true)
string(16) "changed after go"
string(16) "changed after go"
string(16) "changed after go"
