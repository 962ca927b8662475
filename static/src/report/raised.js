// Raised and lowered letters of a paste become the characters that Unicode has for them, so that m² and CO₂ stay what they
// are wherever the words go: on the page, in the count, in the .docx.
const FROM = '0123456789+-\u2212=()';
const SUPER = [...'⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾'];
const SUB = [...'₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎'];
const table = (to) => new Map([...FROM].map((character, index) => [character, to[index]]));
const RAISED = table(SUPER).set('n', 'ⁿ').set('i', 'ⁱ');
const LOWERED = table(SUB);
// "1st" and a trade mark say the same on the line.
const LEVEL = /^(?:st|nd|rd|th|tm|sm|®|©|™)$/i;

// Returns whether any letters came level that say less there.
export function raised(body, styleOf) {
  const found = [...body.querySelectorAll('sup, sub, span')].map((element) => [element, charactersFor(element, styleOf)]);
  let isLevelled = false;
  for (const [element, characters] of found) {
    if (!characters) continue;
    const text = element.textContent.trim();
    const written = [...text].map((character) => characters.get(character));
    if (written.length && written.every(Boolean)) element.textContent = element.textContent.replace(text, written.join(''));
    else if (text && !LEVEL.test(text) && !/^\[.*\]$/.test(text)) isLevelled = true;
    if (element.localName !== 'span') element.replaceWith(...element.childNodes);
  }
  return isLevelled;
}

// Google Docs and Word online raise by a style.
function charactersFor(element, styleOf) {
  if (element.localName === 'sup') return RAISED;
  if (element.localName === 'sub') return LOWERED;
  const [, side] = /vertical-align:(super|sub)/.exec(styleOf(element)) ?? [];
  return { super: RAISED, sub: LOWERED }[side];
}
