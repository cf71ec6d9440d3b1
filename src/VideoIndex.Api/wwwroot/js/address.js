// What the page shows stands in its address, so that back, reload and a copied link all work: /?q=goal&m=3&t=50.2

/** @returns {{query: string, within: string, media: number|null, atMs: number, library: boolean}} */
export function readAddress(search = location.search) {
  const values = new URLSearchParams(search);
  const media = Number(values.get('m')), seconds = Number(values.get('t'));
  return {
    query: values.get('q')?.trim() ?? '',
    within: values.get('in') ?? '',
    media: Number.isSafeInteger(media) && media > 0 ? media : null,
    atMs: Number.isFinite(seconds) && seconds > 0 ? Math.round(seconds * 1000) : 0,
    library: values.get('view') === 'library',
  };
}

export function address({ query = '', within = '', media = null, atMs = 0, library = false }) {
  const values = new URLSearchParams();
  if (library) values.set('view', 'library');
  if (query) values.set('q', query);
  if (within) values.set('in', within);
  if (media) {
    values.set('m', media);
    values.set('t', String(Math.round(atMs / 100) / 10));
  }
  const text = values.toString();
  return text ? `/?${text}` : '/';
}

let listener = () => {};

/** Calls back with the new address after every change, by us or by the back button. */
export function onAddress(callback) {
  listener = callback;
  addEventListener('popstate', () => listener(readAddress()));
}

export function go(place, { replace = false } = {}) {
  const target = typeof place === 'string' ? place : address(place);
  // `inside` tells Esc that going back stays on this page
  if (replace) history.replaceState(history.state, '', target);
  else history.pushState({ inside: true }, '', target);
  listener(readAddress());
}

/** Writes the address without showing anything anew. */
export const note = place => history.replaceState(history.state, '', address(place));

/** One step back when that stays here, else to `place`: a copied link has nothing behind it. */
export function leave(place) {
  if (history.state?.inside) history.back();
  else go(place, { replace: true });
}
