// "Run" shows the answer of a demo in its card, piece by piece as it arrives.
document.addEventListener('click', async event => {
    const button = event.target.closest('button.run');
    if (!button) return;
    const card = button.closest('article'), output = card.querySelector('output'), start = performance.now();
    button.disabled = true;
    output.hidden = false;
    output.textContent = '…';
    try {
        const response = await fetch(card.dataset.link, {headers: {Accept: 'application/json, text/plain;q=0.9'}});
        const head = document.createElement('b'), body = document.createTextNode('');
        if (!response.ok) head.className = 'bad';
        head.textContent = response.status + ' ' + response.statusText;
        output.replaceChildren(head, '\n', body);
        const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
        for (let piece = await reader.read(); !piece.done; piece = await reader.read()) body.appendData(piece.value);
        if ((response.headers.get('Content-Type') || '').startsWith('application/json')) {
            body.data = JSON.stringify(JSON.parse(body.data), null, 1) + '\n';
        }
        head.textContent += '  ·  ' + ((performance.now() - start) / 1000).toFixed(2) + ' s';
    } catch (error) {
        output.textContent = 'No answer: ' + error.message;
    }
    button.disabled = false;
});

// The clock: events that show themselves.
for (const element of document.querySelectorAll('[data-events]')) {
    new EventSource(element.dataset.events).onmessage = event => { element.textContent = event.data; };
}

// A file that is sent as the body, and what comes back.
for (const input of document.querySelectorAll('[data-send]')) {
    input.addEventListener('change', async () => {
        const result = document.querySelector('.result');
        result.hidden = false;
        result.textContent = '…';
        const response = await fetch(input.dataset.send, {method: 'POST', body: input.files[0]});
        result.textContent = JSON.stringify(await response.json(), null, 2);
    });
}

// The monitor: figures of each second.
for (const monitor of document.querySelectorAll('[data-monitor]')) {
    const rates = [], tile = (name, value) => { document.getElementById('tile-' + name).textContent = value; };
    let before = null;
    const look = async () => {
        const stats = await (await fetch(monitor.dataset.monitor)).json(), now = performance.now();
        for (const [name, value] of Object.entries(stats)) {
            const cell = document.getElementById(name);
            if (cell) cell.textContent = value;
        }
        if (before) {
            const rate = (stats.request_count - before.requests) / ((now - before.at) / 1000);
            rates.push(rate);
            if (rates.length > 60) rates.shift();
            tile('rate', rate.toFixed(rate < 10 ? 1 : 0));
            const top = Math.max(10, ...rates);
            document.getElementById('line').setAttribute('points', rates.map((r, i) => (600 - (rates.length - 1 - i) * 10) + ',' + (115 - 105 * r / top)).join(' '));
        }
        before = {requests: stats.request_count, at: now};
        tile('in_flight', stats.in_flight);
        tile('connection_num', stats.connection_num);
        tile('uptime', Math.round(Date.now() / 1000 - stats.start_time));
        document.getElementById('pools').replaceChildren(...Object.entries(stats.pools).map(([name, pool]) => {
            const row = document.createElement('tr');
            const used = pool.queries !== undefined ? pool.queries + ' queries' : (pool.requests || 0) + ' requests';
            for (const text of [name, pool.size + (pool.size === 1 ? ' connection, ' : ' connections, ') + used]) row.appendChild(document.createElement('td')).textContent = text;
            return row;
        }));
    };
    look();
    setInterval(look, 1000);
}
for (const button of document.querySelectorAll('[data-load]')) {
    button.addEventListener('click', async () => {
        button.disabled = true;
        await Promise.all(Array.from({length: 100}, () => fetch(button.dataset.load).then(response => response.text())));
        button.disabled = false;
    });
}
