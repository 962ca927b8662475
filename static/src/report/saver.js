// When to save, and what to say about it. The sending itself is given: `send(content, basedOn, leaving)` resolves to
// {status, body} or rejects when there is no connection. docs/decisions/0050-saving-a-section.md is the contract.
const PAUSE = 1000;
const FIRST_RETRY = 2000;
const LONGEST_RETRY = 60000;

// Private windows and full disks refuse to keep a copy, and then we do not say that there is one.
const OPEN = 'Keep this page open: this browser cannot keep a copy.';
const where = (kept) => (kept ? 'Your words are kept in this browser.' : OPEN);

export const SAYS = {
  kept: () => 'Kept in this browser, not yet on our server',
  unkept: () => `Not saved yet. ${OPEN}`,
  saved: (at) => `Saved to our server at ${at}`,
  offline: (kept) => kept
    ? 'No connection. Your words are kept in this browser and go to our server when it is back.'
    : `No connection. ${OPEN} Your words go to our server when it is back.`,
  conflict: (kept) => `There are two versions of this section. Choose below. ${where(kept)}`,
  refused: (kept, error) => `${error} ${where(kept)}`,
  signedOut: (kept) => `You are signed out. ${where(kept)} Sign in again in another tab, then come back here.`,
};

export class Saver {
  #send; #drafts; #read; #say; #onConflict; #onSaved; #pause;
  #revision; #timer = null; #retry = FIRST_RETRY; #sending = false; #unsaved = false; #changes = 0; #stopped = false; #offline = false; #kept = true; #going = Promise.resolve(); #awaited = [];

  constructor({ send, drafts, read, say, onConflict, onSaved = () => {}, revision, pause = PAUSE }) {
    this.#send = send;
    this.#drafts = drafts;
    this.#read = read;
    this.#say = say;
    this.#onConflict = onConflict;
    this.#onSaved = onSaved;
    this.#revision = revision;
    this.#pause = pause;
  }

  // Whether leaving the page now would lose words.
  get atRisk() {
    return this.#unsaved && !this.#kept;
  }

  changed() {
    this.#unsaved = true;
    this.#changes += 1;
    this.#keep();
    if (this.#stopped || this.#offline) return;
    const state = this.#kept ? 'kept' : 'unkept';
    this.#say(state, SAYS[state]());
    this.#later(this.#pause);
  }

  // Whether the server lacks words that stand here.
  get unsaved() {
    return this.#unsaved;
  }

  // Save now; `leaving` while the page goes away. Resolves when there is an answer to this save, or to the one on its way.
  flush(leaving = false) {
    if (this.#unsaved && !this.#sending && !this.#stopped) this.#going = this.#deliver(leaving);
    return this.#going;
  }

  // Resolves when all that was typed is saved, or cannot be saved now. A save on its way may hold older words.
  async settle() {
    await this.flush();
    if (this.#unsaved && !this.#offline) await this.flush();
  }

  // Resolves when the server has all that stands here, however long that takes.
  whenSaved() {
    return new Promise((resolve) => (this.#unsaved ? this.#awaited.push(resolve) : resolve()));
  }

  async #deliver(leaving) {
    clearTimeout(this.#timer);
    this.#sending = true;
    const sentChanges = this.#changes;
    let answer = null;
    try {
      answer = await this.#send(this.#read(), this.#revision, leaving);
    } catch {
      // No connection; said below.
    }
    this.#sending = false;
    this.#answered(answer, sentChanges);
  }

  // She chose between two versions: hers now rests on the server's, and is saved over it with her knowledge.
  resolve(revision) {
    this.#stopped = false;
    this.#revision = revision;
    this.changed();
    return this.flush();
  }

  // She took the server's version: nothing of this tab is left to save.
  accept(revision, savedAt) {
    this.#stopped = false;
    this.#revision = revision;
    this.#allSaved(savedAt);
  }

  stopFor(theirs) {
    this.#unsaved = true;
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#keep();
    this.#say('conflict', SAYS.conflict(this.#kept));
    this.#onConflict(theirs);
  }

  #answered(answer, sentChanges) {
    const { status, body } = answer ?? { status: 0 };
    this.#offline = false;
    if (status === 200) return this.#saved(body, sentChanges);
    if (status === 409) return this.stopFor(body);
    if (status === 401 || status === 403) {
      this.#say('out', SAYS.signedOut(this.#kept));
    } else if (status >= 400 && status < 500 && status !== 408 && status !== 429) {
      // Trying the same again would be refused again; the next change is tried.
      this.#say('refused', SAYS.refused(this.#kept, body?.error ?? 'Our server could not take this section.'));
      return undefined;
    } else {
      this.#offline = true;
      this.#say('offline', SAYS.offline(this.#kept));
    }
    this.#later(this.#retry);
    this.#retry = Math.min(this.#retry * 2, LONGEST_RETRY);
    return undefined;
  }

  #saved(body, sentChanges) {
    this.#revision = body.revision;
    this.#retry = FIRST_RETRY;
    this.#onSaved(body);
    if (this.#changes !== sentChanges) {
      this.#keep();
      this.#later(this.#pause);
      return;
    }
    this.#allSaved(body.saved_at);
  }

  #allSaved(at) {
    this.#unsaved = false;
    this.#drafts.drop();
    this.#say('saved', SAYS.saved(at));
    for (const resolve of this.#awaited.splice(0)) resolve();
  }

  #keep() {
    this.#kept = this.#drafts.keep(this.#read(), this.#revision);
  }

  #later(delay) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), delay);
  }
}
