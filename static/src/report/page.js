// What the page shows of all its sections together: counts, the meter, and one line about saving.
import { grouped, measure, sectionWords } from './count.js';

const WORST_LAST = ['saved', 'kept', 'unkept', 'offline', 'out', 'refused', 'conflict'];
const SPOKEN = ['unkept', 'offline', 'out', 'refused', 'conflict'];
const OF_ALL = ['saved', 'offline', 'out'];
const SVG = 'http://www.w3.org/2000/svg';

export function reportPage(root = document) {
  const data = root.querySelector('script[data-report-outline]');
  const { outline = [], counts = {}, limits = {}, excluded = [] } = data ? JSON.parse(data.textContent) : {};
  const states = new Map();
  const live = document.createElement('p');
  live.className = 'govuk-visually-hidden';
  live.setAttribute('role', 'status');
  root.body.append(live);
  let spoken = false;

  return {
    excluded,
    counted(key, count) {
      counts[key] = count;
      const length = measure(outline, counts, limits);
      for (const place of root.querySelectorAll('[data-count-for]')) {
        const name = place.dataset.countFor;
        const words = name === 'diagrams' ? length.captionWords : (length.bySection[name] ?? counts[name]?.counted ?? 0);
        place.textContent = sectionWords(words);
        place.classList.toggle('mp-outline__count--none', words === 0);
      }
      for (const meter of root.querySelectorAll('[data-report-meter]')) showMeter(meter, length);
    },
    // What a word processor shows for the whole file, as the server last saved it.
    inFile(words) {
      for (const place of root.querySelectorAll('[data-file-words]')) place.textContent = grouped(words);
    },
    // One line for all sections. Trouble stands before good news, and of several in the same trouble the one that has
    // been in it longest is named; while all are saved, the last answer of our server is shown.
    says(section, state, words) {
      const before = states.get(section.key);
      if (before?.state !== state || state === 'saved') states.delete(section.key);
      states.set(section.key, { title: section.title, state, words });
      const all = [...states.values()];
      const worst = Math.max(...all.map((one) => WORST_LAST.indexOf(one.state)));
      const alike = all.filter((one) => WORST_LAST.indexOf(one.state) === worst);
      const shown = WORST_LAST[worst] === 'saved' ? alike.at(-1) : alike[0];
      const said = inOneLine(shown, alike.length);
      for (const place of root.querySelectorAll('[data-saved]')) {
        place.replaceChildren(said, ...(shown.state === 'out' ? [' ', signIn()] : []));
        place.closest('.mp-saved')?.setAttribute('data-state', shown.state);
      }
      // Typing is not interrupted by "kept" and "saved"; trouble is said, and its end.
      const trouble = SPOKEN.includes(shown.state);
      if (trouble || (spoken && shown.state === 'saved')) live.textContent = said;
      if (trouble || shown.state === 'saved') spoken = trouble;
    },
  };
}

// This page leads to the sign-in page, and back to itself.
function signIn() {
  const link = document.createElement('a');
  link.className = 'govuk-link';
  link.href = window.location.pathname;
  link.target = '_blank';
  link.textContent = 'Sign in';
  return link;
}

// With the name of its section where the words are about one, or where several wait.
function inOneLine({ title, state, words }, count) {
  if (OF_ALL.includes(state)) return words;
  if (count > 1) return `${title} and ${count - 1} more: ${words}`;
  return state === 'kept' || state === 'unkept' ? words : `${title}: ${words}`;
}

function showMeter(meter, { headline, advice, state, fillWidth, overWidth }) {
  const set = (selector, text) => {
    const place = meter.querySelector(selector);
    if (place && place.textContent !== text) place.textContent = text;
  };
  set('.mp-meter__count', headline);
  set('.mp-meter__left', advice);
  meter.querySelector('.mp-meter__left')?.classList.toggle('mp-meter__left--over', state === 'over');
  if (fillWidth) meter.querySelector('.mp-meter__fill:not(.mp-meter__fill--over)')?.setAttribute('width', fillWidth);
  const track = meter.querySelector('.mp-meter__track');
  let over = meter.querySelector('.mp-meter__fill--over');
  if (!overWidth || !track) {
    over?.remove();
    return;
  }
  if (!over) {
    over = document.createElementNS(SVG, 'rect');
    over.setAttribute('class', 'mp-meter__fill mp-meter__fill--over');
    over.setAttribute('x', track.querySelector('.mp-meter__label--high').getAttribute('x'));
    over.setAttribute('y', '4');
    over.setAttribute('height', '14');
    over.setAttribute('rx', '4');
    track.querySelector('.mp-meter__tick').before(over);
  }
  over.setAttribute('width', overWidth);
}
