// Words selected in a document go into the comment form, with their place, so that a comment is about a sentence.
const placeOf = (node) => (node instanceof Element ? node : node.parentElement)?.closest('[data-locator]');

// A phrase goes into the words of the comment, where they are being written, and is counted when they are sent.
export function watchPhrases() {
  for (const button of document.querySelectorAll('[data-put-phrase]')) {
    const { phrase, used, body } = button.form.elements;
    button.addEventListener('click', (event) => {
      event.preventDefault();
      const words = phrase.selectedOptions[0]?.dataset.words;
      if (!words) {
        phrase.focus();
        return;
      }
      const before = body.value.slice(0, body.selectionStart).trimEnd();
      const after = body.value.slice(body.selectionEnd).trimStart();
      const until = (before ? `${before}\n\n` : '') + words;
      body.value = until + (after ? `\n\n${after}` : '');
      used.value = `${used.value} ${phrase.value}`.trim();
      phrase.value = '';
      body.focus();
      body.setSelectionRange(until.length, until.length);
    });
  }
}

export function watchSelection() {
  const form = document.querySelector('[data-comment-form]');
  if (!form) return;
  const { excerpt, locator } = form.elements;
  document.addEventListener('selectionchange', () => {
    const selection = document.getSelection();
    const words = selection.toString().trim().replace(/\s+/g, ' ');
    if (!words) return;
    const range = selection.getRangeAt(0);
    const start = placeOf(range.startContainer);
    // Three clicks take a paragraph up to the very beginning of whatever follows it.
    const end = range.endOffset === 0 ? start : placeOf(range.endContainer);
    if (!start || !end) return;
    excerpt.value = words.slice(0, 2000);
    locator.value = start.dataset.locator;
  });
  excerpt.addEventListener('input', () => { locator.value = ''; });
}
