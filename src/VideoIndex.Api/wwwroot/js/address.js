// What the page shows stands in its address, so that back, reload and a copied link all work: /?q=goal&m=3&t=50.2, /?like=3@50

/** @typedef {{query: string, within: string, like: {media: number, atMs: number}|null, media: number|null, atMs: number, library: boolean}} Place */

const positive = text => {
  const value = Number(text);
  return Number.isSafeInteger(value) && value > 0 ? value : null;
};

const milliseconds = text => {
  const seconds = Number(text);
  return Number.isFinite(seconds) && seconds > 0 ? Math.round(seconds * 1000) : 0;
};

const seconds = ms => String(Math.round(ms / 100) / 10);

function readLike(text) {
  const [media, at] = (text ?? '').split('@');
  return positive(media) ? { media: positive(media), atMs: milliseconds(at) } : null;
}

/** @returns {Place} */
export function readAddress(search = location.search) {
  const values = new URLSearchParams(search);
  const like = readLike(values.get('like'));
  return {
    query: like ? '' : values.get('q')?.trim() ?? '',
    within: values.get('in') ?? '',
    like,
    media: positive(values.get('m')),
    atMs: milliseconds(values.get('t')),
    library: values.get('view') === 'library',
  };
}

/** @param {Partial<Place>} place */
export function address({ query = '', within = '', like = null, media = null, atMs = 0, library = false }) {
  const values = new URLSearchParams();
  if (library) values.set('view', 'library');
  if (query) values.set('q', query);
  if (within) values.set('in', within);
  if (like) values.set('like', `${like.media}@${seconds(like.atMs)}`);
  if (media) {
    values.set('m', media);
    values.set('t', seconds(atMs));
  }
  const text = values.toString();
  return text ? `/?${text}` : '/';
}

/** The list of results that a place belongs to; null when it came from none. */
export const resultsOf = ({ query, within, like }) => query || like ? { query, within, like } : null;

export const sameResults = (a, b) => address(resultsOf(a) ?? {}) === address(resultsOf(b) ?? {});

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
