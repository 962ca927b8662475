// data-poll="url" data-every="2": a part about slow work fetches itself again until what comes has data-done.
import { announce } from './announce.js';

const LONGEST_WAIT = 30; // seconds between two tries while the server does not answer

function watch(part, failures = 0) {
  for (const link of part.querySelectorAll('[data-without-script]')) link.hidden = true;
  if (part.hasAttribute('data-done')) return;
  const every = Math.min(Number(part.dataset.every || 2) * 2 ** failures, LONGEST_WAIT);
  setTimeout(() => refresh(part, failures), every * 1000);
}

async function refresh(part, failures) {
  if (!part.isConnected) return;
  let html;
  try {
    const response = await fetch(part.dataset.poll, { headers: { 'X-Requested-With': 'masterpiece' } });
    if (!response.ok) throw new Error(String(response.status));
    html = await response.text();
  } catch {
    watch(part, failures + 1);
    return;
  }
  const next = new DOMParser().parseFromString(html, 'text/html').querySelector('[data-poll]');
  if (!next) { // signed out meanwhile, or the work is gone: leave the words and the link as they were
    for (const link of part.querySelectorAll('[data-without-script]')) link.hidden = false;
    return;
  }
  const changed = next.textContent.trim() !== part.textContent.trim();
  part.replaceWith(next);
  if (changed && next.hasAttribute('data-done')) announce(next.textContent.trim().replace(/\s+/g, ' '));
  watch(next);
}

export function watchProgress() {
  for (const part of document.querySelectorAll('[data-poll]')) watch(part);
}
