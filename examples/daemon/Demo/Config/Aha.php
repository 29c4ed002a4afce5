<?php

return [
    'mode' => 'coroutine',  // Daemon::getScheduler() is there
    'worker_num' => 2,      // processes
    'interval' => 100,      // ms between two ticks
    'tasks_per_tick' => 50,
    'max_task' => 50,       // at the same time in one process: a tick adds what is missing
];
