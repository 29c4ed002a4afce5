<?php

declare(strict_types=1);

namespace Application\Util;

/** The frame of the HTML pages. */
final class Page
{
    public static function html(string $title, string $body): string
    {
        $title = self::text($title);
        return <<<HTML
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width,initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>$title</title>
            <link rel="icon" href="/files/icon.svg">
            <link rel="stylesheet" href="/assets/style.css">
            <script src="/assets/script.js" defer></script>
            </head>
            <body>
            $body
            </body>
            </html>

            HTML;
    }

    /** A page below the landing page, with a way back. */
    public static function small(string $title, string $body): string
    {
        return self::html("$title · Aha", '<main class="small"><p class="back"><a href="/">← All demos</a></p><h1>' .
            self::text($title) . "</h1>\n$body\n</main>");
    }

    /** Plain text made safe for HTML. */
    public static function text(string $text): string
    {
        return htmlspecialchars($text, ENT_QUOTES | ENT_SUBSTITUTE);
    }

    /** PHP code as HTML, with coloured words where PHP has its tokenizer. */
    public static function highlight(string $code): string
    {
        if (!class_exists(\PhpToken::class)) {
            return self::text($code);
        }
        $html = '';
        foreach (\PhpToken::tokenize("<?php\n" . $code) as $token) {
            $class = match (true) {
                $token->is(T_OPEN_TAG) => null,
                $token->is([T_COMMENT, T_DOC_COMMENT]) => 'c',
                $token->is([T_CONSTANT_ENCAPSED_STRING, T_ENCAPSED_AND_WHITESPACE, '"']) => 's',
                $token->is([T_LNUMBER, T_DNUMBER]) => 'n',
                $token->is(T_VARIABLE) => 'v',
                $token->is([T_YIELD, T_YIELD_FROM]) => 'k y',
                $token->is([T_WHITESPACE, T_STRING, T_NAME_QUALIFIED, T_NAME_FULLY_QUALIFIED]) => '',
                preg_match('/^[a-z]+$/i', $token->text) === 1 => 'k',
                default => '',
            };
            if ($class !== null) {
                $html .= $class === '' ? self::text($token->text) : "<i class=\"$class\">" . self::text($token->text) . '</i>';
            }
        }
        return $html;
    }
}
