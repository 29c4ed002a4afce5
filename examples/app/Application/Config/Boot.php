<?php

return ['worker' => [Application\Boot\Schema::class]];
