<?php

return [
    'main' => getenv('REDIS_HOST') === false ? null : [
        'host' => getenv('REDIS_HOST'),
        'port' => (int) (getenv('REDIS_PORT') ?: 6379),
        'password' => (string) getenv('REDIS_PASSWORD'),
        'poolSize' => 4,
        'timeout' => 2.0,
    ],
];
