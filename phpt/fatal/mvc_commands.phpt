--TEST--
Mvc: fatal errors and exit() in commands by TCP and UDP: one answer or a closed connection for that client, the others are served on
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/mvc_commands.inc';
failCommands([
    'compile' => 'eval("class Broken { const A = nosuch(); }");',
    'user error' => 'trigger_error("fatal", E_USER_ERROR);',
    'exit' => 'exit(7);',
]);
?>
--EXPECT--
compile, action         tcp [closed] then ok exit code 0 | udp null then ok exit code 0
compile, later          tcp [closed] then ok exit code 0 | udp null then ok exit code 0
compile, filter         tcp [closed] then ok exit code 0 | udp null then ok exit code 0
compile, terminator     tcp ended then ok exit code 0 | udp "ended" then ok exit code 0
compile, controller     tcp [closed] then ok exit code 0 | udp null then ok exit code 0
compile, template       tcp [closed] then ok exit code 0 | udp null then ok exit code 0
user error, action      tcp [closed] then ok exit code 0 | udp null then ok exit code 0
user error, template    tcp [closed] then ok exit code 0 | udp null then ok exit code 0
exit, action            tcp [status] 500 Internal Server Error then ok exit code 0 | udp "[status] 500 Internal Server Error" then ok exit code 0
exit, later             tcp [status] 500 Internal Server Error then ok exit code 0 | udp "[status] 500 Internal Server Error" then ok exit code 0
exit, filter            tcp [status] 500 Internal Server Error then ok exit code 0 | udp "[status] 500 Internal Server Error" then ok exit code 0
exit, terminator        tcp ended then ok exit code 0 | udp "ended" then ok exit code 0
exit, controller        tcp [status] 500 Internal Server Error then ok exit code 0 | udp "[status] 500 Internal Server Error" then ok exit code 0
exit, template          tcp [status] 500 Internal Server Error then ok exit code 0 | udp "[status] 500 Internal Server Error" then ok exit code 0
