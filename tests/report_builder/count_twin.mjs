// Answers every case with the browser's own code, for test_count_twin.py to compare.
import { readFileSync } from 'node:fs';
import { countContent, countWords, measure } from '../../static/src/report/count.js';

const read = (name) => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));
const { contents, lengths } = read('./count_cases.json');
console.log(JSON.stringify({
  words: read('../documents/word_cases.json').map(({ text }) => countWords(text)),
  contents: contents.map((one) => countContent(one.document, one.excluded)),
  lengths: lengths.map((one) => measure(one.outline, one.counts, one.limits)),
}));
