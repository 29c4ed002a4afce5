<?php

declare(strict_types=1);

namespace Application\Filters;

use Aha\Mvc\{Dispatcher, Filter};
use Application\Util\Log;

/** Notes when a request passes each phase. Each hook goes on by calling $data['callback']. */
final class Track
{
    public function register(Filter $filter): void
    {
        $filter
            ->registerPreRouter([$this, 'preRouter'])
            ->registerPostRouter([$this, 'postRouter'])
            ->registerPreDispatch([$this, 'preDispatch'])
            ->registerPostDispatch([$this, 'postDispatch']);
    }

    public function preRouter(Dispatcher $dispatcher, array $data)
    {
        return $this->pass('preRouter', $dispatcher, $data);
    }

    public function postRouter(Dispatcher $dispatcher, array $data)
    {
        return $this->pass('postRouter', $dispatcher, $data);
    }

    public function preDispatch(Dispatcher $dispatcher, array $data)
    {
        return $this->pass('preDispatch', $dispatcher, $data);
    }

    /** The response has been sent. */
    public function postDispatch(Dispatcher $dispatcher, array $data)
    {
        $track = $dispatcher->get('track', []);
        Log::monitor()->debug(['protocol' => $dispatcher->getProtocol(), 'phases' => implode(' ', array_keys($track)),
            'ms' => round((microtime(true) - reset($track)) * 1000, 2)]);
        return call_user_func($data['callback'], $dispatcher, $data);
    }

    private function pass(string $phase, Dispatcher $dispatcher, array $data)
    {
        $dispatcher->set('track', $dispatcher->get('track', []) + [$phase => microtime(true)]);
        return call_user_func($data['callback'], $dispatcher, $data);
    }
}
