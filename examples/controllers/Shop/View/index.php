<?= $this->render('head', ['title' => $title]) ?>
<p><a href="/cart">Your cart</a>, <a href="/cart/json">as JSON</a></p>
