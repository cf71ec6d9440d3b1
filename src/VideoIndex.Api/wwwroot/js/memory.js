// Searches kept in this browser: the recent ones by themselves, the saved ones by hand.

const MOST_RECENT = 12;

function read(key) {
  try {
    const value = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(value) ? value.filter(item => typeof item === 'string' && item) : [];
  } catch {
    return []; // storage switched off, or written by something else
  }
}

function write(key, items) {
  try { localStorage.setItem(key, JSON.stringify(items)); } catch { /* full or switched off: nothing is kept */ }
}

export const recentSearches = () => read('recent');
export const savedSearches = () => read('saved');
export const isSaved = query => savedSearches().includes(query);
export const remember = query => write('recent', [query, ...recentSearches().filter(item => item !== query)].slice(0, MOST_RECENT));
export const forgetRecent = () => write('recent', []);
export const forgetOne = query => write('recent', recentSearches().filter(item => item !== query));

/** Saves it, or forgets it when it was saved; returns whether it is saved now. */
export function toggleSaved(query) {
  const was = isSaved(query);
  write('saved', was ? savedSearches().filter(item => item !== query) : [query, ...savedSearches()]);
  return !was;
}
