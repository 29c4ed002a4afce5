<?php

namespace Shop\Models;

final class Cart
{
    private const ITEMS = [1 => ['name' => 'Tea & milk', 'price' => 3], 2 => ['name' => 'Bread <fresh>', 'price' => 4]];

    public function items()
    {
        yield \Aha\sleep(0.005); // a query
        return self::ITEMS;
    }
}
