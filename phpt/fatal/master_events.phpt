--TEST--
Process: an exception, exit() and a fatal error in each event of the master: it ends in order, with an exit code, and leaves nobody
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/../process/process.inc';

const ENDS = ['throw' => 'throw new LogicException("failed");', 'exit' => 'exit(7);', 'fatal' => 'eval("function f() {} function f() {}");'];

foreach (['start', 'managerStart', 'workerError', 'managerStop', 'shutdown'] as $event) {
    foreach (ENDS as $end => $code) {
        $isBoot = $event === 'start' || $event === 'managerStart';
        $prefork = new Prefork("fn () => 'alive'", "'worker_num' => 2", <<<PHP
            register_shutdown_function(fn () => print("shutdown function\\n"));
            \$server->on('workerStop', fn () => print("workerStop\\n"));
            \$server->on('shutdown', fn () => print("shutdown event\\n"));
            \$server->on('$event', function () { echo "event\\n"; $code });
            PHP, [], !$isBoot);
        echo str_pad("$event: $end", 20);
        $children = $prefork->children();
        if ($event === 'workerError') {
            eventually(fn () => count($prefork->pids()) === 2) || print("not all serve\n");
            $children = $prefork->children();
            kill($victim = $prefork->pids()[0], 9);
            $prefork->server->logs("event\n") || print("no event\n");
            if ($end === 'throw') { // is only reported
                echo eventually(fn () => count($prefork->pids()) === 2 && !in_array($victim, $prefork->pids())) ? 'goes on | ' : 'DOES NOT GO ON | ';
                $children = $prefork->children();
                $prefork->server->signal(15);
            }
        } elseif (!$isBoot) {
            $prefork->server->signal(15);
        }
        $exit = $prefork->server->wait();
        $log = $prefork->server->log();
        echo "exit code $exit | ", substr_count($log, "event\n") - substr_count($log, 'shutdown event'), ' event, ', substr_count($log, 'shutdown event'), ' shutdown, ',
            substr_count($log, "shutdown function\n"), " shutdown function",
            str_contains($log, 'start() returned') ? ', start() returned' : '', array_filter($children, 'isAlive') ? ' | CHILDREN LEFT' : '',
            file_exists($prefork->control) || file_exists("{$prefork->server->folder}/pid") ? ' | FILES LEFT' : '', "\n";
        preg_match_all('/^(?:aha: unhandled|PHP Fatal).*$/m', $log, $lines);
        foreach ($lines[0] as $line) {
            echo '    ', preg_replace(['/ in \S*server\.php.*| \(previously.*/', '/redeclare function /'], ['', 'redeclare '], $line), "\n";
        }
    }
}
?>
--EXPECT--
start: throw        exit code 255 | 1 event, 0 shutdown, 1 shutdown function
    PHP Fatal error:  Uncaught LogicException: failed
start: exit         exit code 7 | 1 event, 0 shutdown, 1 shutdown function
start: fatal        exit code 255 | 1 event, 0 shutdown, 1 shutdown function
    PHP Fatal error:  Cannot redeclare f()
managerStart: throw exit code 255 | 1 event, 0 shutdown, 1 shutdown function
    PHP Fatal error:  Uncaught LogicException: failed
managerStart: exit  exit code 7 | 1 event, 0 shutdown, 1 shutdown function
managerStart: fatal exit code 255 | 1 event, 0 shutdown, 1 shutdown function
    PHP Fatal error:  Cannot redeclare f()
workerError: throw  goes on | exit code 0 | 1 event, 1 shutdown, 1 shutdown function, start() returned
    aha: unhandled error in workerError: LogicException: failed
workerError: exit   exit code 7 | 1 event, 1 shutdown, 1 shutdown function, start() returned
workerError: fatal  exit code 255 | 1 event, 0 shutdown, 1 shutdown function
    PHP Fatal error:  Cannot redeclare f()
managerStop: throw  exit code 0 | 1 event, 1 shutdown, 1 shutdown function, start() returned
    aha: unhandled error in managerStop: LogicException: failed
managerStop: exit   exit code 7 | 1 event, 1 shutdown, 1 shutdown function, start() returned
managerStop: fatal  exit code 255 | 1 event, 0 shutdown, 1 shutdown function
    PHP Fatal error:  Cannot redeclare f()
shutdown: throw     exit code 0 | 1 event, 0 shutdown, 1 shutdown function, start() returned
    aha: unhandled error in shutdown: LogicException: failed
shutdown: exit      exit code 7 | 1 event, 0 shutdown, 1 shutdown function, start() returned
shutdown: fatal     exit code 255 | 1 event, 0 shutdown, 1 shutdown function
    PHP Fatal error:  Cannot redeclare f()
