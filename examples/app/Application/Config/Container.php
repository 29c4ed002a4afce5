<?php

use Application\Models\{Accounts, Cache, Database, Notes};

// Made once in each worker; the others are made when they are asked for.
return ['singleton' => [Database::class, Accounts::class, Cache::class, Notes::class]];
