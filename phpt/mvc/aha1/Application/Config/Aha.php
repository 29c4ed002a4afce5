<?php
return array('mode' => 'coroutine', 'name' => 'demo');
