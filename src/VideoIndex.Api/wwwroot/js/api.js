// All talk with the server. An answer that is not a success is a Trouble with the code, sentence and hint of its problem document.
import { events } from './events.js';
import { t } from './words.js';

export class Trouble extends Error {
  constructor(kind, message, hint = null, status = 0) {
    super(message);
    this.kind = kind; // offline, signin, forbidden, gone, or the problem's own code
    this.hint = hint;
    this.status = status;
  }
}

const listeners = new Set();

/** Calls back with true or false whenever the server was reached, or not. */
export const onReach = listener => listeners.add(listener);

const tell = reached => listeners.forEach(listener => listener(reached));

/** The answer to a request that the server took; anything else becomes a Trouble. */
async function reach(path, options) {
  let response;
  try {
    response = await fetch(path, { credentials: 'same-origin', ...options });
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    tell(false);
    throw new Trouble('offline', t('offline'));
  }
  tell(true);
  if (!response.ok) throw await problem(response);
  return response;
}

async function ask(path, options = {}) {
  const response = await reach(path, { ...options, headers: { Accept: 'application/json', ...options.headers } });
  if (response.status === 204 || response.status === 202) return null;
  try {
    return await response.json();
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new Trouble('bad_answer', t('badAnswer'));
  }
}

async function problem(response) {
  const content = await response.json().catch(() => ({}));
  const code = content.code ?? (response.status === 404 ? 'not_found' : 'error');
  const kind = { 401: 'signin', 403: 'forbidden' }[response.status] ?? (code === 'not_found' ? 'gone' : code);
  return new Trouble(kind, content.detail ?? content.title ?? `HTTP ${response.status}`, content.hint ?? null, response.status);
}

const query = values => new URLSearchParams(Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== '')).toString();

const post = (path, body) => ask(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });

const put = (path, body) => ask(path, { method: 'PUT', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
const remove = path => ask(path, { method: 'DELETE' });

export const search = (values, signal) => ask(`/api/search?${query(values)}`, { signal });
export const similar = (media, atMs, values) => ask(`/api/similar?${query({ media, at_ms: Math.round(atMs), ...values })}`);
export const mediaList = (limit, offset = 0) => ask(`/api/media?${query({ limit, offset })}`);
export const media = (id, signal) => ask(`/api/media/${id}`, { signal });
export const windows = async (id, signal) => {
  const known = await ask(`/api/media/${id}/windows`, { signal });
  return { ...known, windows: known.windows.map(window => ({ ...window, text: window.corrected ?? window.caption })) };
};
export const libraries = () => ask('/api/libraries');
export const folders = path => ask(`/api/folders?${query({ path })}`);
export const addLibrary = path => post('/api/libraries', { path });
export const estimate = path => post('/api/libraries/estimate', { path });
export const startIndex = retryFailed => post('/api/libraries/index', { retry_failed: retryFailed });
export const retryFile = file => post('/api/libraries/index', { file });
export const stopIndex = () => post('/api/jobs/stop', {});
export const signInLink = () => post('/api/sign-in-links', {});
export const health = () => ask('/health');

export const savedSearches = () => ask('/api/saved-searches');
export const saveSearch = (name, words) => put(`/api/saved-searches/${encodeURIComponent(name)}`, { query: words });
export const forgetSearch = name => remove(`/api/saved-searches/${encodeURIComponent(name)}`);

/** Says whether a clip answers the words it was found with: one that does not is left out from then on. */
export const judge = (words, clip, right) => post('/api/feedback', { query: words, media_id: clip.media_id, start_ms: clip.start_ms, end_ms: clip.end_ms, right });

const correctionOf = (id, startMs) => `/api/media/${id}/windows/${startMs}/correction`;
export const correct = (id, startMs, text) => put(correctionOf(id, startMs), { text });
export const uncorrect = (id, startMs) => remove(correctionOf(id, startMs));

export const thumbnail = (id, atMs, width) => `/api/media/${id}/thumbnail?${query({ at_ms: Math.round(atMs), width })}`;
export const stream = (id, startMs) => `/api/media/${id}/stream?${query({ start_ms: Math.round(startMs) })}`;
/** Throws what keeps a film from being played; a video element does not tell. */
export const checkStream = id => reach(stream(id, 0), { method: 'HEAD' });
export const playlist = values => `/api/search.xspf?${query(values)}`;

/**
 * Asks about a film, or about a span of it; the answer comes as events `{ name, data }`: pieces, then done or error.
 * @param {{question: string, start_ms?: number, end_ms?: number, history?: {question: string, answer: string}[]}} question
 */
export async function* askAbout(id, question, signal) {
  const response = await reach(`/api/media/${id}/ask`, {
    method: 'POST', signal, headers: { Accept: 'text/event-stream', 'Content-Type': 'application/json' }, body: JSON.stringify(question),
  });
  yield* events(response.body);
}

/** Progress of the work that runs, as it comes; the browser connects again by itself. */
export function jobs(listener) {
  const source = new EventSource('/api/jobs');
  source.addEventListener('progress', event => {
    try { listener(JSON.parse(event.data)); } catch { /* a line that was cut: the next one says the same */ }
  });
  return source;
}
