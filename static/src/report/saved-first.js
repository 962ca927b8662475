// What is sent to the tutor, or downloaded, is what the server has: the last words go there first. Where they cannot, nothing is
// sent, and she is told until they are there; the section says why.
import { announce } from '../js/announce.js';

const NOT_YET = 'Your last words are not on our server yet, so they would be missing. Try again when it says “Saved”.';

function note(place) {
  const words = document.createElement('p');
  words.className = 'govuk-error-message mp-flush';
  words.textContent = NOT_YET;
  place.after(words);
  announce(NOT_YET);
  return words;
}

export function sendOnlyWhatIsSaved(savers) {
  const anyUnsaved = () => savers.some(({ unsaved }) => unsaved);
  const under = new Set(); // what was pressed and is still being saved or sent: a second press is the same wish
  window.addEventListener('pageshow', () => under.clear()); // she came back to the page as she had left it

  const first = async (event, place, goOn) => {
    if (!anyUnsaved() && !under.has(place)) return;
    event.preventDefault();
    if (under.has(place)) return;
    under.add(place);
    await Promise.all(savers.map((saver) => saver.settle()));
    place.parentElement.querySelector('.govuk-error-message')?.remove();
    if (!anyUnsaved()) {
      goOn();
      return;
    }
    under.delete(place);
    const words = note(place);
    while (anyUnsaved()) await Promise.all(savers.map((saver) => saver.whenSaved()));
    words.remove();
  };
  for (const form of document.querySelectorAll('form[data-saved-first]')) {
    form.addEventListener('submit', (event) => first(event, form, () => form.submit()));
  }
  for (const link of document.querySelectorAll('[data-saved-first] > a')) {
    const follow = () => {
      location.assign(link.href);
      under.delete(link); // a download leaves the page where it is
    };
    link.addEventListener('click', (event) => first(event, link, follow));
  }
}
