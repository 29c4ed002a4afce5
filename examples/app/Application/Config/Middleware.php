<?php

use Application\Middleware\Guard;

return [
    'group' => ['guarded' => [Guard::class]],
    // A pattern is matched with the path of the action, not with the paths of the routes that lead to it.
    'match' => [['/notes/secret', 'guarded']],
];
