// What a section may hold. report_builder/content.py allows the same and no more, and checks it again.
import { Extension } from '@tiptap/core';
import { Blockquote } from '@tiptap/extension-blockquote';
import { ListItem } from '@tiptap/extension-list';
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table';
import StarterKit from '@tiptap/starter-kit';
import { Figure } from './figure.js';

const IN_CELLS = '(paragraph | bulletList | orderedList)+';
const PLAIN_ATTRIBUTE = (name) => ({
  default: 1,
  parseHTML: (element) => Number.parseInt(element.getAttribute(name) ?? '1', 10) || 1,
});

// The stock table writes its widths as an inline style, which our content policy forbids, and by Tab adds rows for ever:
// out of the last cell Tab leaves, and “Add row” is a tool.
const PlainTable = Table.extend({
  renderHTML: () => ['table', ['tbody', 0]],
  addKeyboardShortcuts() {
    return { ...this.parent?.(), Tab: () => this.editor.commands.goToNextCell() };
  },
});

const cellOf = (base) =>
  base.extend({
    content: IN_CELLS,
    addAttributes: () => ({ colspan: PLAIN_ATTRIBUTE('colspan'), rowspan: PLAIN_ATTRIBUTE('rowspan') }),
    renderHTML({ node }) {
      const tag = this.name === 'tableHeader' ? 'th' : 'td';
      const { colspan, rowspan } = node.attrs;
      return [tag, { ...(colspan > 1 && { colspan }), ...(rowspan > 1 && { rowspan }) }, 0];
    },
  });

// Lists go three deep, as on the server; where Tab has nothing to do it leaves the editor, so nobody is caught in it.
const DEEPEST_LIST = 3;
const Keys = Extension.create({
  name: 'keys',
  priority: 1000,
  addOptions: () => ({ toTools: null }),
  addKeyboardShortcuts() {
    return {
      Tab: () => listDepth(this.editor.state.selection.$from) >= DEEPEST_LIST,
      'Alt-F10': () => {
        this.options.toTools();
        return true;
      },
    };
  },
});

function listDepth(position) {
  let depth = 0;
  for (let level = position.depth; level > 0; level -= 1) {
    if (position.node(level).type.name === 'listItem') depth += 1;
  }
  return depth;
}

export function extensionsFor({ figures, toTools }) {
  return [
    StarterKit.configure({
      code: false, codeBlock: false, horizontalRule: false, strike: false, dropcursor: false, blockquote: false, listItem: false,
      heading: { levels: [3, 4] },
      link: { openOnClick: false, autolink: false, protocols: ['mailto'], HTMLAttributes: { target: null } },
    }),
    // The stock ones would let a heading, a table or a figure into a quotation or a list.
    Blockquote.extend({ content: IN_CELLS }),
    ListItem.extend({ content: 'paragraph (paragraph | bulletList | orderedList)*' }),
    PlainTable.configure({ resizable: false, View: null }),
    TableRow,
    cellOf(TableCell),
    cellOf(TableHeader),
    Figure.configure({ figures }),
    Keys.configure({ toTools }),
  ];
}

