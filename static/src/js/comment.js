// Words selected in a document go into the comment form, with their place, so that a comment is about a sentence.
export function watchSelection() {
  const form = document.querySelector('[data-comment-form]');
  if (!form) return;
  const { excerpt, locator } = form.elements;
  document.addEventListener('selectionchange', () => {
    const selection = document.getSelection();
    const words = selection.toString().trim().replace(/\s+/g, ' ');
    const start = selection.anchorNode?.parentElement?.closest('[data-locator]');
    const end = selection.focusNode?.parentElement?.closest('[data-locator]');
    if (!words || !start || !end) return;
    excerpt.value = words.slice(0, 2000);
    locator.value = start.dataset.locator;
  });
  excerpt.addEventListener('input', () => { locator.value = ''; });
}
