// Two versions of one section: hers stays in the editor above, the server's is shown below, and she chooses.
import { DOMSerializer } from '@tiptap/pm/model';

const CHOICES = [
  ['mine', 'Keep the one above', 'govuk-button'],
  ['theirs', 'Use the one from our server', 'govuk-button govuk-button--secondary'],
  ['both', 'Keep both, one after the other', 'govuk-button govuk-button--secondary'],
];

export function conflictPanel(editor, title) {
  const panel = document.createElement('section');
  panel.className = 'mp-conflict';
  panel.hidden = true;

  return {
    panel,
    show({ content, saved_at: savedAt }, choose) {
      panel.replaceChildren();
      const heading = panel.appendChild(document.createElement('h2'));
      heading.className = 'govuk-heading-m';
      heading.tabIndex = -1;
      heading.textContent = `There are two versions of ${title}`;
      const why = panel.appendChild(document.createElement('p'));
      why.textContent = 'It was changed in another tab or on another device. The text above is yours, from this browser. '
        + `Below is the one on our server${savedAt ? `, saved at ${savedAt}` : ''}. Nothing is written over until you choose.`;
      const theirs = panel.appendChild(document.createElement('div'));
      theirs.className = 'mp-conflict__theirs mp-editor__text';
      theirs.tabIndex = 0;
      theirs.setAttribute('role', 'region');
      theirs.setAttribute('aria-label', 'The version on our server');
      const node = editor.schema.nodeFromJSON(content);
      theirs.append(DOMSerializer.fromSchema(editor.schema).serializeFragment(node.content));
      const buttons = panel.appendChild(document.createElement('div'));
      buttons.className = 'govuk-button-group';
      for (const [choice, label, look] of CHOICES) {
        const button = buttons.appendChild(document.createElement('button'));
        button.type = 'button';
        button.className = look;
        button.textContent = label;
        button.addEventListener('click', () => {
          panel.hidden = true;
          choose(choice);
          editor.view.focus();
        });
      }
      panel.hidden = false;
      heading.focus();
    },
  };
}
