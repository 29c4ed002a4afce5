<?php

namespace Shop\Controller;

use Aha\Mvc\Controller;

final class IndexController extends Controller
{
    public function index()
    {
        return $this->render('index', ['title' => 'A small shop']);
    }
}
