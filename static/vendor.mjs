// What we take of GOV.UK Frontend's and MOJ Frontend's prebuilt stylesheets: everything but the GDS Transport typeface, which
// only services on gov.uk may use, and the components that no page of ours has.

const LEFT_OUT_OF_GOVUK = [
  'accordion', 'breadcrumbs', 'character-count', 'cookie-banner', 'exit-this-page', 'footer', 'header', 'logo-', 'panel',
  'phase-banner', 'tabs', 'generic-header', 'summary-card', 'file-upload-button', 'file-upload-wrapper', 'drop-zone',
];
const KEPT_OF_MOJ = ['alert', 'sub-navigation', 'timeline'];

const withoutTransport = (css) => css
  .replace(/@font-face\s*{[^}]*GDS Transport[^}]*}/g, '')
  .replace(/(["']?)GDS Transport\1,\s*arial,\s*sans-serif/g, 'var(--mp-font)')
  .replace(/\/\*# sourceMappingURL.*\*\//, '');

// Splits minified CSS into its top-level pieces: { head, body } for a block, { head } for a statement.
function pieces(css) {
  const found = [];
  let start = 0, depth = 0, open = 0;
  for (let at = 0; at < css.length; at += 1) {
    if (css[at] === '{') { if (depth === 0) open = at; depth += 1; }
    if (css[at] === '}') {
      depth -= 1;
      if (depth === 0) { found.push({ head: css.slice(start, open), body: css.slice(open + 1, at) }); start = at + 1; }
    }
    if (css[at] === ';' && depth === 0) { found.push({ head: css.slice(start, at + 1) }); start = at + 1; }
  }
  return found;
}

// Commas inside :not(…) do not part selectors.
const selectors = (head) => head.split(/,(?![^(]*\))/);

function keeping(css, isKept) {
  return pieces(css).map(({ head, body }) => {
    if (body === undefined) return head;
    if (head.includes('\\0')) return ''; // a hack for a browser that nobody has any more
    if (/^@(media|supports|layer)/.test(head.trim())) {
      const inner = keeping(body, isKept);
      return inner ? `${head}{${inner}}` : '';
    }
    if (head.trim().startsWith('@')) return `${head}{${body}}`;
    const kept = selectors(head).filter(isKept);
    return kept.length ? `${kept.join(',')}{${body}}` : '';
  }).join('');
}

/** GOV.UK Frontend's stylesheet as we may ship it. */
export function cleanGovuk(css) {
  const unused = new RegExp(`\\.govuk-(${LEFT_OUT_OF_GOVUK.join('|')})`);
  return `${keeping(withoutTransport(css), (selector) => !unused.test(selector)).trim()}\n`;
}

/**
 * MOJ Frontend's stylesheet reduced to the components we use; it repeats GOV.UK's, which
 * we have already. The timeline's documents are left out too: they bring pictures that we do not show.
 */
export function cleanMoj(css) {
  const used = new RegExp(`\\.moj-(${KEPT_OF_MOJ.join('|')})`);
  return `${keeping(withoutTransport(css), (selector) => used.test(selector) && !selector.includes('timeline__document')).trim()}\n`;
}
