<?php

use Application\Middleware\Guard;

return [
    'group' => ['guarded' => [Guard::class]],
    'match' => [['/api/secret', 'guarded']],
];
