// What the page shows of all its sections together: counts, the meter, and one line about saving.
import { grouped, measure, sectionWords } from './count.js';

const WORST_LAST = ['saved', 'kept', 'unkept', 'offline', 'refused', 'conflict'];
const SPOKEN = ['unkept', 'offline', 'refused', 'conflict'];
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
    // The worst state of all sections, since that is the one she must know of.
    says(key, state, words) {
      states.delete(key);
      states.set(key, { state, words });
      const all = [...states.values()];
      const worst = Math.max(...all.map((one) => WORST_LAST.indexOf(one.state)));
      const shown = all.filter((one) => WORST_LAST.indexOf(one.state) === worst).at(-1);
      for (const place of root.querySelectorAll('[data-saved]')) {
        place.textContent = shown.words;
        place.closest('.mp-saved')?.setAttribute('data-state', shown.state);
      }
      // Typing is not interrupted by "kept" and "saved"; trouble is said, and its end.
      const trouble = SPOKEN.includes(shown.state);
      if (trouble || (spoken && shown.state === 'saved')) live.textContent = shown.words;
      if (trouble || shown.state === 'saved') spoken = trouble;
    },
  };
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
