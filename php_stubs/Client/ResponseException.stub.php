<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Client;

/**
 * The server has answered with a status of 400 or more, and the request has the option "throw", or
 * Response::throw() was called. Its code is the status.
 *
 * @strict-properties
 * @not-serializable
 */
final class ResponseException extends \RuntimeException implements \Aha\Exception
{
    private ?Response $response = null;

    private function __construct() {}

    public function getResponse(): Response {}
}
