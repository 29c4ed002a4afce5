<?php

namespace Hello\Actions\Index\Index;

use Aha\Mvc\Action;

final class Index extends Action
{
    public function execute()
    {
        return 'Hello World!';
    }
}
