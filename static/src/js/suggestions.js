// Suggestions answered without leaving the page: by their buttons, or with Y and N while one has the focus.
import { announce } from './announce.js';

const selector = '[data-suggestion]';
const undecided = () => [...document.querySelectorAll(`${selector}[data-state="asked"]`)];

function nextAfter(place) {
  const waiting = undecided();
  return waiting.find((one) => place.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING) ?? waiting[0];
}

function complain(article, words) {
  let line = article.querySelector('.govuk-error-message');
  if (!line) {
    line = document.createElement('p');
    line.className = 'govuk-error-message';
    line.setAttribute('role', 'alert');
    article.append(line);
  }
  line.textContent = words;
}

async function answer(article, button) {
  const form = button.form;
  if (form.dataset.sending) return;
  form.dataset.sending = 'yes';
  const body = new FormData(form);
  body.set(button.name, button.value);
  let result;
  try {
    const response = await fetch(form.action, { method: 'POST', body, headers: { Accept: 'application/json', 'X-Requested-With': 'masterpiece' } });
    result = await response.json();
  } catch {
    result = { ok: false, error: 'No connection. Your answer was not kept: try again.' };
  }
  delete form.dataset.sending;
  if (!result.ok) {
    complain(article, result.error);
    return;
  }
  // She may have gone on meanwhile: where she writes now, the next letter must not become an answer.
  const waits = article.contains(document.activeElement) || document.activeElement === document.body;
  const replaced = new DOMParser().parseFromString(result.html, 'text/html').querySelector(selector);
  const changing = button.value === 'ask';
  if (!replaced) { // a link of her own that she took away
    const before = article.previousElementSibling;
    article.remove();
    refresh(result);
    announce('Taken away.');
    if (waits) (undecided()[0] ?? before)?.focus();
    return;
  }
  article.replaceWith(replaced);
  prepare(replaced);
  const next = changing ? replaced : nextAfter(replaced);
  refresh(result);
  const left = undecided().length;
  announce(left === 0 ? 'All are decided.' : `${left} to decide.`);
  if (waits) (next ?? replaced).focus();
}

// What the answer changed elsewhere on the page: how many wait, what is still to be put right, and any part with an id.
function refresh({ findings, parts = '' }) {
  for (const part of [...new DOMParser().parseFromString(parts, 'text/html').body.children]) {
    document.getElementById(part.id)?.replaceWith(part);
  }
  for (const count of document.querySelectorAll('[data-undecided]')) count.textContent = `${undecided().length} to decide`;
  const old = document.querySelector('[data-findings]');
  const fresh = findings && new DOMParser().parseFromString(findings, 'text/html').querySelector('[data-findings]');
  if (!old || !fresh) return;
  old.replaceWith(fresh);
  for (const count of document.querySelectorAll('[data-to-look-at]')) count.textContent = `${fresh.dataset.open} to look at`;
}

function prepare(article) {
  article.tabIndex = 0;
  if (article.dataset.state !== 'asked' || article.querySelector('.mp-keys')) return;
  const keys = document.createElement('span');
  keys.className = 'mp-keys mp-small mp-soft';
  keys.textContent = 'Keys: Y for yes, N for no';
  article.querySelector('form')?.append(keys);
}

function pressed(event) {
  const article = event.target.closest?.(selector);
  if (!article || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches('input, textarea, select, [contenteditable]')) return;
  const value = { y: 'yes', n: 'no' }[event.key.toLowerCase()];
  const button = value && article.querySelector(`.mp-actions > button[name="decision"][value="${value}"]`);
  if (!button) return;
  event.preventDefault();
  answer(article, button);
}

export function watchSuggestions() {
  const articles = document.querySelectorAll(selector);
  if (!articles.length) return;
  articles.forEach(prepare);
  document.addEventListener('keydown', pressed);
  document.addEventListener('submit', (event) => {
    const article = event.target.closest(selector);
    if (!article || event.submitter?.name !== 'decision') return;
    event.preventDefault();
    answer(article, event.submitter);
  });
}
