<?php

// For MySQL: ['driver' => 'mysql', 'host' => '127.0.0.1', 'user' => …, 'database' => …, 'poolSize' => 8]
return [
    'main' => ['driver' => 'sqlite', 'path' => ':memory:'],
];
