<?php

declare(strict_types=1);

namespace Demo;

/** One demo: a route, what the landing page says about it, and the handler. */
final class Demo
{
    public readonly string $method;
    public readonly string $path;

    /**
     * @param string $route method and path, "GET /hello"
     * @param string $title its name on the landing page; "" = it has no card
     * @param string $text one sentence about what can be seen
     * @param \Closure $handler function (Request $request, Response $response): mixed
     * @param int $status what a GET of $link is answered with
     * @param string $link the address on the card, with a query if it needs one; null = the path
     * @param bool $isPage it is a page to open, not a result to show in the card
     */
    public function __construct(
        string $route,
        public readonly string $title,
        public readonly string $text,
        public readonly \Closure $handler,
        public readonly int $status = 200,
        private readonly ?string $link = null,
        public readonly bool $isPage = false,
    ) {
        [$this->method, $this->path] = explode(' ', $route, 2);
    }

    public function link(): string
    {
        return $this->link ?? $this->path;
    }

    /** The lines of its handler, as they stand in the file. */
    public function code(): string
    {
        $function = new \ReflectionFunction($this->handler);
        $lines = file($function->getFileName());
        $first = $function->getStartLine() - 1;
        $lines = array_slice($lines, $first, $function->getEndLine() - $first);
        $indent = strspn((string) end($lines), ' ');
        $lines = preg_replace("/^ {0,$indent}/", '', $lines);
        $lines[0] = preg_replace('/^.*?(?=\b(function|fn) ?\()/', '', $lines[0]);
        return preg_replace('/\}[,)\];]*\s*$/', "}\n", implode('', $lines));
    }

    /** Where its handler stands: "examples/app/src/demos/basics.php:12". */
    public function place(): string
    {
        $function = new \ReflectionFunction($this->handler);
        return 'examples/app/' . substr($function->getFileName(), strlen(dirname(__DIR__)) + 1) . ':' . $function->getStartLine();
    }
}
