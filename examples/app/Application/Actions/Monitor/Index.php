<?php

declare(strict_types=1);

namespace Application\Actions\Monitor;

use Application\Util\{BaseAction, Card, Page};

#[Card('Monitor', 'What the server does, its processes and pools, refreshed every second.', link: '/monitor', isPage: true)]
final class Index extends BaseAction
{
    private const WORDS = [
        'request_count' => 'requests', 'in_flight' => 'of them at work now', 'accept_count' => 'connections',
        'connection_num' => 'of them open now', 'bad_request_count' => 'requests that broke the protocol',
        'timeout_count' => 'clients that were too slow', 'abort_count' => 'clients that left early',
        'refuse_count' => 'connections turned away', 'stall_count' => 'times the loop was blocked',
        'worker_num' => 'workers', 'worker_restarts' => 'of them replaced', 'generation' => 'generation of the workers',
    ];

    public function execute()
    {
        $stats = $this->server()->stats();
        $tiles = $rows = '';
        foreach (['rate' => 'requests a second', 'in_flight' => 'in flight', 'connection_num' => 'connections', 'uptime' => 'seconds up'] as $name => $label) {
            $tiles .= "<div class=\"tile\"><b id=\"tile-$name\">–</b><span>$label</span></div>\n";
        }
        foreach (self::WORDS as $name => $label) {
            $rows .= "<tr><td>$label</td><td id=\"$name\">{$stats[$name]}</td></tr>\n";
        }
        return Page::small('Monitor', <<<HTML
            <div class="tiles" data-monitor="/monitor/stats">
            $tiles</div>
            <svg class="chart" viewBox="0 0 600 120" preserveAspectRatio="none" role="img" aria-label="requests a second, the last minute"><polyline id="line" points=""/></svg>
            <p class="doors"><button type="button" data-load="/basics/hello">Make a hundred requests</button></p>
            <h2>Since the start</h2>
            <table class="stats">
            $rows</table>
            <h2>Pools of the worker that answers</h2>
            <table class="stats" id="pools"></table>
            HTML);
    }
}
