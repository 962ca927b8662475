// form[data-guard]: words that were typed and not sent are not left without a question. data-guard="unsaved": the server
// gave back what it did not take, so that what stands in the fields is saved nowhere. A field of a form may stand outside it.
const TYPED = 'textarea, input:not([type]), input[type="text"], input[type="email"], input[type="number"]';

class Guard {
  constructor(form) {
    this.form = form;
    this.sent = false;
    this.typed = new Set();
  }

  note(field) {
    this.sent = false;
    if (field.matches(TYPED)) this.typed.add(field);
  }

  get atRisk() {
    return !this.sent && (this.form.dataset.guard === 'unsaved'
      || [...this.typed].some(({ value, defaultValue }) => value !== defaultValue));
  }
}

export function watchWords() {
  const guards = [...document.querySelectorAll('form[data-guard]')].map((form) => new Guard(form));
  if (!guards.length) return;
  const guardOf = (form) => guards.find((guard) => guard.form === form);
  document.addEventListener('input', ({ target }) => guardOf(target.form)?.note(target));
  // At the window, when every other listener has had its say on whether the form is really sent.
  addEventListener('submit', (event) => {
    const guard = guardOf(event.target);
    if (guard && !event.defaultPrevented) guard.sent = true;
  });
  addEventListener('beforeunload', (event) => { if (guards.some(({ atRisk }) => atRisk)) event.preventDefault(); });
}
