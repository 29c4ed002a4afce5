<?php
declare(strict_types=1);

namespace Bench;

/** A plain blocking client that checks replies; load comes from wrk and the C++ tools. */
final class Client
{
    /** @var resource */
    private $socket;

    public function __construct(int $port, bool $tls = false)
    {
        $context = stream_context_create(['ssl' => ['verify_peer' => false, 'verify_peer_name' => false]]);
        $url = ($tls ? 'tls' : 'tcp') . "://127.0.0.1:$port";
        $this->socket = @stream_socket_client($url, $code, $message, 5, context: $context)
            ?: throw new Failure("cannot connect to $url: $message");
        stream_set_timeout($this->socket, 5);
    }

    /** $count pipelined requests. @return list<array{int, string}> status and body of each reply */
    public function get(int $count = 1, string $path = '/'): array
    {
        fwrite($this->socket, str_repeat("GET $path HTTP/1.1\r\nHost: bench\r\n\r\n", $count));
        $replies = [];
        for ($i = 0; $i < $count; $i++) {
            $replies[] = $this->reply();
        }
        fclose($this->socket);
        return $replies;
    }

    /** Fails when one of $count pipelined requests is not answered with this body. */
    public function expect(string $body, int $count = 1, string $path = '/'): void
    {
        foreach ($this->get($count, $path) as [$status, $given]) {
            if ($status !== 200 || $given !== $body) {
                throw new Failure("wrong answer: $status '" . substr($given, 0, 200) . "', expected 200 '" . substr($body, 0, 200) . "'");
            }
        }
    }

    /** @return array{int, string} */
    private function reply(): array
    {
        $head = '';
        while (!str_ends_with($head, "\r\n\r\n")) {
            $line = fgets($this->socket);
            if ($line === false) {
                throw new Failure('the connection ended within a reply: ' . json_encode($head));
            }
            $head .= $line;
        }
        if (!preg_match('~^HTTP/1\.1 (\d{3})~', $head, $status)) {
            throw new Failure('not a reply: ' . json_encode($head));
        }
        if (preg_match('~^Transfer-Encoding: *chunked~mi', $head)) {
            return [(int) $status[1], $this->chunked()];
        }
        preg_match('~^Content-Length: *(\d+)~mi', $head, $length);
        return [(int) $status[1], $this->bytes((int) ($length[1] ?? 0))];
    }

    private function bytes(int $size): string
    {
        $bytes = $size > 0 ? stream_get_contents($this->socket, $size) : '';
        if ($bytes === false || strlen($bytes) !== $size) {
            throw new Failure('the body is too short');
        }
        return $bytes;
    }

    private function chunked(): string
    {
        $body = '';
        while (($size = hexdec(trim((string) fgets($this->socket)))) > 0) {
            $body .= $this->bytes((int) $size);
            $this->bytes(2);
        }
        $this->bytes(2);
        return $body;
    }
}
