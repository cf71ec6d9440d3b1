// Searches kept under a name, on the server: every device of the house has them, and so has `videoindex search run NAME`.
import * as api from './api.js';

/** As the server limits them. */
const LONGEST_NAME = 100;

let known = [], offered = false;

/** Fetches the list; a server that keeps none offers no saving. */
export async function loadSaved() {
  try {
    known = (await api.savedSearches()).saved_searches ?? [];
    offered = true;
  } catch { /* what was known stays; the search itself says what is wrong with the server */ }
  return known;
}

/** @returns {{name: string, query: string}[]} */
export const savedSearches = () => known;
export const canSave = () => offered;
export const isSaved = query => known.some(search => search.query === query);

/** Saves it under its own words, or forgets it under whatever name it has; returns whether it is saved now. */
export async function toggleSaved(query) {
  const saved = known.filter(search => search.query === query);
  if (saved.length) await Promise.all(saved.map(search => api.forgetSearch(search.name)));
  else await api.saveSearch(nameFor(query), query);
  await loadSaved();
  return isSaved(query);
}

/** A name is one line, begins with no hyphen, and stands in an address. */
const nameFor = query => query.replace(/[\p{Cc}/\\]/gu, ' ').replace(/^[-\s]+/, '').slice(0, LONGEST_NAME).trim() || 'search';
