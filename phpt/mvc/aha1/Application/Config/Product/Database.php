<?php
return array(
    'demo' => array('driver' => 'sqlite', 'path' => getenv('AHA1_FOLDER') . '/demo.db', 'poolSize' => 4),
);
