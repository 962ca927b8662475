// A section's JSON as the server keeps it, so that two versions can be told apart.
const KEPT = {
  heading: ['level'], orderedList: ['start'], tableCell: ['colspan', 'rowspan'], tableHeader: ['colspan', 'rowspan'],
  figure: ['image', 'alt', 'caption'], link: ['href'],
};

function plain(node) {
  const kept = (KEPT[node.type] ?? []).map((name) => [name, node.attrs?.[name]]);
  return {
    type: node.type,
    ...(kept.length && { attrs: Object.fromEntries(kept) }),
    ...(node.text != null && { text: node.text }),
    ...(node.marks?.length && { marks: node.marks.map(plain) }),
    ...(node.content?.length && { content: node.content.map(plain) }),
  };
}

const isGap = (node) => node?.type === 'paragraph' && !node.content?.length;

// The editor keeps an empty paragraph at the end to type in; it is no part of the section.
export function plainDocument(json) {
  const { content = [], ...doc } = plain(json);
  let end = content.length;
  while (end > 1 && isGap(content[end - 1])) end -= 1;
  return { ...doc, content: end ? content.slice(0, end) : [{ type: 'paragraph' }] };
}

// Key order differs between browsers' JSON and the server's, so keys are sorted before comparing.
const sorted = (value) =>
  Array.isArray(value) ? value.map(sorted)
    : value && typeof value === 'object'
      ? Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])]))
      : value;

export const sameDocument = (one, other) =>
  JSON.stringify(sorted(plainDocument(one))) === JSON.stringify(sorted(plainDocument(other)));

// As report_builder/content.py reads a plain text box: an empty line ends a paragraph, a single line end breaks a line.
export function fromPlainText(text) {
  const paragraphs = text.replace(/\r\n?/g, '\n').split(/\n[ \t]*\n/).map((part) => part.replace(/^\n+|\n+$/g, ''));
  const content = paragraphs.filter((part) => part.trim()).map((part) => ({
    type: 'paragraph',
    content: part.split('\n').flatMap((line, position) => [
      ...(position ? [{ type: 'hardBreak' }] : []),
      ...(line ? [{ type: 'text', text: line }] : []),
    ]),
  }));
  return { type: 'doc', content: content.length ? content : [{ type: 'paragraph' }] };
}
