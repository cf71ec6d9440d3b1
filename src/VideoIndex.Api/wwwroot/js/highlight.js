// Which words of a caption were asked for, where the server's answer does not say. Only for the eye: finding and ranking are the index's own.

const ENDINGS = ['ations', 'ation', 'ating', 'ated', 'ates', 'ings', 'ing', 'ers', 'ies', 'ied', 'ate', 'ed', 'er', 'es', 's', 'e', 'y'];
const SHORTEST_STEM = 3;

function stem(word) {
  const lower = word.toLowerCase();
  const ending = ENDINGS.find(each => lower.endsWith(each) && lower.length - each.length >= SHORTEST_STEM);
  return ending ? lower.slice(0, -ending.length) : lower;
}

const words = text => text.matchAll(/[\p{L}\p{N}]+/gu);

/** @returns [start, length] of every word that has the stem of a word of the query, in UTF-16 units */
export function highlights(query, text) {
  const wanted = new Set([...words(query)].map(match => match[0]).filter(word => word.length > 2 || /\p{N}/u.test(word)).map(stem));
  for (const small of ['the', 'and', 'with', 'for', 'are', 'was']) wanted.delete(stem(small));
  return [...words(text)].filter(match => wanted.has(stem(match[0]))).map(match => [match.index, match[0].length]);
}
