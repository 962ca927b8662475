// The form for a picture: the file, what it shows, and its caption. Uploading is given: `upload(file)` resolves to
// {id} or rejects with an Error whose message is for her.
import { captionAt } from './captions.js';

let made = 0;

const PICTURES = ['image/png', 'image/jpeg', 'image/heic'];
export const isPicture = ({ type, name }) => PICTURES.includes(type) || /\.heic$/i.test(name);

const FORM = (id) => `
  <form method="dialog" class="mp-editor__form" novalidate>
    <h2 class="govuk-heading-m" id="${id}-title">A diagram</h2>
    <p class="govuk-error-message" role="alert" hidden></p>
    <div class="govuk-form-group">
      <label class="govuk-label" for="${id}-file">Picture</label>
      <div class="govuk-hint" id="${id}-file-hint">A PNG, a JPEG or a phone’s HEIC. Take out names, addresses and passwords first.</div>
      <input class="govuk-file-upload" type="file" id="${id}-file" accept="${PICTURES},.heic" aria-describedby="${id}-file-hint">
    </div>
    <div class="govuk-form-group">
      <label class="govuk-label" for="${id}-caption">Caption</label>
      <div class="govuk-hint" id="${id}-caption-hint">What it is, in one line. It is numbered for you.</div>
      <input class="govuk-input" id="${id}-caption" maxlength="500" aria-describedby="${id}-caption-hint">
    </div>
    <div class="govuk-form-group">
      <label class="govuk-label" for="${id}-alt">What it shows, for someone who cannot see it</label>
      <textarea class="govuk-textarea" id="${id}-alt" rows="3" maxlength="500"></textarea>
    </div>
    <div class="govuk-button-group">
      <button type="submit" class="govuk-button" value="keep">Keep this diagram</button>
      <button type="button" class="govuk-button govuk-button--secondary" data-cancel>Cancel</button>
      <button type="button" class="govuk-button govuk-button--warning" data-delete hidden>Delete this diagram</button>
    </div>
  </form>`;

export function figureForm({ address, upload }) {
  const id = `mp-figure-${(made += 1)}`;
  const dialog = document.createElement('dialog');
  dialog.className = 'mp-editor__dialog';
  dialog.setAttribute('aria-labelledby', `${id}-title`);
  dialog.innerHTML = FORM(id);
  const [file, caption, alt] = ['file', 'caption', 'alt'].map((name) => dialog.querySelector(`#${id}-${name}`));
  const error = dialog.querySelector('.govuk-error-message');
  const keep = dialog.querySelector('[value="keep"]');
  const remove = dialog.querySelector('[data-delete]');
  let finish = null;

  const fail = (message, field) => {
    error.textContent = message;
    error.hidden = !message;
    if (field) field.focus();
  };

  async function submit(event) {
    event.preventDefault();
    if (keep.disabled) return;
    if (!finish.image && !file.files.length) return fail('Choose a picture.', file);
    if (!caption.value.trim()) return fail('Write a caption that says what it is.', caption);
    if (!alt.value.trim()) return fail('Say what the picture shows, for someone who cannot see it.', alt);
    keep.disabled = true;
    fail('');
    try {
      const image = file.files.length ? String((await upload(file.files[0])).id) : finish.image;
      finish.keep({ image, caption: caption.value.trim(), alt: alt.value.trim() });
      dialog.close();
    } catch (problem) {
      fail(problem.message, file);
    } finally {
      keep.disabled = false;
    }
    return undefined;
  }

  dialog.querySelector('form').addEventListener('submit', submit);
  dialog.querySelector('[data-cancel]').addEventListener('click', () => dialog.close());
  remove.addEventListener('click', () => {
    finish.remove();
    dialog.close();
  });
  dialog.addEventListener('close', () => finish.back());

  function open(attributes, next, picture) {
    finish = { ...next, image: attributes.image };
    file.value = '';
    if (picture) {
      const given = new DataTransfer();
      given.items.add(picture);
      file.files = given.files;
    }
    caption.value = attributes.caption;
    alt.value = attributes.alt;
    remove.hidden = !attributes.image;
    fail('');
    dialog.showModal();
    (attributes.image || picture ? caption : file).focus();
  }

  return {
    dialog,
    address,
    // `picture` is a file that she pasted or dropped, where she did. A caption that came from Word as the paragraph with
    // the cursor becomes this picture's, once she keeps it.
    add(editor, picture) {
      const written = captionAt(editor.state);
      open({ image: null, caption: written?.caption ?? '', alt: '' }, {
        keep: (attrs) => {
          const figure = [{ type: 'figure', attrs }, { type: 'paragraph' }];
          if (written) editor.chain().insertContentAt(written, figure[0]).run();
          else editor.chain().insertContent(figure).run();
        },
        back: () => editor.view.focus(),
      }, picture);
    },
    edit(editor, node, position) {
      const at = (change) => editor.view.dispatch(change(editor.state.tr));
      open(node.attrs, {
        keep: (attrs) => at((tr) => tr.setNodeMarkup(position, null, attrs)),
        remove: () => at((tr) => tr.delete(position, position + node.nodeSize)),
        back: () => editor.view.focus(),
      });
    },
  };
}
