<?php

declare(strict_types=1);

namespace Application\Util;

/** What the landing page says about an action, and how its answer is to look: an attribute of its class. */
#[\Attribute(\Attribute::TARGET_CLASS)]
final class Card
{
    /** Its class without Application\Actions: "Coroutine/Sleep". */
    public string $name = '';

    /**
     * @param string $title its name on the landing page
     * @param string $text one sentence about what can be seen
     * @param string $link the address, with a query if it needs one; "" = that of its class
     * @param int $status what a GET of it is answered with
     * @param bool $isPage it is a page to open, not a result to show in the card
     */
    public function __construct(
        public readonly string $title,
        public readonly string $text,
        private string $link = '',
        public readonly int $status = 200,
        public readonly bool $isPage = false,
    ) {
    }

    /** The card of an action, "Coroutine/Sleep"; null when it has none. */
    public static function of(string $name): ?self
    {
        $class = 'Application\\Actions\\' . strtr($name, '/', '\\');
        if (preg_match('~^[\w/]+$~', $name) !== 1 || !class_exists($class)) {
            return null;
        }
        $attributes = (new \ReflectionClass($class))->getAttributes(self::class);
        if ($attributes === []) {
            return null;
        }
        $card = $attributes[0]->newInstance();
        $card->name = $name;
        return $card;
    }

    public function link(): string
    {
        return $this->link !== '' ? $this->link : '/' . implode('/', array_map('lcfirst', explode('/', $this->name)));
    }

    /** The file of the action, below the folder of the application. */
    public function file(): string
    {
        return "Application/Actions/$this->name.php";
    }

    /** The lines of the class, with the attributes before it but this one. */
    public function code(): string
    {
        $class = new \ReflectionClass('Application\\Actions\\' . strtr($this->name, '/', '\\'));
        $lines = file($class->getFileName());
        $attributes = preg_grep('/^#\[(?!Card\b)/', array_slice($lines, 0, $class->getStartLine() - 1));
        return implode('', [...$attributes, ...array_slice($lines, $class->getStartLine() - 1, $class->getEndLine() - $class->getStartLine() + 1)]);
    }
}
