<?php
declare(strict_types=1);

namespace Bench;

/** The values of one figure over all rounds. */
final class Series implements \JsonSerializable
{
    /** @param list<float> $values in the order of the rounds */
    public function __construct(public readonly array $values)
    {
    }

    public function median(): float
    {
        $sorted = $this->values;
        sort($sorted);
        $middle = intdiv(count($sorted), 2);
        return count($sorted) % 2 === 1 ? $sorted[$middle] : ($sorted[$middle - 1] + $sorted[$middle]) / 2;
    }

    /** Round by round, so that what slows both down at one time cancels out. */
    public function over(self $other): self
    {
        return new self(array_map(
            static fn (float $ours, float $theirs): float => $theirs > 0 ? $ours / $theirs : NAN,
            $this->values,
            $other->values,
        ));
    }

    public function text(string $format = '%.2f'): string
    {
        [$median, $low, $high] = array_map(
            static fn (float $value): string => sprintf($format, $value),
            [$this->median(), min($this->values), max($this->values)],
        );
        return $low === $high ? $median : "{$median} ({$low}–{$high})";
    }

    public function jsonSerialize(): array
    {
        return ['median' => $this->median(), 'min' => min($this->values), 'max' => max($this->values),
            'rounds' => $this->values];
    }
}
