// Filters that stand in the query itself, as a person could type them (after:2024-05 longer:10m): as chips that can be taken off, and a form that adds them.
import { button, el, icon } from './dom.js';
import { t } from './words.js';

const TOKEN = /(^|\s)(-?(?:in|ext|longer|shorter|before|after|model|offline):(?:"[^"]*"|\S+))(?=\s|$)/gi;

/** The filters of a query, as they are written in it. */
export const filtersOf = query => [...query.matchAll(TOKEN)].map(match => match[2]);

export const withoutFilter = (query, filter) => query.replace(TOKEN, (all, before, token) => token === filter ? before : all).replace(/\s+/g, ' ').trim();

const nameOf = filter => filter.slice(0, filter.indexOf(':')).toLowerCase();
const valueOf = filter => filter.slice(filter.indexOf(':') + 1).replaceAll('"', '');

/** The query with this filter in place of one of the same kind; an empty value takes it away. */
export function withFilter(query, name, value) {
  const rest = filtersOf(query).filter(filter => nameOf(filter) === name).reduce(withoutFilter, query);
  return value ? `${rest} ${name}:${value}`.trim() : rest;
}

const lengthWords = (count, unit) => `${count} ${t({ s: 'seconds', m: 'minutes', h: 'hours' }[unit])}`;

/** "after: 2024-05" in the reader's words. */
export function filterWords(filter) {
  const name = nameOf(filter), plain = name.replace(/^-/, '');
  const value = valueOf(filter).replace(/^(\d+)([smh])$/i, (_, count, unit) => lengthWords(count, unit.toLowerCase()));
  const words = name === 'offline' && value === 'no' ? t('filterOnline') : t(`filterNames.${plain}`, { value });
  return name === plain ? words : t('filterNot', { words });
}

/** A button that opens a small form; `onApply` gets the query with its filters. */
export function filterMenu(query, onApply) {
  const id = 'filter-form', has = name => valueOf(filtersOf(query).find(filter => nameOf(filter) === name) ?? ':');
  const field = (name, type, label, more = {}) => el('label', {}, el('span', { text: t(label) }), el('input', { type, name, value: has(name), ...more }));
  const length = (name, label) => el('label', {}, el('span', { text: t(label) }), el('select', { name }, [...new Set(['', '1m', '5m', '10m', '30m', '1h', '2h', has(name)])].map(value =>
    el('option', { value, selected: value === has(name), text: value ? value.replace(/^(\d+)([mh])$/, (_, count, unit) => lengthWords(count, unit)) : t('anyLength') }))));
  const online = el('label', { class: 'check' }, el('input', { type: 'checkbox', name: 'offline', value: 'no', checked: has('offline') === 'no' }), el('span', { text: t('filterOnline') }));
  const submit = event => {
    event.preventDefault();
    const values = new FormData(event.target);
    panel.hidePopover();
    onApply(['after', 'before', 'longer', 'shorter', 'ext', 'offline'].reduce((words, name) => withFilter(words, name, (values.get(name) ?? '').trim().replace(/[\s"]/g, '')), query));
  };
  const panel = el('form', { id, class: 'panel filter-form', popover: 'auto', 'aria-label': t('filters'), on: { submit } },
    field('after', 'date', 'filterAfter'), field('before', 'date', 'filterBefore'), length('longer', 'filterLonger'), length('shorter', 'filterShorter'),
    field('ext', 'text', 'filterExt', { placeholder: 'mp4', maxlength: '10', autocapitalize: 'off', autocomplete: 'off' }), online, el('button', { class: 'tool primary', text: t('apply') }));
  const open = button('filter', t('filters'), () => {
    panel.togglePopover();
    if (!panel.matches(':popover-open')) return;
    const box = open.getBoundingClientRect(), most = innerWidth - panel.offsetWidth - 16;
    panel.style.setProperty('left', `${Math.max(16, Math.min(box.left, most))}px`);
    panel.style.setProperty('top', `${box.bottom + 8}px`);
    panel.querySelector('input').focus();
  }, { class: 'chip', 'aria-haspopup': 'dialog', 'aria-controls': id });
  return [open, panel];
}

/** A chip that takes its filter off. */
export const filterChip = (words, href) => el('li', {}, el('a', { class: 'chip on', href, 'data-route': true, 'aria-label': `${words}: ${t('takeOff')}` }, el('bdi', { text: words }), icon('close')));
