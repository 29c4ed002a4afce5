<?php

return [
    'mode' => 'coroutine', // as in Aha 1.x; there is no other
    'logLevel' => 'info',
];
