<?php
declare(strict_types=1);

namespace Bench;

/** What is in the table of fortunes, and the page that each contender has to make of it. */
final class Fortunes
{
    public const ALL = [
        'fortune: No such file or directory',
        "A computer scientist is someone who fixes things that aren't broken.",
        'After enough decimal places, nobody gives a damn.',
        'A bad random number generator: 1, 1, 1, 1, 1, 4.33e+67, 1, 1, 1',
        'A computer program does what you tell it to do, not what you want it to do.',
        'Emacs is a nice operating system, but I prefer UNIX.',
        'Any program that runs right is obsolete.',
        'A list is only as strong as its weakest link.',
        'Feature: A bug with seniority.',
        'Computers make very fast, very accurate mistakes.',
        '<script>alert("This should not be displayed in a browser alert box.");</script>',
        'フレームワークのベンチマーク',
    ];

    /** Makes the table, in MariaDB and in SQLite. */
    public static function sql(string $type): string
    {
        $rows = [];
        foreach (self::ALL as $i => $text) {
            $rows[] = '(' . ($i + 1) . ",'" . str_replace("'", "''", $text) . "')";
        }
        return "CREATE TABLE fortune (id INTEGER PRIMARY KEY, message $type NOT NULL); INSERT INTO fortune VALUES " . implode(',', $rows) . ';';
    }

    /** The body of the answer: all fortunes and one more, sorted. */
    public static function page(): string
    {
        $rows = self::ALL;
        array_unshift($rows, 'Additional fortune added at request time.');
        asort($rows);
        $html = '<!DOCTYPE html><html><head><title>Fortunes</title></head><body><table><tr><th>id</th><th>message</th></tr>';
        foreach ($rows as $id => $message) {
            $html .= "<tr><td>$id</td><td>" . htmlspecialchars($message) . '</td></tr>';
        }
        return $html . '</table></body></html>';
    }
}
