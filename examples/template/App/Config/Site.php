<?php

return ['title' => 'It works'];
