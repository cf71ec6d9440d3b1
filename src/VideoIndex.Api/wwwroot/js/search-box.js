// The one search box. It suggests saved and earlier searches and films by their names (a combobox with a listbox); Enter searches.
import * as api from './api.js';
import { nameOf } from './clip-card.js';
import { byId, el, icon } from './dom.js';
import { forgetOne, recentSearches } from './memory.js';
import { savedSearches } from './saved.js';
import { t } from './words.js';

const MOST_SHOWN = 8, MOST_FILMS = 3;
/** Names that are looked through; of a larger library the others are found by searching. */
const FILMS_KNOWN = 500;

/** @param {(place: object) => void} onChoose a search, or a film to open */
export function searchBox(onChoose) {
  const form = byId('search'), input = byId('q'), list = byId('suggestions');
  let options = [], active = -1, films = null;

  const fits = (text, typed) => text.toLowerCase().includes(typed) && text.toLowerCase() !== typed;

  const suggestions = () => {
    const typed = input.value.trim().toLowerCase(), saved = savedSearches();
    const searches = [
      ...saved.filter(search => fits(search.name, typed) || fits(search.query, typed)).map(search => ({ sign: 'starred', text: search.name, place: { query: search.query } })),
      ...recentSearches().filter(query => fits(query, typed) && !saved.some(search => search.query === query)).map(query => ({ sign: 'clock', text: query, place: { query }, isRecent: true })),
    ];
    const named = typed.length < 2 ? [] : (films ?? []).filter(film => fits(nameOf(film), typed)).slice(0, MOST_FILMS).map(film => ({ sign: 'film', text: nameOf(film), place: { media: film.id, within: '' } }));
    return [...searches.slice(0, MOST_SHOWN - named.length), ...named];
  };

  /** Once for each visit, when somebody begins to write. */
  async function learnFilms() {
    if (films) return;
    films = [];
    try {
      films = (await api.mediaList(FILMS_KNOWN)).media;
      if (document.activeElement === input && active < 0) show();
    } catch { films = null; /* asked again with the next letter */ }
  }

  function show() {
    options = suggestions();
    active = -1;
    list.replaceChildren(...options.map(({ sign, text, place }, i) => el('li', {
      role: 'option', id: `suggestion-${i}`, 'aria-selected': 'false',
      // the input must not lose the focus before the click arrives
      on: { pointerdown: event => event.preventDefault(), click: () => choose(place) },
    }, icon(sign), el('span', { text, dir: 'auto' }))));
    list.hidden = options.length === 0;
    input.setAttribute('aria-expanded', String(!list.hidden));
    input.removeAttribute('aria-activedescendant');
  }

  function hide() {
    list.hidden = true;
    active = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  }

  function mark(index) {
    active = index;
    [...list.children].forEach((option, i) => option.setAttribute('aria-selected', String(i === active)));
    if (active < 0) return input.removeAttribute('aria-activedescendant');
    input.setAttribute('aria-activedescendant', `suggestion-${active}`);
    list.children[active].scrollIntoView({ block: 'nearest' });
  }

  function choose(place) {
    if (place.query) input.value = place.query;
    hide();
    if (place.media || place.query?.trim()) onChoose(place.media ? place : { query: place.query.trim() });
  }

  function onKey(event) {
    if (event.isComposing) return;
    const { key } = event;
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      if (list.hidden) show();
      if (list.hidden) return;
      event.preventDefault();
      const count = options.length + 1; // one place is the input itself
      mark((active + 1 + (key === 'ArrowDown' ? 1 : count - 1)) % count - 1);
    } else if (key === 'Delete' && active >= 0 && options[active].isRecent) {
      event.preventDefault();
      forgetOne(options[active].text);
      show();
    } else if (key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      if (list.hidden) input.blur();
      else hide();
    }
  }

  form.addEventListener('submit', event => {
    event.preventDefault();
    choose(active >= 0 ? options[active].place : { query: input.value });
  });
  input.addEventListener('input', () => { show(); learnFilms(); });
  input.addEventListener('pointerdown', () => { if (list.hidden) show(); });
  input.addEventListener('blur', hide);
  input.addEventListener('keydown', onKey);

  return {
    set: query => { if (input.value.trim() !== query) input.value = query; },
    focus: () => { input.focus(); input.select(); show(); },
    blur: () => { hide(); input.blur(); },
    relabel: () => list.setAttribute('aria-label', t('suggestions')),
  };
}
