const http = require('http');
http.createServer((request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Length': 12 });
    response.end('Hello World!');
}).listen(Number(process.env.PORT), '127.0.0.1');
