<?php

// Laid over Config/Aha.php where the environment is "dev".

return ['logLevel' => 'debug'];
