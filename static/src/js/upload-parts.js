// A large file goes in parts: a lost connection costs one of them, and the rest goes on where it stopped, also after the page
// was closed and the same file is chosen again. Answers: {"ok": true, "id", "received", "part"}, and for a part that does
// not follow on what our server has, {"ok": false, "error", "received"}.
const PAUSES = [1, 2, 5, 10, 20, 30]; // seconds

class Refused extends Error {
  constructor(answer, status) {
    super(answer.error);
    this.answer = answer;
    this.status = status;
  }
}

// What this browser remembers of a file that it did not get through. Without storage it only forgets.
const memory = {
  key: ({ name, size, lastModified }) => `mp-upload:${name}:${size}:${lastModified}`,
  get(file) { try { return localStorage.getItem(this.key(file)); } catch { return null; } },
  keep(file, id) { try { localStorage.setItem(this.key(file), id); } catch { /* a private window may have none */ } },
  forget(file) { try { localStorage.removeItem(this.key(file)); } catch { /* as above */ } },
};

/** Resolves when the network may be back: after some seconds, or as soon as the browser says so. */
function pause(seconds) {
  return new Promise((resolve) => {
    const over = () => { removeEventListener('online', over); clearTimeout(timer); resolve(); };
    const timer = setTimeout(over, seconds * 1000);
    addEventListener('online', over);
  });
}

export class InParts {
  /** `tell` has progress(bytes), waiting(bytes), done(answer) and failed(words). */
  constructor(form, file, tell) {
    this.form = form;
    this.base = form.dataset.parts;
    this.file = file;
    this.tell = tell;
    this.stopped = false;
    this.received = 0;
  }

  abort() {
    this.stopped = true;
    this.request?.abort();
  }

  async send() {
    try {
      const { id, part } = await this.begin();
      while (this.received < this.file.size) await this.sendPart(id, part);
      const answer = await this.ask('POST', this.form.action, { upload: id });
      memory.forget(this.file);
      this.tell.done(answer);
    } catch (error) {
      if (this.stopped) return;
      this.tell.failed(error instanceof Refused ? error.message : 'Our server did not answer as it should. Try again in a minute.');
    }
  }

  async begin() {
    const known = memory.get(this.file);
    const upload = (known && await this.resume(known))
      || await this.ask('POST', this.base, { name: this.file.name, size: this.file.size });
    memory.keep(this.file, upload.id);
    this.received = upload.received;
    return upload;
  }

  async resume(id) {
    try {
      return await this.ask('GET', `${this.base}/${id}`);
    } catch (error) {
      if (error instanceof Refused && error.status === 404) return null;
      throw error;
    }
  }

  async sendPart(id, size) {
    const bytes = this.file.slice(this.received, this.received + size);
    try {
      ({ received: this.received } = await this.ask('POST', `${this.base}/${id}/${this.received}`, bytes));
    } catch (error) {
      if (!(error instanceof Refused) || !('received' in error.answer)) throw error;
      this.received = error.answer.received;
    }
    this.tell.progress(this.received);
  }

  // Asks until there is an answer; only an answer that says no is an error.
  async ask(method, url, content = null) {
    for (let tries = 0; ; tries += 1) {
      try {
        return await this.once(method, url, content);
      } catch (error) {
        if (this.stopped || error instanceof Refused || error instanceof SyntaxError) throw error;
        this.tell.waiting(this.received);
        await pause(PAUSES[Math.min(tries, PAUSES.length - 1)]);
        if (this.stopped) throw error;
      }
    }
  }

  once(method, url, content) {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      this.request = request;
      request.open(method, url);
      request.setRequestHeader('X-Requested-With', 'masterpiece');
      request.setRequestHeader('Accept', 'application/json');
      request.setRequestHeader('X-CSRFToken', this.form.elements.csrf_token.value);
      request.upload.addEventListener('progress', ({ loaded }) => {
        if (content instanceof Blob) this.tell.progress(this.received + Math.min(loaded, content.size));
      });
      request.addEventListener('load', () => {
        try {
          const answer = JSON.parse(request.responseText);
          if (answer.ok) resolve(answer);
          else reject(new Refused(answer, request.status));
        } catch (error) { reject(error); }
      });
      request.addEventListener('error', () => reject(new Error('no connection')));
      request.addEventListener('abort', () => reject(new Error('stopped')));
      request.send(content instanceof Blob || content === null ? content : new URLSearchParams(content));
    });
  }
}
