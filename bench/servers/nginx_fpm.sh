#!/usr/bin/env bash
# nginx with php-fpm, one worker each, on 127.0.0.1:$PORT: what most PHP sites run on. Ends both when it is ended.
set -euo pipefail
fpm=$(compgen -c php-fpm | sort | tail -n 1)
folder=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null; wait; rm -rf "$folder"' EXIT
trap 'exit 0' TERM INT

printf '<?php header("Content-Type: text/html; charset=utf-8"); echo "Hello World!";\n' >"$folder/hello.php"
cat >"$folder/fpm.conf" <<END
[global]
error_log = $folder/fpm.log
daemonize = no
[www]
user = $(id -un)
listen = $folder/fpm.sock
pm = static
pm.max_children = 1
END
cat >"$folder/nginx.conf" <<END
user $(id -un);
worker_processes 1;
daemon off;
pid $folder/nginx.pid;
error_log $folder/nginx.log;
events { worker_connections 1024; }
http {
    access_log off;
    keepalive_requests 1000000000;
    client_body_temp_path $folder/body;
    proxy_temp_path $folder/proxy;
    fastcgi_temp_path $folder/fastcgi;
    uwsgi_temp_path $folder/uwsgi;
    scgi_temp_path $folder/scgi;
    upstream php { server unix:$folder/fpm.sock; keepalive 8; }
    server {
        listen 127.0.0.1:$PORT;
        location / {
            fastcgi_pass php;
            fastcgi_keep_conn on;
            fastcgi_param SCRIPT_FILENAME $folder/hello.php;
            fastcgi_param REQUEST_METHOD \$request_method;
            fastcgi_param QUERY_STRING \$query_string;
            fastcgi_param REQUEST_URI \$request_uri;
            fastcgi_param SERVER_PROTOCOL \$server_protocol;
        }
    }
}
END
"$fpm" -R -y "$folder/fpm.conf" &
while [[ ! -S $folder/fpm.sock ]]; do sleep 0.05; done
nginx -c "$folder/nginx.conf" &
wait
