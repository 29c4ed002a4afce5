<?php

// 16 · Raw clients
//
// What a client of the TCP and UDP servers needs: a socket, JSON, a terminator, and a limit in time. No Aha in it: any program can do this.
//
//     php examples/16-raw-clients.php [TCP port [UDP port]]

[, $tcp, $udp] = $argv + [1 => '9602', 2 => '9603'];

/** One command and its answer, which ends with a terminator. */
function askTcp(string $address, array $command): string
{
    $socket = @stream_socket_client("tcp://$address", $code, $message, 1.0);
    if (!$socket) {
        return "no TCP server on $address ($message): start 14-tcp-server.php";
    }
    stream_set_timeout($socket, 2);
    fwrite($socket, json_encode($command) . "\r\n\r\n");
    $answer = stream_get_line($socket, 1 << 20, "\r\n\r\n");
    return $answer === false ? 'no answer within 2 s' : $answer;
}

/** A packet may be lost on its way there or back: asks again, and gives up at last. */
function askUdp(string $address, array $command): string
{
    $socket = stream_socket_client("udp://$address");
    for ($try = 0; $try < 3; ++$try) {
        @fwrite($socket, json_encode($command));
        $read = [$socket];
        $write = $except = null;
        if (stream_select($read, $write, $except, 0, 300_000) && ($answer = @fread($socket, 65536)) !== '' && $answer !== false) {
            return $answer;
        }
    }
    return "no answer from $address after $try tries: start 15-udp-server.php";
}

echo 'TCP: ', askTcp("127.0.0.1:$tcp", ['cmd' => 'demo-echo', 'text' => 'hello']), "\n";
echo 'TCP: ', askTcp("127.0.0.1:$tcp", ['cmd' => 'nothing']), "\n";
echo 'UDP: ', askUdp("127.0.0.1:$udp", ['cmd' => 'demo-echo', 'text' => 'hello']), "\n";
