<?php

return ['delivery' => ['days' => 2]]; // the countries stay
