// Words selected in a document go into the comment form, with their place, so that a comment is about a sentence.
const placeOf = (node) => (node instanceof Element ? node : node.parentElement)?.closest('[data-locator]');

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
