<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Server;

/**
 * A file of a multipart form. Large ones are in a temporary file, which is removed with this object.
 * The keys of PHP's $_FILES can be read as array elements: name, type, size, error, tmp_name.
 *
 * @strict-properties
 * @not-serializable
 */
final class UploadedFile implements \ArrayAccess
{
    /** Name the client gave, without folders. */
    public readonly string $name;
    /** Media type the client gave; not verified. */
    public readonly string $type;
    /** Bytes. */
    public readonly int $size;
    /** UPLOAD_ERR_OK or UPLOAD_ERR_NO_FILE */
    public readonly int $error;

    private function __construct() {}

    /** All of its bytes. */
    public function content(): string {}

    /** Path of the temporary file, which is written now if the file was kept in memory. */
    public function path(): string {}

    /**
     * Moves it to its place.
     *
     * @throws \Aha\ConnectException when it cannot be written
     */
    public function moveTo(string $path): void {}

    public function offsetExists(mixed $offset): bool {}
    public function offsetGet(mixed $offset): mixed {}
    /** @throws \Aha\StateException always */
    public function offsetSet(mixed $offset, mixed $value): void {}
    /** @throws \Aha\StateException always */
    public function offsetUnset(mixed $offset): void {}
}
