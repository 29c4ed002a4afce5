<?= $this->render('head') ?>
<p>Hello, <?= $this->e($visitor) ?>.</p>
<ul>
<?php foreach ($items as $id => $item): ?>
    <li><a href="<?= $this->e($this->dispatcher->getBootstrap()->getRoutes()->url('item', ['id' => $id])) ?>"><?= $this->e($item['name']) ?></a>, <?= $item['price'] ?></li>
<?php endforeach ?>
</ul>
<p id="total"></p>
<script>
    const page = <?= $this->toJs($this->getJsVars()) ?>;
    document.getElementById('total').textContent = `Total: ${page.total}`;
</script>
