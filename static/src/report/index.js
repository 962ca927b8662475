// The report's editor. Every section is a plain text box until this script puts an editor in its place.
//
//   <div class="mp-editor" data-report-editor data-section="KEY" data-title="Test"
//        data-save-url="/…" data-figure-url="/…/"> <form> … <textarea> … csrf_token … </form> </div>
//   <script type="application/json">{"content": {…}, "revision": 3, "saved_at": "09:41"}</script>
//
// docs/decisions/0050-saving-a-section.md has the whole contract.
import { keepClearOfBar } from './clearance.js';
import { reportPage } from './page.js';
import { mountSection } from './section.js';

const LARGEST_PARTING = 60000; // browsers send at most 64 KiB from a page that is being left

function wiresFor({ saveUrl, figureUrl }, token) {
  return {
    async send(content, basedOn, leaving) {
      const body = JSON.stringify({ content, based_on: basedOn });
      const answer = await fetch(saveUrl, {
        method: 'PUT',
        headers: { 'Content-Type': 'application/json', 'X-CSRFToken': token, Accept: 'application/json' },
        credentials: 'same-origin',
        redirect: 'manual',
        keepalive: leaving && body.length < LARGEST_PARTING,
        body,
      });
      // A redirect is the way to the sign-in page.
      if (answer.type === 'opaqueredirect') return { status: 401, body: null };
      const isJson = answer.headers.get('Content-Type')?.includes('json');
      return { status: answer.status, body: isJson ? await answer.json() : null };
    },
    async upload(file) {
      const form = new FormData();
      form.append('file', file);
      let answer;
      try {
        answer = await fetch(figureUrl, { method: 'POST', headers: { 'X-CSRFToken': token, Accept: 'application/json' }, body: form });
      } catch {
        throw new Error('No connection, so the picture could not be sent. Try again when it is back.');
      }
      const isJson = answer.headers.get('Content-Type')?.includes('json');
      const body = isJson ? await answer.json() : {};
      if (!answer.ok || body.id == null) throw new Error(body.error ?? `We could not take ${file.name}. Try another picture.`);
      return body;
    },
    address: (image) => `${figureUrl}${encodeURIComponent(image)}`,
  };
}

keepClearOfBar();
const page = reportPage();
const savers = [...document.querySelectorAll('[data-report-editor]')].map((place) => {
  const stored = JSON.parse(place.nextElementSibling.textContent);
  const token = place.querySelector('[name="csrf_token"]')?.value ?? '';
  return mountSection(place, stored, page, wiresFor(place.dataset, token));
});

const flushAll = (leaving) => savers.forEach((saver) => saver.flush(leaving));
window.addEventListener('online', () => flushAll(false));
window.addEventListener('beforeunload', (event) => savers.some(({ atRisk }) => atRisk) && event.preventDefault());
window.addEventListener('pagehide', () => flushAll(true));
document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && flushAll(true));
