// The drop zone: each file has its own row and its own request, three at a time; a large one goes in parts, where the form
// says where. A file that fails keeps its row and its way back; the others are not held up. Answers: {"ok": true, "url",
// "title", "file", "same"} or {"ok": false, "error": "one clear line"}.
import { announce } from './announce.js';
import { InParts } from './upload-parts.js';
import { troubleOf } from './upload-reading.js';
import { row } from './upload-row.js';

const AT_ONCE = 3;
const LARGE = 8e6; // bytes

export const size = (bytes) => {
  if (bytes < 1000) return `${bytes} bytes`;
  if (bytes < 1e6) return `${Math.round(bytes / 1000)} kB`;
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
};

function read(request) {
  try {
    return JSON.parse(request.responseText);
  } catch {
    return { ok: false, error: 'Our server did not answer as it should. Try again in a minute.' };
  }
}

class DropZone {
  constructor(form) {
    this.form = form;
    this.input = form.querySelector('input[type="file"]');
    this.limit = Number(form.dataset.maxBytes) || Infinity;
    this.uploads = [];
    this.list = document.createElement('ul');
    this.list.className = 'mp-uploads';
    form.append(this.list);
    this.button = form.querySelector('button[type="submit"]');
    this.button.hidden = true; // files go as soon as they are chosen
    this.button.parentElement.hidden = this.button.parentElement.childElementCount === 1;
    this.input.addEventListener('change', () => this.add([...this.input.files]));
    form.addEventListener('submit', (event) => event.preventDefault());
    form.addEventListener('dragover', (event) => this.drag(event, true));
    form.addEventListener('dragleave', (event) => this.drag(event, false));
    form.addEventListener('drop', (event) => { this.drag(event, false); this.add([...event.dataTransfer.files]); });
    addEventListener('beforeunload', (event) => { if (this.busy()) event.preventDefault(); });
  }

  drag(event, over) {
    event.preventDefault();
    this.form.classList.toggle('mp-drop--over', over);
  }

  busy() {
    return this.uploads.some(({ state }) => state === 'sending' || state === 'waiting');
  }

  add(chosen) {
    const files = this.input.multiple ? chosen : this.alone(chosen);
    for (const file of files) {
      const upload = { file, state: 'waiting', request: null };
      upload.row = row(file.name, size(file.size), () => this.retry(upload), () => this.remove(upload));
      this.uploads.push(upload);
      this.list.append(upload.row.element);
      this.check(upload);
    }
    this.input.value = '';
    this.next();
  }

  // Where there is room for one file, the last one chosen takes the place of those before it.
  alone(chosen) {
    for (const { request, row: { element } } of this.uploads.splice(0)) {
      request?.abort();
      element.remove();
    }
    return chosen.slice(-1);
  }

  check(upload) {
    if (upload.file.size > this.limit) {
      this.fail(upload, `This is ${size(upload.file.size)}. We take up to ${size(this.limit)} in one file. Make it smaller, or split it.`, false);
    } else if (upload.file.size === 0) {
      this.fail(upload, 'This file is empty, so there is nothing to add.', false);
    }
  }

  next() {
    const sending = this.uploads.filter(({ state }) => state === 'sending').length;
    const waiting = this.uploads.filter(({ state }) => state === 'waiting');
    for (const upload of waiting.slice(0, AT_ONCE - sending)) this.send(upload);
    if (!this.busy()) this.finish();
  }

  send(upload) {
    upload.state = 'sending';
    upload.row.sending();
    if (this.form.dataset.parts && upload.file.size > LARGE) this.sendInParts(upload);
    else this.sendWhole(upload);
  }

  sendWhole(upload) {
    const body = new FormData();
    for (const field of this.form.querySelectorAll('input[type="hidden"]')) body.append(field.name, field.value);
    body.append(this.input.name, upload.file, upload.file.name);
    const request = new XMLHttpRequest();
    upload.request = request;
    request.open('POST', this.form.action);
    request.setRequestHeader('X-Requested-With', 'masterpiece');
    request.setRequestHeader('Accept', 'application/json');
    request.upload.addEventListener('progress', ({ loaded, total }) => upload.row.progress(loaded, total));
    request.addEventListener('load', () => this.answered(upload, read(request)));
    request.addEventListener('error', () => this.fail(upload, 'No connection. This file is not on our server yet.'));
    request.send(body);
  }

