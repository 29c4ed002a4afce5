<?php

declare(strict_types=1);

namespace Application\Actions\Basics;

use Application\Util\{BaseAction, Card};

#[Card('Configuration', 'Files in Config, and those of the environment laid over them. Three ways to read them.')]
final class Config extends BaseAction
{
    public function execute()
    {
        $config = $this->config();
        return [
            'environment' => $this->_objDispatcher->getBootstrap()->getEnviron(),
            'section and key' => $config->get('shop', 'currency'),
            'as an object' => $config->shop->currency,
            'dotted, with a default' => [$config->get('shop.delivery.days'), $config->get('shop.delivery.by', 'bicycle')],
            'merged' => $config->get('shop', 'delivery'),
        ];
    }
}
