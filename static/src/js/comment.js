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

// The form may be pages below the words: a button that stays in sight leads there, and keeps the selection as it is.
function offerToComment(form, body) {
  const offer = document.createElement('button');
  offer.type = 'button';
  offer.className = 'govuk-button mp-offer';
  offer.textContent = 'Comment on these words';
  offer.hidden = true;
  offer.addEventListener('pointerdown', (event) => event.preventDefault());
  offer.addEventListener('mousedown', (event) => event.preventDefault());
  offer.addEventListener('click', () => {
    offer.hidden = true;
    form.scrollIntoView({ block: 'center' });
    body.focus({ preventScroll: true });
  });
  form.append(offer);
  return offer;
}

export function watchSelection() {
  const form = document.querySelector('[data-comment-form]');
  if (!form) return;
  const { excerpt, locator, body } = form.elements;
  const offer = offerToComment(form, body);
  document.addEventListener('selectionchange', () => {
    const selection = document.getSelection();
    const words = selection.toString().trim().replace(/\s+/g, ' ');
    offer.hidden = true;
    if (!words) return;
    const range = selection.getRangeAt(0);
    const start = placeOf(range.startContainer);
    // Three clicks take a paragraph up to the very beginning of whatever follows it.
    const end = range.endOffset === 0 ? start : placeOf(range.endContainer);
    if (!start || !end) return;
    excerpt.value = words.slice(0, 2000);
    locator.value = start.dataset.locator;
    offer.hidden = false;
  });
  excerpt.addEventListener('input', () => { locator.value = ''; });
}
