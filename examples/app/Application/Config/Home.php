<?php

// The groups of the landing page: title => actions.

return ['groups' => [
    'First steps' => ['Basics/Hello', 'Basics/Json', 'Basics/Cookie', 'Basics/Config', 'Basics/Log', 'Filter/Track'],
    'Coroutines and other styles' => ['Coroutine/Sleep', 'Coroutine/Parallel', 'Coroutine/First', 'Coroutine/Workers', 'Coroutine/Fiber', 'Coroutine/Callback'],
    'A JSON API' => ['Notes/Collection', 'Notes/One', 'Notes/Secret'],
    'Commands' => ['Command/Repeat', 'Command/Time', 'Command/Who'],
    'Asking others' => ['Client/Http', 'Client/Https', 'Client/Tcp', 'Client/Udp', 'Client/Multi', 'Callback/Http', 'Callback/Tcp', 'Callback/Udp', 'Callback/Multi'],
    'Data' => ['Storage/Query', 'Storage/Callback', 'Storage/Transaction', 'Storage/Chain', 'Storage/Cache', 'Storage/Redis'],
    'The style of Aha 1.x' => ['Classic/Say', 'Classic/Fetch'],
    'Streams' => ['Stream/Lines', 'Stream/Clock', 'Stream/Count'],
    'Files' => ['File/Upload', 'File/Lighthouse', 'File/Source'],
    'When things go wrong' => ['Failure/Missing', 'Failure/Error', 'Failure/SoldOut', 'Failure/Quit', 'Failure/Deadline', 'Failure/Runaway', 'Failure/Blocking'],
    'Insight' => ['Monitor/Index', 'Monitor/Stats', 'Monitor/About'],
]];
