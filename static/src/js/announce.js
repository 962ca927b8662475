let region;

/** Says `words` to those who hear the page, without moving anything. */
export function announce(words) {
  if (!region) {
    region = document.createElement('div');
    region.className = 'govuk-visually-hidden';
    region.setAttribute('aria-live', 'polite');
    document.body.append(region);
  }
  region.textContent = '';
  // A region must change after it exists, or nothing is said.
  requestAnimationFrame(() => { region.textContent = words; });
}
