<?php

/**
 * @generate-class-entries
 * @generate-function-entries
 */

namespace Aha\Mvc;

/** Middleware that looks at a request before its action. */
interface RequestFilter
{
    /**
     * May be a generator function, or return an awaitable.
     *
     * @param \Aha\Server\Request|null $request null: not by HTTP
     * @param Dispatcher $context
     * @return mixed null to go on; anything else is the response, by the rules for what an action returns, and the action is not called
     */
    public function doFilter($request, $context);
}

/** Middleware that looks at a response before it is sent. */
interface RequestPostFilter
{
    /**
     * May be a generator function, or return an awaitable. It is given a fourth argument, what the response is so far (the
     * value of the action or of the filter before), which implementations may declare: `$value = null`.
     *
     * @param \Aha\Server\Request|null $request null: not by HTTP
     * @param \Aha\Server\Response|null $response for its status and header; null: not by HTTP
     * @param Dispatcher $context
     * @return mixed null to leave the response as it is, anything else takes its place
     */
    public function postFilter($request, $response, $context);
}

/** Middleware that has something to do when a request is over: once, whatever came of it. */
interface RequestTerminator
{
    /**
     * Called when the response is finished: sent, refused after an error or a timeout, or its client has gone. May be a
     * generator function, or return an awaitable; nobody waits for it. What it throws is logged.
     *
     * @param \Aha\Server\Request|null $request null: not by HTTP
     * @param \Aha\Server\Response|null $response null: not by HTTP
     * @param Dispatcher $context
     * @return mixed
     */
    public function terminate($request, $response, $context);
}

/**
 * Middleware of which each request gets an object of its own, made by the container. All other middleware is made once in
 * each worker, and must keep what belongs to a request in the Dispatcher.
 */
interface PerRequest
{
}

/** Answers in place of an action, filter or middleware that has thrown. */
interface ExceptionHandler
{
    /**
     * May be a generator function, or return an awaitable. It is given two more arguments, the request (null: not by HTTP)
     * and the Dispatcher, which implementations may declare: `$request = null, $context = null`. The response has
     * the status that fits already (that of an HttpException, 504 after a timeout, else 500), which it may change.
     *
     * @return mixed null to leave it to the next handler; anything else is the response, by the rules for what an action returns
     */
    public function handle(\Throwable $exception);
}
