// What is pasted from Word, LibreOffice, Google Docs or a page keeps its headings, lists and tables, bold and italic, and
// raised figures; it loses everything else: styles, comments, fields, pictures, and the tracked words that were deleted.
import { captionOf } from './captions.js';
import { raised } from './raised.js';

const DROPPED = 'style, script, meta, link, title, xml, iframe, object, svg, img, video, audio, input, button, del, hr, br[clear]';
const KEPT_ATTRIBUTES = { A: ['href'], TD: ['colspan', 'rowspan'], TH: ['colspan', 'rowspan'], OL: ['start'] };
const UNWRAPPED = ['SPAN', 'FONT', 'INS', 'SECTION', 'ARTICLE', 'CENTER'];

const styleOf = (element) => (element.getAttribute('data-style') ?? '').toLowerCase().replace(/\s+/g, '');

// Returns the clean HTML and what did not come as it was: pictures left out, footnotes that became text, captions without
// their pictures, whether raised or lowered letters came level. What the editor itself copied is already clean.
export function cleanPaste(html) {
  if (html.includes('data-pm-slice=')) return { html };
  const { body } = new DOMParser().parseFromString(disarmed(html), 'text/html');
  const pictures = body.querySelectorAll('img:not(figure[data-image] img)').length;
  removeComments(body);
  const footnotes = footnotesAsText(body);
  listsFromWord(body);
  body.querySelectorAll(DROPPED).forEach((element) => {
    if (!element.closest('figure[data-image]')) element.remove();
  });
  const isLevelled = raised(body, styleOf);
  emphasisFromStyles(body);
  levelHeadings(body);
  headRows(body);
  for (const element of [...body.querySelectorAll('*')]) tidy(element);
  const captions = [...body.querySelectorAll('p')].filter(({ textContent }) => captionOf(textContent)).length;
  return { html: body.innerHTML, pictures, footnotes, captions, isLevelled };
}

