<?php

declare(strict_types=1);

namespace Application\Middleware;

use Aha\HttpException;
use Aha\Mvc\{RequestFilter, RequestPostFilter, RequestTerminator};
use Application\Util\Log;

/** Lets in who says the word, marks what goes out, and notes it when all is over. Config/Middleware.php says where. */
final class Guard implements RequestFilter, RequestPostFilter, RequestTerminator
{
    public function doFilter($request, $context)
    {
        if ($request?->bearerToken() !== 'sesame') {
            throw new HttpException(401, 'Say "Authorization: Bearer sesame".');
        }
        yield \Aha\sleep(0.001); // a look into a database
        $context->set('user', 'Ali');
    }

    public function postFilter($request, $response, $context)
    {
        $response?->header('X-Guarded', 'yes');
    }

    public function terminate($request, $response, $context)
    {
        Log::monitor()->info(['guarded' => $request?->path, 'user' => $context->get('user', 'nobody'), 'status' => $response?->getStatus()]);
    }
}