  sendInParts(upload) {
    const { file } = upload;
    upload.request = new InParts(this.form, file, {
      progress: (bytes) => upload.row.progress(bytes, file.size),
      waiting: (bytes) => {
        upload.row.waitingForNetwork(`No connection. ${size(bytes)} of ${size(file.size)} is on our server. The rest goes when the connection is back.`);
      },
      done: (answer) => this.answered(upload, answer),
      failed: (words) => this.fail(upload, words),
    });
    upload.request.send();
  }

  answered(upload, answer) {
    if (!answer.ok) {
      this.fail(upload, answer.error);
      return;
    }
    upload.state = 'done';
    upload.url = answer.url;
    upload.id = answer.file;
    upload.same = answer.same;
    upload.row.done(answer);
    if (answer.same) announce(answer.same);
    if (this.form.dataset.then && answer.url?.startsWith('/')) this.watchReading(upload);
    this.next();
  }

  // Where the rows stay on the page, they say what became of each file.
  async watchReading(upload) {
    const trouble = await troubleOf(upload.url);
    if (!trouble) return;
    upload.unread = true;
    upload.row.unread(trouble);
    announce(`${upload.file.name}: ${trouble}`);
    if (this.words) this.offer(this.words);
  }

  fail(upload, words, again = true) {
    upload.state = 'failed';
    upload.row.failed(words, again);
    announce(`${upload.file.name}: ${words}`);
    if (again) this.next();
  }

  retry(upload) {
    upload.state = 'waiting';
    upload.row.waiting();
    this.next();
  }

  remove(upload) {
    upload.state = 'removed';
    upload.request?.abort();
    upload.row.element.remove();
    this.input.focus();
    this.next();
  }

  async finish() {
    const failed = this.uploads.filter(({ state }) => state === 'failed');
    const done = this.uploads.filter(({ state }) => state === 'done').length;
    if (done === 0) return;
    const words = failed.length ? `${done} added, ${failed.length} not: ${failed.map(({ file }) => file.name).join(', ')}.` : `All ${done} added.`;
    announce(words);
    await this.order();
    // On the page of its piece it is said beside the file that she has it already; elsewhere only the row says so.
    const untold = this.uploads.some(({ same, url }) => same && url !== this.then());
    if (!failed.length && !untold && this.form.dataset.then) location.assign(this.then());
    else this.offer(this.words = words);
  }

  // Several go at once, so they arrive as their sizes let them; they are kept in the order in which they were chosen.
  async order() {
    const files = this.uploads.filter(({ state, id }) => state === 'done' && id).map(({ id }) => id);
    if (!this.form.dataset.order || files.length < 2) return;
    const body = new FormData();
    for (const field of this.form.querySelectorAll('input[type="hidden"]')) body.append(field.name, field.value);
    for (const id of files) body.append('file', id);
    try {
      await fetch(this.form.dataset.order, { method: 'POST', body, headers: { Accept: 'application/json', 'X-Requested-With': 'masterpiece' } });
    } catch { /* they are in; only their order is as they came */ }
  }

  // One file alone opens where it went; of several, all are shown.
  then() {
    const done = this.uploads.filter(({ state }) => state === 'done');
    return (done.length === 1 && done[0].url) || this.form.dataset.then;
  }

  // Where one was refused, or was there already, the rows stay; under them stands what came of all, and the way on.
  offer(words) {
    if (!this.form.dataset.then) return;
    const unread = this.uploads.filter((upload) => upload.unread).length;
    const said = unread ? `${words} ${unread} could not be read. ` : `${words} `;
    const there = this.form.querySelector('.mp-uploads__then');
    if (there) {
      there.firstChild.textContent = said;
      return;
    }
    const line = document.createElement('p');
    line.className = 'mp-uploads__then';
    const link = document.createElement('a');
    link.className = 'govuk-link';
    link.href = this.form.dataset.then;
    link.textContent = 'Go on with the files that are in';
    line.append(said, link);
    this.list.after(line);
  }
}

export function watchUploads() {
  for (const form of document.querySelectorAll('form[data-upload]')) new DropZone(form);
}
