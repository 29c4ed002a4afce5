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
