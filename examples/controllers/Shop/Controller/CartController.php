<?php

namespace Shop\Controller;

use Aha\HttpException;
use Aha\Mvc\{Controller, Route};
use Shop\Models\Cart;

final class CartController extends Controller
{
    public function __construct(private Cart $cart) // made by the container; $this->request is there already
    {
        $this->assign('visitor', $this->request?->input('name', 'you'));
    }

    public function index()
    {
        $items = yield $this->cart->items(); // what a page needs is waited for before its template is rendered
        $this->setJsVar('total', array_sum(array_column($items, 'price')));
        return $this->assign('title', 'Your cart')->display('cart/index', ['items' => $items]);
    }

    public function json()
    {
        return $this->r(0, 'ok', yield $this->cart->items());
    }

    public function old()
    {
        return $this->redirect('/cart', 301);
    }

    #[Route('GET', '/item/{id}', name: 'item')]
    public function show(int $id)
    {
        $items = yield $this->cart->items();
        return $items[$id] ?? throw new HttpException(404, "There is no item $id");
    }
}