// Even a document that is never shown has its styles and handlers held against the content policy as it is parsed.
function disarmed(html) {
  return html
    .replace(/<!\[(?:if|endif)[^>]*\]>/gi, '')
    .replace(/<(style|script)\b[\s\S]*?<\/\1\s*>/gi, '')
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/([\s"'])style\s*=/gi, '$1data-style=').replace(/([\s"'])on[a-z]+\s*=/gi, '$1data-on='));
}

function removeComments(body) {
  const walker = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_COMMENT);
  const comments = [];
  while (walker.nextNode()) comments.push(walker.currentNode);
  comments.forEach((comment) => comment.remove());
  for (const element of [...body.querySelectorAll('*')]) {
    if (/mso-element:comment|mso-hide:all/.test(styleOf(element)) || /MsoComment/.test(element.className)) element.remove();
    if (/^#_msocom/.test(element.getAttribute('href') ?? '') || /msocomanchor/i.test(element.className)) element.remove();
  }
}

// A report has no footnotes, so their text goes to the end, where Word and LibreOffice put it on the clipboard. The mark
// stays as Word writes it, "[1]", apart from the word that it hangs on.
function footnotesAsText(body) {
  const marks = [...body.querySelectorAll('a[class^="sdfootnote"], a[class^="sdendnote"], a[name^="_ftn"], a[name^="_edn"]')];
  for (const mark of marks) {
    const isBelow = /sym$/.test(mark.className) || /^#_(ftn|edn)ref/.test(mark.getAttribute('href') ?? '');
    const number = `[${mark.textContent.replace(/[[\]\s]/g, '')}]`;
    mark.replaceWith(isBelow ? `${number} ` : ` ${number}`);
  }
  return Math.ceil(marks.length / 2);
}

// What she is told of what did not come as it was.
export function aboutPaste({ pictures, footnotes, captions, isLevelled }) {
  return [
    pictures && 'Pictures in a document cannot be pasted. Copy each by itself and paste it, or use “Add a diagram”, so that it has a caption.',
    footnotes && 'Footnotes came as text, at the end of what you pasted. They count; move those that only name a source to References.',
    captions && 'Captions of figures came as text. Put the cursor in one and choose “Add a diagram”: it becomes the caption of the picture that you add.',
    isLevelled && 'Some raised or lowered letters came on the line. Look at your units and formulas.',
  ].filter(Boolean).join(' ');
}

// Word writes a list as paragraphs that say "mso-list:l0 level2 lfo1" and draw their own bullet or number.
function listsFromWord(body) {
  let stack = []; // {list, level, id}, outermost first
  let previous = null;
  for (const paragraph of [...body.querySelectorAll('p, h1, h2, h3, h4, h5, h6')]) {
    const found = /mso-list:(l\d+)level(\d+)/.exec(styleOf(paragraph));
    const marker = found && drawnMarker(paragraph);
    if (!found || !marker || /^H\d$/.test(paragraph.tagName)) {
      if (found && marker) marker.remove();
      stack = [];
      continue;
    }
    const level = Math.min(Number(found[2]), 3);
    const tag = /[\p{L}\p{N}]/u.test(marker.textContent) && !/^o\s*$/.test(marker.textContent.trim()) ? 'ol' : 'ul';
    marker.remove();
    if (previous && paragraph.previousElementSibling !== previous) stack = [];
    while (stack.length && stack.at(-1).level > level) stack.pop();
    const open = stack.at(-1);
    if (!open || open.level < level || open.id !== found[1] || open.list.localName !== tag) {
      if (open && open.level === level) stack.pop();
      const list = body.ownerDocument.createElement(tag);
      const outer = stack.at(-1);
      if (outer) outer.list.lastElementChild.append(list);
      else paragraph.before(list);
      stack.push({ list, level, id: found[1] });
    }
    const item = stack.at(-1).list.appendChild(body.ownerDocument.createElement('li'));
    paragraph.removeAttribute('data-style');
    item.append(paragraph);
    previous = stack[0].list;
  }
}

function drawnMarker(paragraph) {
  return [...paragraph.querySelectorAll('span')].find((span) => styleOf(span).includes('mso-list:ignore'));
}

// Google Docs says bold by a style, and wraps everything in a <b> that is not.
function emphasisFromStyles(body) {
  for (const element of [...body.querySelectorAll('b, strong, i, em, span, u')]) {
    const style = styleOf(element);
    if (element.localName !== 'span') {
      if (/(^|;)(font-weight:(normal|400)|font-style:normal)/.test(style)) element.replaceWith(...element.childNodes);
      continue;
    }
    for (const [pattern, tag] of [[/(^|;)font-weight:(bold|[6-9]00)/, 'strong'], [/(^|;)font-style:italic/, 'em']]) {
      if (!pattern.test(style)) continue;
      const inner = body.ownerDocument.createElement(tag);
      inner.append(...element.childNodes);
      element.append(inner);
    }
  }
}

// The highest heading of what is pasted becomes a heading of the section, every lower one a subheading.
function levelHeadings(body) {
  for (const paragraph of [...body.querySelectorAll('p[class^="MsoHeading"], p.MsoTitle')]) {
    rename(paragraph, paragraph.className === 'MsoTitle' ? 'h1' : `h${/\d/.exec(paragraph.className)?.[0] ?? 2}`);
  }
  const headings = [...body.querySelectorAll('h1, h2, h3, h4, h5, h6')];
  const highest = Math.min(...headings.map((heading) => Number(heading.localName[1])));
  for (const heading of headings) {
    const inBlock = heading.closest('li, td, th, blockquote');
    rename(heading, inBlock ? 'p' : Number(heading.localName[1]) === highest ? 'h3' : 'h4');
  }
}

// Word marks a table's header row only by repeating it, as <thead>; its cells are <td>.
function headRows(body) {
  body.querySelectorAll('thead td').forEach((cell) => rename(cell, 'th', ['colspan', 'rowspan']));
  for (const table of [...body.querySelectorAll('td table, th table, li table, blockquote table')]) {
    table.replaceWith(...[...table.querySelectorAll('td, th')].flatMap((cell) => [...cell.childNodes]));
  }
}

function rename(element, tag, attributes = []) {
  if (element.localName === tag) return;
  const renamed = element.ownerDocument.createElement(tag);
  for (const name of attributes) if (element.hasAttribute(name)) renamed.setAttribute(name, element.getAttribute(name));
  renamed.append(...element.childNodes);
  element.replaceWith(renamed);
}

function tidy(element) {
  if (UNWRAPPED.includes(element.tagName) || element.localName.includes(':')) {
    element.replaceWith(...element.childNodes);
    return;
  }
  if (element.closest('figure[data-image]')) return;
  if (element.tagName === 'A' && !/^(https?:|mailto:)/i.test(element.getAttribute('href') ?? '')) {
    element.replaceWith(...element.childNodes);
    return;
  }
  for (const { name } of [...element.attributes]) {
    if (!(KEPT_ATTRIBUTES[element.tagName] ?? []).includes(name)) element.removeAttribute(name);
  }
  const isGap = element.localName === 'p' && !element.textContent.replace(/\u00a0/g, '').trim() && !element.querySelector('br');
  if (isGap && !element.closest('td, th, li')) element.remove();
}
