<?php
return array('demo' => array('host' => '127.0.0.1', 'port' => (int) getenv('AHA1_REDIS'), 'poolSize' => 4, 'timeout' => 5.0));
