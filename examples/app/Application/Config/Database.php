<?php

return [
    'main' => getenv('DB_HOST') === false ? ['driver' => 'sqlite', 'path' => VAR_FOLDER . '/app.sqlite'] : [
        'host' => getenv('DB_HOST'),
        'port' => (int) (getenv('DB_PORT') ?: 3306),
        'user' => getenv('DB_USER') ?: 'root',
        'password' => (string) getenv('DB_PASSWORD'),
        'dbName' => getenv('DB_NAME') ?: 'test',
        'poolSize' => 8,
    ],
];
