<?php

// Laid over App/Config/Site.php when the environment is "dev".

return ['title' => 'It works here'];
