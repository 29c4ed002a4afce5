<?php

declare(strict_types=1);

namespace Demo;

use Aha\Server\{Request, Response};

/** @var App $app */

return ['Files', [
    new Demo(
        'GET /upload',
        'Upload',
        'A form with files. Large ones go to disk while they arrive.',
        function (Request $request, Response $response) {
            return Page::small('Upload', <<<'HTML'
                <form method="post" enctype="multipart/form-data">
                <p><label>A note <input name="note" maxlength="200"></label></p>
                <p><label class="file">Files <input type="file" name="files[]" multiple></label></p>
                <p><button>Send</button></p>
                </form>
                <p class="quiet">Nothing is kept: the files are gone when the answer is sent.</p>
                HTML);
        },
        isPage: true,
    ),
    new Demo(
        'POST /upload',
        '',
        '',
        function (Request $request, Response $response) {
            $rows = '';
            foreach ((array) ($request->files['files'] ?? []) as $file) {
                if ($file->error === UPLOAD_ERR_OK) {
                    $rows .= '<tr><td>' . Page::text($file->name) . '</td><td>' . number_format($file->size) .
                        '</td><td><code>' . substr(hash_file('sha256', $file->path()), 0, 16) . "…</code></td></tr>\n";
                }
            }
            $note = Page::text((string) ($request->post['note'] ?? ''));
            return Page::small('Received', ($note === '' ? '' : "<p>“{$note}”</p>\n") . ($rows === '' ? '<p>No files came.</p>' :
                "<table><tr><th>name</th><th>bytes</th><th>sha256</th></tr>\n$rows</table>") .
                '<p class="doors"><a class="open" href="/upload">Once more</a></p>');
        },
    ),
    new Demo(
        'GET /files/lighthouse.svg',
        'A static file',
        'Answered from a folder without entering PHP, with ETag, ranges and a time to keep it.',
        function (Request $request, Response $response) {
            throw new \LogicException('the document root answers this');
        },
        isPage: true,
    ),
    new Demo(
        'GET /source',
        'A file by sendFile()',
        'The script of this server. The file is read in pieces off the event loop.',
        function (Request $request, Response $response) {
            $response->header('Content-Type', 'text/plain; charset=utf-8');
            $response->sendFile(dirname(__DIR__, 2) . '/server.php');
        },
    ),
]];
