<?php

declare(strict_types=1);

namespace Application\Util;

/** A certificate for 127.0.0.1 that nobody but this application trusts, for the demo of HTTPS. */
final class Certificate
{
    /** @return array|null options for a listener; null: there is no program "openssl" to make one */
    public static function make(string $folder): ?array
    {
        $files = ['ssl_cert_file' => "$folder/cert.pem", 'ssl_key_file' => "$folder/key.pem"];
        if (!is_file($files['ssl_cert_file'])) {
            exec('openssl req -x509 -nodes -days 30 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -subj /CN=localhost' .
                ' -addext subjectAltName=IP:127.0.0.1 -keyout ' . escapeshellarg($files['ssl_key_file']) .
                ' -out ' . escapeshellarg($files['ssl_cert_file']) . ' 2>&1', $said, $status);
        }
        return is_file($files['ssl_cert_file']) ? $files : null;
    }
}
