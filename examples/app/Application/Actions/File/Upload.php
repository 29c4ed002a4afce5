<?php

declare(strict_types=1);

namespace Application\Actions\File;

use Application\Util\{BaseAction, Card, Page};

#[Card('Upload', 'A form with files. Large ones go to disk while they arrive.', isPage: true)]
final class Upload extends BaseAction
{
    public function execute()
    {
        return $this->request()->method === 'POST' ? $this->received() : Page::small('Upload', <<<'HTML'
            <form method="post" enctype="multipart/form-data">
            <p><label>A note <input name="note" maxlength="200"></label></p>
            <p><label class="file">Files <input type="file" name="files[]" multiple></label></p>
            <p><button>Send</button></p>
            </form>
            <p class="quiet">Nothing is kept: the files are gone when the answer is sent.</p>
            HTML);
    }

    private function received(): string
    {
        $rows = '';
        foreach ((array) ($this->request()->files['files'] ?? []) as $file) {
            if ($file->error === UPLOAD_ERR_OK) {
                $rows .= '<tr><td>' . Page::text($file->name) . '</td><td>' . number_format($file->size) .
                    '</td><td><code>' . substr(hash_file('sha256', $file->path()), 0, 16) . "…</code></td></tr>\n";
            }
        }
        $note = Page::text((string) ($this->request()->post['note'] ?? ''));
        return Page::small('Received', ($note === '' ? '' : "<p>“{$note}”</p>\n") . ($rows === '' ? '<p>No files came.</p>' :
            "<table><tr><th>name</th><th>bytes</th><th>sha256</th></tr>\n$rows</table>") .
            '<p class="doors"><a class="open" href="/file/upload">Once more</a></p>');
    }
}
