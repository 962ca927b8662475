// What talks to the server for one section: its saves, its pictures, their addresses.
const LARGEST_PARTING = 60000; // browsers send at most 64 KiB from a page that is being left
const SIGNED_OUT = { status: 401, body: null };

// The word by which our server knows its own forms. It dies with the session that it was given in, and a page that is
// open through a new sign-in has to ask for another.
export function tokenOf(place, address = window.location.href) {
  let token = place.querySelector('[name="csrf_token"]')?.value ?? '';
  return {
    get value() {
      return token;
    },
    // Whether there is another: this page as it now is has one for her who may write in it, and for nobody else.
    async renew() {
      const answer = await fetch(address, { credentials: 'same-origin', redirect: 'manual', headers: { Accept: 'text/html' } });
      if (!answer.ok) return false;
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const found = page.querySelector('[data-report-editor] [name="csrf_token"]')?.value;
      if (found) token = found;
      return Boolean(found);
    },
  };
}

export function wiresFor({ saveUrl, figureUrl }, token) {
  // The answer, a stale token renewed on the way. A redirect is the way to the sign-in page.
  async function ask(address, options, again = true) {
    const answer = await fetch(address, {
      ...options,
      headers: { ...options.headers, 'X-CSRFToken': token.value, Accept: 'application/json' },
      credentials: 'same-origin',
      redirect: 'manual',
    });
    if (answer.type === 'opaqueredirect') return SIGNED_OUT;
    const isJson = answer.headers.get('Content-Type')?.includes('json');
    const body = isJson ? await answer.json() : null;
    if (!body?.stale) return { status: answer.status, body };
    if (again && (await token.renew())) return ask(address, options, false);
    return SIGNED_OUT;
  }

  return {
    send(content, basedOn, leaving) {
      const body = JSON.stringify({ content, based_on: basedOn });
      const headers = { 'Content-Type': 'application/json' };
      return ask(saveUrl, { method: 'PUT', headers, keepalive: leaving && body.length < LARGEST_PARTING, body });
    },
    async upload(file) {
      const form = new FormData();
      form.append('file', file);
      let answer;
      try {
        answer = await ask(figureUrl, { method: 'POST', headers: {}, body: form });
      } catch {
        throw new Error('No connection, so the picture could not be sent. Try again when it is back.');
      }
      const { status, body } = answer;
      if (status === 401) throw new Error('You are signed out, so the picture could not be sent. Sign in again in another tab, then try again.');
      if (status !== 201 || body?.id == null) throw new Error(body?.error ?? `We could not take ${file.name}. Try another picture.`);
      return body;
    },
    address: (image) => `${figureUrl}${encodeURIComponent(image)}`,
  };
}
