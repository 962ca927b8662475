// Our server reads each file once it has it. What could not be read, and why, is said in the page's own part about that.
const EVERY = 2; // seconds
const MOST_TRIES = 150;

const pause = (seconds) => new Promise((resolve) => { setTimeout(resolve, seconds * 1000); });

/** Why the files of the piece at this address could not be read, once they are; empty where they could, or nobody knows. */
export async function troubleOf(piece) {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    await pause(EVERY);
    try {
      const response = await fetch(`${piece}/progress`, { headers: { 'X-Requested-With': 'masterpiece' } });
      const part = new DOMParser().parseFromString(await response.text(), 'text/html').querySelector('[data-poll]');
      if (response.ok && !part) return '';
      if (part?.hasAttribute('data-done')) return part.querySelector('[data-trouble]')?.textContent.trim() ?? '';
    } catch { /* no connection: ask again */ }
  }
  return '';
}
