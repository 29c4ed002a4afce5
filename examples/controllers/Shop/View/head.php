<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title><?= $this->e($title) ?></title>
<h1><?= $this->e($title) ?></h1>
