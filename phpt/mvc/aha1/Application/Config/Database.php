<?php
return array(
    'demo' => array('driver' => 'sqlite', 'path' => getenv('AHA1_FOLDER') . '/wrong.db', 'poolSize' => 1),
    'title' => 'of every environment',
);
