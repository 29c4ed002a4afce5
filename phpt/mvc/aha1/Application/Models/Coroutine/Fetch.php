<?php
namespace Application\Models\Coroutine;

use Aha\Storage\Db\Pool;

class Fetch
{
    private $_objDispatcher = null;

    public function __construct($objDispatcher)
    {
        $this->_objDispatcher = $objDispatcher;
    }

    private function connection()
    {
        return Pool::getConnection('demo', $this->_objDispatcher->getBootstrap()->getConfig()->get('database', 'demo'));
    }

    public function getNames()
    {
        $data = (yield $this->connection()->createCoroutine()->query('SELECT name FROM user ORDER BY id LIMIT 2'));
        $ret = array_column($data['result']->fetch_all(MYSQLI_ASSOC), 'name');
        yield ($ret);
    }

    public function getBoth()
    {
        $count = (yield $this->count('user'));
        $names = (yield $this->getNames());
        yield (array('some' => $count > 0, 'names' => $names));
    }

    private function count($table)
    {
        $data = (yield $this->connection()->createCoroutine()->query("SELECT COUNT(*) AS n FROM $table"));
        $row = $data['result']->fetch_assoc();
        yield ($row['n']);
    }

    public function fail()
    {
        $data = (yield $this->connection()->createCoroutine()->query('SELECT nothing FROM nowhere'));
        if ($data['result'] === false) {
            throw new \Exception('no such table');
        }
    }
}
