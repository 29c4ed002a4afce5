<?php
return array('tcp' => (int) getenv('AHA1_TCP'), 'udp' => (int) getenv('AHA1_UDP'));
