// One file on its way, as a row of the drop zone: name, size, how far, and what can be done.

function make(tag, className, text = '') {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}

function makeButton(words, name, pressed) {
  const button = make('button', 'mp-link-button mp-small', words);
  button.type = 'button';
  const hidden = make('span', 'govuk-visually-hidden', ` ${name}`);
  button.append(hidden);
  button.addEventListener('click', pressed);
  return button;
}

/** The row of a file called `name`; `again` and `remove` are called when the person asks for them. */
export function row(name, size, again, remove) {
  const element = make('li', 'mp-upload');
  const title = make('span', 'mp-upload__name', name);
  title.append(' ', make('span', 'mp-upload__size', size));
  const words = make('span', 'mp-upload__words', 'Waiting');
  const bar = make('progress', 'mp-upload__bar');
  bar.setAttribute('aria-label', `How much of ${name} is sent`);
  bar.value = 0;
  const retry = makeButton('Try again', name, again);
  retry.hidden = true;
  const away = makeButton('Remove', name, remove);
  const buttons = make('span', 'mp-upload__buttons');
  buttons.append(retry, away);
  element.append(title, buttons, words, bar);

  const show = (state, text, canRetry = false, canRemove = true) => {
    element.className = `mp-upload ${state}`;
    words.textContent = text;
    retry.hidden = !canRetry;
    away.hidden = !canRemove;
  };

  return {
    element,
    waiting: () => show('', 'Waiting'),
    sending: () => show('', 'Sending'),
    progress: (loaded, total) => {
      bar.max = total;
      bar.value = loaded;
      words.textContent = loaded === total ? 'Sent. Our server is saving it' : 'Sending';
    },
    waitingForNetwork: (text) => show('', text),
    failed: (text, canRetry) => show('mp-upload--failed', text, canRetry),
    unread: (text) => show('mp-upload--done mp-upload--unread', `Saved to our server. ${text}.`, false, false),
    done: ({ url, same }) => {
      show('mp-upload--done', same ? `Saved to our server. ${same}` : 'Saved to our server', false, false);
      if (url) {
        const link = make('a', 'govuk-link', name);
        link.href = url;
        title.firstChild.replaceWith(link);
      }
    },
  };
}
