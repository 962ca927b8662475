// One section in its editor: mounts it, counts it, keeps it and saves it.
import { Editor } from '@tiptap/core';
import { clearance } from './clearance.js';
import { conflictPanel } from './conflict.js';
import { countContent } from './count.js';
import { fromPlainText, plainDocument, sameDocument } from './document.js';
import { draftsFor } from './drafts.js';
import { figureForm, isPicture } from './figures.js';
import { aboutPaste, cleanPaste } from './paste.js';
import { Saver } from './saver.js';
import { extensionsFor } from './schema.js';
import { toolbar } from './toolbar.js';

// `wires` gives what talks to the server: send(content, basedOn, leaving), upload(file), address(imageId).
export function mountSection(place, stored, page, wires) {
  const { section, title, saveUrl } = place.dataset;
  const early = typedBefore(place.querySelector('textarea'));
  const tools = toolbar(title);
  const figures = figureForm(wires);
  const note = document.createElement('p');
  note.className = 'mp-editor__note';
  note.setAttribute('role', 'status');
  const body = document.createElement('div');
  const keys = document.createElement('p');
  keys.className = 'mp-editor__keys';
  keys.id = `keys-of-${section}`;
  keys.textContent = 'Tab moves within lists and tables. To leave: Escape, then Tab. Tools: Alt+F10.';
  place.replaceChildren(tools.bar, keys, body, note, figures.dialog);

  const editor = new Editor({
    element: body,
    injectCSS: false,
    content: stored.content,
    extensions: extensionsFor({ figures, toTools: tools.focus }),
    editorProps: {
      ...clearance,
      attributes: {
        class: 'mp-editor__text', role: 'textbox', 'aria-multiline': 'true', 'aria-label': `Text of ${title}`,
        'aria-describedby': keys.id,
        spellcheck: 'true', lang: 'en-GB',
      },
      transformPastedHTML(html) {
        const { html: clean, ...left } = cleanPaste(html);
        note.textContent = aboutPaste(left);
        return clean;
      },
      // A picture alone, such as a screenshot, only lacks what to call it. Word puts one beside whatever is copied there.
      handlePaste: (_view, { clipboardData }) => !clipboardData.types.includes('text/html') && takePicture(clipboardData),
      handleDrop(view, event) {
        if (!event.dataTransfer.files.length) return false;
        event.preventDefault(); // the browser would leave this page and open the file
        const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
        if (at) editor.commands.setTextSelection(at.pos);
        return takePicture(event.dataTransfer) || sayOf('Only pictures can be dropped here: a PNG, a JPEG or a phone’s HEIC.');
      },
    },
  });
  const sayOf = (words) => {
    note.textContent = words;
    return true;
  };
  const takePicture = ({ files }) => {
    const [picture, ...more] = [...files].filter(isPicture);
    if (!picture) return false;
    sayOf(more.length ? 'One picture at a time: add the others after this one, each with its caption.' : '');
    figures.add(editor, picture);
    return true;
  };
  tools.connect(editor, figures);

  const drafts = draftsFor(saveUrl);
  const read = () => plainDocument(editor.getJSON());
  const count = () => page.counted(section, countContent(read(), page.excluded));
  const conflict = conflictPanel(editor, title);
  place.append(conflict.panel);
  let last = read();

  const put = (content) => {
    editor.commands.setContent(content, { emitUpdate: false });
    last = read();
    count();
  };
  const saver = new Saver({
    send: wires.send,
    drafts,
    read,
    revision: stored.revision,
    say: (state, words) => page.says({ key: section, title }, state, words),
    onSaved: ({ file_words: words }) => words != null && page.inFile(words),
    onConflict: (theirs) =>
      conflict.show(theirs, (choice) => {
        if (choice === 'theirs') {
          put(theirs.content);
          saver.accept(theirs.revision, theirs.saved_at);
          return;
        }
        if (choice === 'both') put({ ...read(), content: [...read().content, ...theirs.content.content] });
        saver.resolve(theirs.revision);
      }),
  });

  editor.on('update', () => {
    const now = read();
    if (sameDocument(now, last)) return;
    last = now;
    count();
    saver.changed();
  });
  count();
  if (early.text !== null) {
    put(fromPlainText(early.text));
    saver.changed();
  }
  if (early.hasFocus) {
    editor.commands.setTextSelection(editor.state.doc.content.size);
    editor.view.focus();
  }
  bringBack(drafts, stored, { put, read, saver, note });
  return saver;
}

// What she typed into the plain text box while this script was still on its way, or null; and whether she is in it now.
function typedBefore(box) {
  const text = box && box.value !== box.defaultValue ? box.value : null;
  return { text, hasFocus: box !== null && box === document.activeElement };
}

// What this browser kept and the server never answered for. Where the server has moved on since, she chooses; where she
// writes here already, the copy stays where it is, and she chooses when she next opens the page.
async function bringBack(drafts, stored, { put, read, saver, note }) {
  const before = read();
  const draft = await drafts.lost();
  if (!draft || !sameDocument(read(), before)) return;
  if (sameDocument(draft.content, stored.content)) {
    drafts.drop(draft.key);
    return;
  }
  put(draft.content);
  if (draft.basedOn === stored.revision) {
    note.textContent = 'We brought back words that this browser had kept and our server did not have.';
    saver.changed();
  } else {
    saver.stopFor(stored);
  }
  drafts.drop(draft.key);
}
