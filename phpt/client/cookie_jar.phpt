--TEST--
HTTP client: a cookie jar
--EXTENSIONS--
aha
--FILE--
<?php
$jar = new Aha\Client\CookieJar();
$url = 'https://www.example.org/shop/cart';
foreach (['a=1', 'b=2; Path=/shop; Secure', 'c=3; Domain=example.org; Path=/', 'd=4; Domain=other.org', 'e=5; Domain=org', 'f=6; Max-Age=0', 'no name', '__Host-g=7; Path=/shop',
    '__Host-h=8; Path=/; Secure', "i=\x01", 'j=9; Expires=Wed, 01 Jan 2098 00:00:00 GMT; HttpOnly'] as $cookie) {
    echo json_encode($cookie), ' ', json_encode($jar->store($url, $cookie)), "\n";
}
foreach ([$url, 'https://www.example.org/', 'http://www.example.org/shop/', 'https://example.org/', 'https://sub.www.example.org/shop', 'https://other.org/'] as $to) {
    echo $to, ': ', $jar->header($to), "\n";
}
echo count($jar), ' ', json_encode(array_map(fn ($c) => ['expires' => is_int($c['expires'])] + $c, $jar->all()), JSON_UNESCAPED_SLASHES), "\n";
$jar->clearSession();
echo implode(' ', array_column($jar->all(), 'name')), "\n";
var_dump($jar->store($url, 'j=; Max-Age=-1'), count($jar));
// As many as one domain may have, and one more.
for ($i = 0; $i <= 50; ++$i) {
    $jar->store('http://many.test/', "n$i=1");
}
echo count($jar), ' ', str_contains($jar->header('http://many.test/'), 'n0=') ? 'has' : 'has not', ' the oldest, ', str_contains($jar->header('http://many.test/'), 'n50=') ? 'has' : 'has not', " the newest\n";
$jar->clear();
var_dump(count($jar), $jar->header('http://many.test/'));
?>
--EXPECT--
"a=1" true
"b=2; Path=\/shop; Secure" true
"c=3; Domain=example.org; Path=\/" true
"d=4; Domain=other.org" false
"e=5; Domain=org" false
"f=6; Max-Age=0" true
"no name" false
"__Host-g=7; Path=\/shop" false
"__Host-h=8; Path=\/; Secure" true
"i=\u0001" false
"j=9; Expires=Wed, 01 Jan 2098 00:00:00 GMT; HttpOnly" true
https://www.example.org/shop/cart: a=1; b=2; j=9; c=3; __Host-h=8
https://www.example.org/: c=3; __Host-h=8
http://www.example.org/shop/: a=1; j=9; c=3
https://example.org/: c=3
https://sub.www.example.org/shop: c=3
https://other.org/: 
5 [{"expires":false,"name":"c","value":"3","domain":"example.org","path":"/","host_only":false,"secure":false,"http_only":false},{"expires":false,"name":"a","value":"1","domain":"www.example.org","path":"/shop","host_only":true,"secure":false,"http_only":false},{"expires":false,"name":"b","value":"2","domain":"www.example.org","path":"/shop","host_only":true,"secure":true,"http_only":false},{"expires":false,"name":"__Host-h","value":"8","domain":"www.example.org","path":"/","host_only":true,"secure":true,"http_only":false},{"expires":true,"name":"j","value":"9","domain":"www.example.org","path":"/shop","host_only":true,"secure":false,"http_only":true}]
j
bool(true)
int(0)
50 has not the oldest, has the newest
int(0)
string(0) ""
