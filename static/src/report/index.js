// The report's editor. Every section is a plain text box until this script puts an editor in its place.
//
//   <div class="mp-editor" data-report-editor data-section="KEY" data-title="Test"
//        data-save-url="/…" data-figure-url="/…/"> <form> … <textarea> … csrf_token … </form> </div>
//   <script type="application/json">{"content": {…}, "revision": 3, "saved_at": "09:41"}</script>
//
// docs/decisions/0050-saving-a-section.md has the whole contract.
import { keepClearOfBar } from './clearance.js';
import { sendOnlyWhatIsSaved } from './saved-first.js';
import { reportPage } from './page.js';
import { mountSection } from './section.js';
import { tokenOf, wiresFor } from './wires.js';

const page = reportPage();
const places = [...document.querySelectorAll('[data-report-editor]')];
const token = places.length && tokenOf(places[0]); // of the form that the editor is about to replace
const savers = places.map((place) => {
  const stored = JSON.parse(place.nextElementSibling.textContent);
  return mountSection(place, stored, page, wiresFor(place.dataset, token));
});
keepClearOfBar(); // and of the tools, which are there now

const flushAll = (leaving) => savers.forEach((saver) => saver.flush(leaving));
window.addEventListener('online', () => flushAll(false));
window.addEventListener('beforeunload', (event) => savers.some(({ atRisk }) => atRisk) && event.preventDefault());
window.addEventListener('pagehide', () => flushAll(true));
sendOnlyWhatIsSaved(savers);
// Coming back, perhaps from the tab where she signed in again, is a reason to try at once.
document.addEventListener('visibilitychange', () => flushAll(document.visibilityState === 'hidden'));
