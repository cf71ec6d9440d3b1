// All talk with the server. An answer that is not a success is a Trouble with the code, sentence and hint of its problem document.
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

async function ask(path, options = {}) {
  let response;
  try {
    response = await fetch(path, { credentials: 'same-origin', ...options, headers: { Accept: 'application/json', ...options.headers } });
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    tell(false);
    throw new Trouble('offline', t('offline'));
  }
  tell(true);
  if (!response.ok) throw await problem(response);
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

export const search = (values, signal) => ask(`/api/search?${query(values)}`, { signal });
export const mediaList = (limit, offset = 0) => ask(`/api/media?${query({ limit, offset })}`);
export const media = (id, signal) => ask(`/api/media/${id}`, { signal });
export const windows = async (id, signal) => {
  const known = await ask(`/api/media/${id}/windows`, { signal });
  return { ...known, windows: known.windows.map(window => ({ ...window, text: window.corrected ?? window.caption })) };
};
export const libraries = () => ask('/api/libraries');
export const addLibrary = path => post('/api/libraries', { path });
export const startIndex = retryFailed => post('/api/libraries/index', { retry_failed: retryFailed });
export const stopIndex = () => post('/api/jobs/stop', {});
export const health = () => ask('/health');

export const thumbnail = (id, atMs, width) => `/api/media/${id}/thumbnail?${query({ at_ms: Math.round(atMs), width })}`;
export const stream = (id, startMs) => `/api/media/${id}/stream?${query({ start_ms: Math.round(startMs) })}`;
export const playlist = values => `/api/search.xspf?${query(values)}`;

/** Progress of the work that runs, as it comes; the browser connects again by itself. */
export function jobs(listener) {
  const source = new EventSource('/api/jobs');
  source.addEventListener('progress', event => {
    try { listener(JSON.parse(event.data)); } catch { /* a line that was cut: the next one says the same */ }
  });
  return source;
}
