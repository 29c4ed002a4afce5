<?php

namespace Json\Actions\Index\Index;

use Aha\Mvc\Action;

final class Index extends Action
{
    public function execute()
    {
        return ['id' => 7, 'name' => 'Ada', 'tags' => ['a', 'b', 'c'], 'active' => true];
    }
}
