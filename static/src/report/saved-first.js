// What is sent to the tutor, or downloaded, is what the server has: the last words go there first. Where they cannot, nothing is
// sent, and she is told; the section says why.
import { announce } from '../js/announce.js';

const NOT_YET = 'Your last words are not on our server yet, so they would be missing. Try again when it says “Saved”.';

function note(place) {
  const words = document.createElement('p');
  words.className = 'govuk-error-message mp-flush';
  words.textContent = NOT_YET;
  place.after(words);
  announce(NOT_YET);
}

export function sendOnlyWhatIsSaved(savers) {
  const first = async (event, place, goOn) => {
    if (!savers.some(({ unsaved }) => unsaved)) return;
    event.preventDefault();
    await Promise.all(savers.map((saver) => saver.settle()));
    place.parentElement.querySelector('.govuk-error-message')?.remove();
    if (savers.some(({ unsaved }) => unsaved)) note(place);
    else goOn();
  };
  for (const form of document.querySelectorAll('form[data-saved-first]')) {
    form.addEventListener('submit', (event) => first(event, form, () => form.submit()));
  }
  for (const link of document.querySelectorAll('[data-saved-first] > a')) {
    link.addEventListener('click', (event) => first(event, link, () => location.assign(link.href)));
  }
}
