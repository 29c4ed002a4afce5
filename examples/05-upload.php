<?php

// 05 · Upload
//
// A form with files. Small ones are kept in memory, larger ones go to disk while they arrive; what the handler
// does not move away is removed when the request is over.
//
//     php -d extension=aha.so examples/05-upload.php        then open the page in a browser, or:
//     curl -F note=hello -F 'files[]=@README.md' -F 'files[]=@LICENSE' http://127.0.0.1:9601/

use Aha\Server\{Http, Request, Response};

$folder = sys_get_temp_dir() . '/aha-example-upload';
$port = getenv('PORT');
$server = new Http('127.0.0.1', $port === false ? 9601 : (int) $port, [
    'upload_max_length' => 32 << 20,   // bytes of the whole form; more is 413
    'upload_memory_limit' => 64 << 10, // bytes; a larger file goes to disk at once
]);

$server->on('start', function (Http $server) use ($folder): void {
    is_dir($folder) || mkdir($folder, 0700);
    echo "http://127.0.0.1:{$server->port()}/\n";
});

const FORM = <<<HTML
    <!DOCTYPE html><html lang="en"><meta name="viewport" content="width=device-width"><title>Upload</title>
    <form method="post" enctype="multipart/form-data">
      <p><label>Note <input name="note"></label></p>
      <p><label>Files <input type="file" name="files[]" multiple></label></p>
      <button>Send</button>
    </form>
    </html>
    HTML;

$server->on('request', function (Request $request, Response $response) use ($folder) {
    if ($request->method !== 'POST') {
        return FORM;
    }
    $stored = [];
    foreach ((array) ($request->files['files'] ?? []) as $file) {
        if ($file->error === UPLOAD_ERR_NO_FILE) {
            continue; // a file field that was left empty
        }
        // name and type are what the client says. Never use them as a path.
        $path = $folder . '/' . bin2hex(random_bytes(8));
        $file->moveTo($path);
        $stored[] = ['name' => $file->name, 'type' => $file->type, 'size' => $file->size, 'stored' => $path];
    }
    return ['note' => $request->post['note'] ?? '', 'files' => $stored];
});

$server->on('shutdown', function () use ($folder): void {
    array_map('unlink', glob("$folder/*"));
    rmdir($folder);
});

$server->start();
