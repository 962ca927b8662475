// What a section may hold. report_builder/content.py allows the same and no more, and checks it again.
import { Extension } from '@tiptap/core';
import { Blockquote } from '@tiptap/extension-blockquote';
import { ListItem } from '@tiptap/extension-list';
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table';
import { Plugin } from '@tiptap/pm/state';
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

// Nobody is caught in the editor (WCAG 2.1.2). Tab indents an item of a list and walks the cells of a table; where it has
// nothing to do, as in a list that is three deep already, it leaves. Shift+Tab undoes what Tab did: at the first level it
// leaves, and the list stays one. After Escape the next Tab leaves from anywhere.
const leavingByEscape = () => {
  let leaving = false;
  return new Plugin({
    props: {
      handleDOMEvents: {
        keydown(view, { key }) {
          if (key === 'Shift') return false;
          const left = leaving && key === 'Tab';
          leaving = key === 'Escape';
          return left; // then the browser moves the focus, as on the rest of the page
        },
      },
    },
  });
};

// Lists go three deep, as on the server.
const DEEPEST_LIST = 3;
const Keys = Extension.create({
  name: 'keys',
  priority: 1000,
  addOptions: () => ({ toTools: null }),
  addKeyboardShortcuts() {
    return {
      'Alt-F10': () => {
        this.options.toTools();
        return true;
      },
    };
  },
  addProseMirrorPlugins: () => [leavingByEscape()],
});

// The stock ones would let a heading, a table or a figure into a list, and a list go on for ever.
const Item = ListItem.extend({
  content: 'paragraph (paragraph | bulletList | orderedList)*',
  addKeyboardShortcuts() {
    const { Tab, 'Shift-Tab': lift, ...others } = this.parent();
    const depth = () => listDepth(this.editor.state.selection.$from);
    return {
      ...others,
      Tab: (held) => depth() < DEEPEST_LIST && Tab(held),
      'Shift-Tab': (held) => depth() > 1 && lift(held),
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
    // The stock one would let a heading, a table or a figure into a quotation.
    Blockquote.extend({ content: IN_CELLS }),
    Item,
    PlainTable.configure({ resizable: false, View: null }),
    TableRow,
    cellOf(TableCell),
    cellOf(TableHeader),
    Figure.configure({ figures }),
    Keys.configure({ toTools }),
  ];
}

