// The editor's tools: one row of labelled buttons, walked with the arrow keys, that tell whether each is in force.
const icon = (path) =>
  `<svg class="mp-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="${path}"/></svg>`;
const letter = (text, tag = 'span') => `<${tag} aria-hidden="true">${text}</${tag}>`;

// Tiptap's own focus() waits for the next frame: on a slow laptop the first letters typed after a press were lost.
const run = (command) => (editor) => {
  editor.view.focus();
  return command(editor.chain().focus()).run();
};
const inTable = (editor) => editor.isActive('table');

const TOOLS = [
  { label: 'Bold', face: letter('B'), on: (e) => e.isActive('bold'), act: run((c) => c.toggleBold()) },
  { label: 'Italic', face: letter('I', 'em'), on: (e) => e.isActive('italic'), act: run((c) => c.toggleItalic()) },
  { label: 'Heading', face: letter('H'), on: (e) => e.isActive('heading', { level: 3 }), act: run((c) => c.toggleHeading({ level: 3 })) },
  { label: 'Subheading', face: letter('h'), on: (e) => e.isActive('heading', { level: 4 }), act: run((c) => c.toggleHeading({ level: 4 })) },
  { label: 'Bullet list', face: icon('M9 6h11M9 12h11M9 18h11M4.5 6v.1M4.5 12v.1M4.5 18v.1'), on: (e) => e.isActive('bulletList'), act: run((c) => c.toggleBulletList()) },
  { label: 'Numbered list', face: icon('M10 6h10M10 12h10M10 18h10M4 4.5l1.5-1V8M4 11h2.5L4 14.5h2.5M4 17h2.5v4H4'), on: (e) => e.isActive('orderedList'), act: run((c) => c.toggleOrderedList()) },
  { label: 'Quotation', face: icon('M5 17c3-1 4-3 4-6V7H5v4h4M14 17c3-1 4-3 4-6V7h-4v4h4'), on: (e) => e.isActive('blockquote'), act: run((c) => c.toggleBlockquote()) },
  { label: 'Table', face: icon('M4 5h16v14H4ZM4 10h16M4 14.5h16M12 5v14'), act: run((c) => c.insertTable({ rows: 3, cols: 3, withHeaderRow: true })) },
  { label: 'Add a diagram', face: icon('M3 5h18v14H3ZM5 17l5-5 3 3 3-3 3 4'), act: (editor, figures) => figures.add(editor) },
  { label: 'Undo', face: icon('M9 7 4 11l5 4M4 11h10a5 5 0 0 1 0 10'), can: (e) => e.can().undo(), act: run((c) => c.undo()) },
  { label: 'Redo', face: icon('m15 7 5 4-5 4M20 11H10a5 5 0 0 0 0 10'), can: (e) => e.can().redo(), act: run((c) => c.redo()) },
  { label: 'Add row', words: true, when: inTable, act: run((c) => c.addRowAfter()) },
  { label: 'Add column', words: true, when: inTable, act: run((c) => c.addColumnAfter()) },
  { label: 'Delete row', words: true, when: inTable, act: run((c) => c.deleteRow()) },
  { label: 'Delete column', words: true, when: inTable, act: run((c) => c.deleteColumn()) },
  { label: 'Delete table', words: true, when: inTable, act: run((c) => c.deleteTable()) },
];

export function toolbar(title) {
  const bar = document.createElement('div');
  bar.className = 'mp-editor__tools';
  bar.setAttribute('role', 'toolbar');
  bar.setAttribute('aria-label', `Formatting of ${title}`);
  const buttons = TOOLS.map((tool) => {
    const button = bar.appendChild(document.createElement('button'));
    button.type = 'button';
    button.className = 'mp-editor__tool';
    button.tabIndex = -1;
    if (tool.words) {
      button.classList.add('mp-editor__tool--words');
      button.textContent = tool.label;
    } else {
      button.innerHTML = tool.face;
      button.setAttribute('aria-label', tool.label);
      button.title = tool.label;
    }
    button.hidden = Boolean(tool.when);
    return button;
  });
  buttons[0].tabIndex = 0;

  const shown = () => buttons.filter((button) => !button.hidden);
  const focusOn = (button) => {
    for (const other of buttons) other.tabIndex = other === button ? 0 : -1;
    button.focus();
  };
  bar.addEventListener('keydown', (event) => {
    const list = shown();
    const at = list.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: list.length - 1 }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    focusOn(list[(to + list.length) % list.length]);
  });

  return {
    bar,
    focus: () => focusOn(buttons.find((button) => button.tabIndex === 0)),
    connect(editor, figures) {
      TOOLS.forEach((tool, index) =>
        buttons[index].addEventListener('click', () => {
          if (buttons[index].getAttribute('aria-disabled') !== 'true') tool.act(editor, figures);
        }));
      const refresh = () =>
        TOOLS.forEach((tool, index) => {
          const button = buttons[index];
          if (tool.on) button.setAttribute('aria-pressed', String(tool.on(editor)));
          if (tool.can) button.setAttribute('aria-disabled', String(!tool.can(editor)));
          if (!tool.when) return;
          button.hidden = !tool.when(editor);
          if (button.hidden && button.tabIndex === 0) {
            button.tabIndex = -1;
            buttons[0].tabIndex = 0;
          }
        });
      editor.on('transaction', refresh);
      refresh();
    },
  };
}
