// How long the report is, counted as the server counts it (documents/counting.py, report_builder/length.py,
// foundation/pictures.py). tests/report_builder/count_cases.json and tests/documents/word_cases.json hold both to it.

// Unicode's White_Space, spelt out: `\s` of JavaScript and of Python each add characters of their own.
const RUN = /[^\t\n\v\f\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;
const SEEN = /[^\p{Cc}\p{Cf}]/u;
const DIAGRAMS = 'diagrams';
const RAIL = 1.25;
const NOTHING = { counted: 0, text: 0, headings: 0, tables: 0, captions: 0, figures: 0 };

export function countWords(text) {
  return (text.match(RUN) ?? []).filter((run) => SEEN.test(run)).length;
}

const inlineText = (node) =>
  (node.content ?? []).map((child) => (child.type === 'hardBreak' ? '\n' : child.text)).join('');

function wordsIn(node) {
  if (node.type === 'paragraph' || node.type === 'heading') return countWords(inlineText(node));
  return (node.content ?? []).reduce((sum, child) => sum + wordsIn(child), 0);
}

export function countContent(document, excluded = []) {
  const count = { ...NOTHING };
  for (const node of document.content ?? []) {
    if (node.type === 'heading') count.headings += wordsIn(node);
    else if (node.type === 'table') count.tables += wordsIn(node);
    else if (node.type === 'figure') {
      count.figures += 1;
      count.captions += countWords(node.attrs.caption ?? '');
    } else count.text += wordsIn(node);
  }
  count.counted = count.text + count.headings + count.tables + (excluded.includes(DIAGRAMS) ? 0 : count.captions);
  return count;
}

// `outline` is [{key, title, parent, project}], `counts` {key: count}, `limits` {low, words, high} or nulls.
export function measure(outline, counts, limits) {
  const parents = new Map(outline.map(({ key, parent }) => [key, parent]));
  const upwards = function* (key) {
    for (; key != null; key = parents.get(key)) yield key;
  };
  const printed = new Set();
  for (const { key } of outline) {
    const { counted, captions, figures } = counts[key] ?? NOTHING;
    if (counted || captions || figures) for (const above of upwards(key)) printed.add(above);
  }
  const bySection = Object.fromEntries(outline.map(({ key }) => [key, 0]));
  const byProject = Object.fromEntries(outline.map(({ project }) => [project, 0]));
  for (const { key, title, project } of outline) {
    const words = (counts[key] ?? NOTHING).counted + (printed.has(key) ? countWords(title) : 0);
    byProject[project] += words;
    for (const above of upwards(key)) bySection[above] += words;
  }
  const sum = (name) => outline.reduce((total, { key }) => total + (counts[key] ?? NOTHING)[name], 0);
  const words = Object.values(byProject).reduce((total, share) => total + share, 0);
  return { words, bySection, byProject, figures: sum('figures'), captionWords: sum('captions'), ...inWords(words, limits) };
}

export const grouped = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ',');
const percent = (share) => `${(Math.min(Math.max(share, 0), 1) * 100).toFixed(2)}%`;

// A bound that the plan does not set is null; without either, `goal` is "about" what it asks for.
function inWords(words, { low, words: goal, high }) {
  const headline = words === 1 ? '1 word' : `${grouped(words)} words`;
  if (goal == null) return { state: 'unlimited', headline, advice: '', fillWidth: null, overWidth: null };
  const rail = goal * RAIL;
  const isOver = high != null && words > high;
  return {
    state: stateOf(words, low, high),
    headline,
    advice: wordsLeft(words, low, goal, high),
    fillWidth: percent((high == null ? words : Math.min(words, high)) / rail),
    overWidth: isOver ? percent((Math.min(words, rail) - high) / rail) : null,
  };
}

function stateOf(words, low, high) {
  if (low == null && high == null) return 'about';
  if (low != null && words < low) return 'under';
  return high != null && words > high ? 'over' : 'within';
}

function wordsLeft(words, low, goal, high) {
  if (high != null && words > high) return `Anything past ${grouped(high)} may not be read; ${grouped(words - high)} to cut`;
  if (low != null && words < low) return `${grouped(low - words)} more to reach ${grouped(low)}`;
  if (high != null) {
    if (words === high) return low == null ? `Exactly at ${grouped(high)}` : `Long enough, and exactly at ${grouped(high)}`;
    const room = `${grouped(high - words)} more fit before ${grouped(high)}`;
    return low == null ? room : `Long enough, and ${room}`;
  }
  if (low != null) return 'Long enough';
  if (words < goal) return `The plan says about ${grouped(goal)}; ${grouped(goal - words)} to go`;
  return `The plan says about ${grouped(goal)}${words > goal ? `; this is ${grouped(words - goal)} more` : ''}`;
}

// "201 words" beside a title, "none yet" where nothing stands.
export const sectionWords = (words) => (words === 0 ? 'none yet' : grouped(words));
