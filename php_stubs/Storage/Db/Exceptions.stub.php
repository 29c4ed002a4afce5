<?php

/**
 * @generate-class-entries
 * @generate-function-entries static
 */

namespace Aha\Storage\Db;

/**
 * The database has refused a statement. Its code is the number of the error: that of MySQL, or the extended code of SQLite; 0 when
 * it was refused before it was sent. The message has the words of the database and the statement without its values.
 */
class QueryException extends \RuntimeException implements \Aha\Exception
{
    private string $sql = "";
    private string $sqlState = "";
    private float $duration = 0.0;

    /** @return string the statement without its values, cut at 500 bytes */
    public function getSql(): string {}

    /** @return string five characters, or "" */
    public function getSqlState(): string {}

    /** @return float seconds the database took */
    public function getDuration(): float {}
}

/** The connection broke while the statement ran: nobody knows whether it has had an effect. */
class LostException extends QueryException
{
}

/** The database does not understand the statement, or there is no such table or column. */
class SyntaxException extends QueryException
{
}

/** A foreign key, NOT NULL or check. */
class ConstraintException extends QueryException
{
}

/** A unique key has the value already. */
class DuplicateException extends ConstraintException
{
}

/** A deadlock, or a wait for a lock that was given up: the whole transaction may be tried again. */
class DeadlockException extends QueryException
{
}

/** The user of the connection may not do that. */
class AccessException extends QueryException
{
}

/** The result or the statement is larger than a limit allows. */
class TooLargeException extends QueryException
{
}
