--TEST--
HTTP: multipart forms: variables, files in memory and on disk, removed at the end, moveTo
--EXTENSIONS--
aha
--FILE--
<?php
require __DIR__ . '/server.inc';
$server = new Server(<<<'PHP'
    $folder = __DIR__ . '/tmp';
    mkdir($folder);
    server(function ($req) use ($folder) {
        switch ($req->path) {
            case '/files':
                return count(glob("$folder/*"));
            case '/move':
                $file = $req->files['file'];
                $target = "$folder/moved";
                $file->moveTo($target);
                $bytes = file_get_contents($target);
                $mode = decoct(fileperms($target) & 0777);
                unlink($target);
                return [strlen($bytes), md5($bytes), $mode];
            case '/unread':
                return 'not looked at';
            case '/keep':
                return (function () use ($req) {
                    $path = $req->files['file']->path();
                    yield Aha\sleep(0.01);
                    return [file_exists($path), $req->files['file']['tmp_name'] === $path];
                })();
            case '/bad':
                return $req->files['file']->moveTo('/no/such/folder/x');
        }
        $describe = function ($file) use (&$describe, $folder) {
            if (is_array($file)) {
                return array_map($describe, $file);
            }
            $before = count(glob("$folder/*"));
            return [$file->name, $file->type, $file->size, $file->error, md5($file->content()), $file['name'], $before];
        };
        return ['post' => $req->post, 'files' => array_map($describe, $req->files), 'raw' => $req->rawContent()];
    }, ['upload_memory_limit' => 1000, 'upload_tmp_dir' => $folder, 'json_errors' => true])->start();
    PHP);
function part(string $disposition, string $body, string $type = ''): string
{
    return "--XX\r\nContent-Disposition: form-data; $disposition\r\n" . ($type ? "Content-Type: $type\r\n" : '') . "\r\n$body\r\n";
}
function upload(Server $server, string $path, string ...$parts): string
{
    return (string) $server->get($path, ['Content-Type: multipart/form-data; boundary=XX'], 'POST', implode($parts) . "--XX--\r\n");
}
echo upload($server, '/', part('name="a"', '1'), part('name="b[x][]"', 'two'), part('name="b[x][]"', ''), part('name="caf&eacute;"', "line\r\nline"));
echo "in memory, on disk, a list, none chosen:\n";
foreach (json_decode(substr(upload($server, '/', part('name="small"; filename="s.txt"', 'small', 'text/plain'),
    part('name="large"; filename="C:\\dir\\l.bin"', str_repeat('x', 5000), 'application/octet-stream'),
    part('name="list[]"; filename="1"', '1'), part('name="list[]"; filename="../../etc/2"', '22'),
    part('name="none"; filename=""', '', 'application/octet-stream')), 4), true)['files'] as $name => $file) {
    echo "$name ", json_encode($file, JSON_UNESCAPED_SLASHES), "\n";
}
echo md5('small'), ' ', md5(str_repeat('x', 5000)), "\n";
echo upload($server, '/files');
echo "moved:\n";
echo upload($server, '/move', part('name="file"; filename="f"', 'abc')), md5('abc'), "\n";
echo upload($server, '/move', part('name="file"; filename="f"', str_repeat('y', 100000))), md5(str_repeat('y', 100000)), "\n";
echo "kept while used, removed at the end:\n";
echo upload($server, '/keep', part('name="file"; filename="f"', str_repeat('y', 100000)));
echo upload($server, '/keep', part('name="file"; filename="f"', 'small'));
echo upload($server, '/unread', part('name="file"; filename="f"', str_repeat('y', 100000)));
echo upload($server, '/bad', part('name="file"; filename="f"', 'small'));
echo upload($server, '/files');
echo "chunked, byte by byte:\n";
$client = $server->connect();
$client->send("POST / HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=\"XX\"\r\nTransfer-Encoding: chunked\r\n\r\n");
foreach (str_split(part('name="a"', '1') . part('name="f"; filename="f"', "a\r\n--X\r\n-b") . "--XX--") as $byte) {
    $client->send("1\r\n$byte\r\n");
}
$client->send("0\r\n\r\n");
echo $client->answer(), md5("a\r\n--X\r\n-b"), "\n";
echo "client goes in the middle: the file goes too\n";
$client = $server->connect();
$client->send("POST / HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=XX\r\nContent-Length: 1000000\r\n\r\n"
    . part('name="f"; filename="f"', str_repeat('z', 10000)));
var_dump(eventually(fn () => (string) $server->get('/files') === "200 1\n"));
$client->close();
var_dump(eventually(fn () => (string) $server->get('/files') === "200 0\n"));
var_dump($server->stop());
echo $server->log();
?>
--EXPECTF--
200 {"post":{"a":"1","b":{"x":["two",""]},"caf&eacute;":"line\r\nline"},"files":[],"raw":""}
in memory, on disk, a list, none chosen:
small ["s.txt","text/plain",5,0,"eb5c1399a871211c7e7ed732d15e3a8b","s.txt",1]
large ["l.bin","application/octet-stream",5000,0,"a6bb7bde3251ca2d810d32dadd9e8ae7","l.bin",1]
list [["1","",1,0,"c4ca4238a0b923820dcc509a6f75849b","1",1],["2","",2,0,"b6d767d2f8ed5d21a44b0e5886680cb9","2",1]]
none ["","application/octet-stream",0,4,"d41d8cd98f00b204e9800998ecf8427e","",1]
eb5c1399a871211c7e7ed732d15e3a8b a6bb7bde3251ca2d810d32dadd9e8ae7
200 0
moved:
200 [3,"900150983cd24fb0d6963f7d28e17f72","644"]
900150983cd24fb0d6963f7d28e17f72
200 [100000,"f0a7af634b47967c6cf3a0aaaaa50d17","644"]
f0a7af634b47967c6cf3a0aaaaa50d17
kept while used, removed at the end:
200 [true,true]
200 [true,true]
200 not looked at
500 {"error":{"status":500,"message":"Internal Server Error"}}
200 0
chunked, byte by byte:
200 {"post":{"a":"1"},"files":{"f":["f","",10,0,"60da57f103ba73384cd9818f65fc8485","f",0]},"raw":""}
60da57f103ba73384cd9818f65fc8485
client goes in the middle: the file goes too
bool(true)
bool(true)
int(0)
aha: unhandled error in request POST /bad: Aha\ConnectException: make a temporary file in /no/such/folder: No such file or directory in server.php:25
#0 server.php(25): Aha\Server\UploadedFile->moveTo('/no/such/folder...')
#1 [internal function]: {closure}(Object(Aha\Server\Request), Object(Aha\Server\Response))
#2 server.php(35): Aha\Network\Server->start()
#3 {main}
