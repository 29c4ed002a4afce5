<?php

return [
    'currency' => 'EUR',
    'delivery' => ['days' => 3, 'countries' => ['DE', 'FR', 'PL']],
];
