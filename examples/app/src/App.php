<?php

declare(strict_types=1);

namespace Demo;

use Aha\HttpException;
use Aha\Server\{Http, Request, Response};

/** Knows the demos and answers requests with them. */
final class App
{
    /** @var array<string, list<Demo>> by the title of their group */
    private array $groups = [];
    /** @var array<string, array<string, Demo>> by path and method */
    private array $routes = [];

    /** @param string $folder of files that return [title of the group, list of Demo]; in the order of their names */
    public function __construct(public readonly Http $server, string $folder)
    {
        $app = $this;
        foreach (glob("$folder/*.php") as $file) {
            [$group, $demos] = require $file;
            $this->groups[$group] = $demos;
        }
        foreach ([require __DIR__ . '/pages/home.php', require __DIR__ . '/pages/code.php', ...array_values($this->groups)] as $demos) {
            foreach ($demos as $demo) {
                $this->routes[$demo->path][$demo->method] = $demo;
            }
        }
    }

    /** What a handler returns is its answer: a string, an array for JSON, a coroutine, or null once $response was used. */
    public function handle(Request $request, Response $response): mixed
    {
        $methods = $this->routes[$request->path] ?? throw new HttpException(404, "There is no page {$request->path}");
        $method = $request->method === 'HEAD' ? 'GET' : $request->method;
        if (!isset($methods[$method])) {
            $response->status(405)->header('Allow', implode(', ', array_keys($methods)));
            return "405: use " . implode(' or ', array_keys($methods)) . "\n";
        }
        return ($methods[$method]->handler)($request, $response);
    }

    /** @return array<string, list<Demo>> */
    public function groups(): array
    {
        return $this->groups;
    }

    public function find(string $path): ?Demo
    {
        return $this->routes[$path]['GET'] ?? null;
    }
}
