// The one search box: earlier searches as suggestions (a combobox with a listbox), Enter searches.
import { byId, el, icon } from './dom.js';
import { forgetOne, recentSearches, savedSearches } from './memory.js';
import { t } from './words.js';

const MOST_SHOWN = 8;

export function searchBox(onSearch) {
  const form = byId('search'), input = byId('q'), list = byId('suggestions');
  let options = [], active = -1;

  const suggestions = () => {
    const typed = input.value.trim().toLowerCase();
    const saved = savedSearches();
    return [...saved, ...recentSearches().filter(query => !saved.includes(query))]
      .filter(query => query.toLowerCase().includes(typed) && query.toLowerCase() !== typed)
      .slice(0, MOST_SHOWN)
      .map(query => ({ query, saved: saved.includes(query) }));
  };

  function show() {
    options = suggestions();
    active = -1;
    list.replaceChildren(...options.map(({ query, saved }, i) => el('li', {
      role: 'option', id: `suggestion-${i}`, 'aria-selected': 'false',
      // the input must not lose the focus before the click arrives
      on: { pointerdown: event => event.preventDefault(), click: () => choose(query) },
    }, icon(saved ? 'starred' : 'clock'), el('span', { text: query, dir: 'auto' }))));
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

  function choose(query) {
    input.value = query;
    hide();
    const words = query.trim();
    if (words) onSearch(words);
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
    } else if (key === 'Delete' && active >= 0 && !options[active].saved) {
      event.preventDefault();
      forgetOne(options[active].query);
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
    choose(active >= 0 ? options[active].query : input.value);
  });
  input.addEventListener('input', show);
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
