<?php
namespace Application\Filters;

class Track
{
    public function preRouterOne($dispatcher, $data)
    {
        $data['trail'] = 'one';
        call_user_func($data['callback'], $dispatcher, $data);
    }

    public function preRouterTwo($dispatcher, $data)
    {
        $request = $dispatcher->getRequest();
        if (isset($request->get['refused'])) {
            throw new \Exception('refused after ' . $data['trail']);
        }
        if (isset($request->get['stopped'])) {
            $dispatcher->getResponse()->end('stopped by a filter');
            return;
        }
        if (isset($request->get['delayed'])) {
            \Aha\Timer::after(5, function () use ($dispatcher, $data) {
                call_user_func($data['callback'], $dispatcher, $data);
            });
            return;
        }
        call_user_func($data['callback'], $dispatcher, $data);
    }

    public function postRouter($dispatcher, $data)
    {
        $dispatcher->getResponse()->header('X-Action', $dispatcher->getRouter()->getAction());
        call_user_func($data['callback'], $dispatcher, $data);
    }

    public function preDispatch($dispatcher, $data)
    {
        call_user_func($data['callback'], $dispatcher, $data);
    }

    public function postDispatch($dispatcher, $data)
    {
        echo 'tracked! ', $dispatcher->getRouter()->getAction(), "\n";
        call_user_func($data['callback'], $dispatcher, $data);
    }
}
