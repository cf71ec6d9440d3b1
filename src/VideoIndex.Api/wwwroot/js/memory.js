// Searches that this browser remembers by itself.

const MOST_RECENT = 12;

export function recentSearches() {
  try {
    const value = JSON.parse(localStorage.getItem('recent') ?? '[]');
    return Array.isArray(value) ? value.filter(item => typeof item === 'string' && item) : [];
  } catch {
    return []; // storage switched off, or written by something else
  }
}

function write(items) {
  try { localStorage.setItem('recent', JSON.stringify(items)); } catch { /* full or switched off: nothing is kept */ }
}

export const remember = query => write([query, ...recentSearches().filter(item => item !== query)].slice(0, MOST_RECENT));
export const forgetRecent = () => write([]);
export const forgetOne = query => write(recentSearches().filter(item => item !== query));
