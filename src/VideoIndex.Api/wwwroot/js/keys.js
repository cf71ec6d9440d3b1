// Keys outside of the player: through the results, to the search box, the list of keys.
import { byId, el, icon } from './dom.js';
import { isPreviewing, startPreview, stopPreview } from './preview.js';
import { t } from './words.js';

/** Whether a key belongs to what has the focus: text is being written, or a control uses it itself. */
export function belongsToFocus(event) {
  const { target, key } = event;
  if (target.closest('input, textarea, select, dialog')) return true;
  return (key === ' ' || key === 'Enter') && target.closest('button, a, summary, [role=option]') !== null;
}

/** Moves between the cards of the visible section; returns whether the key meant something. */
export function moveInCards(section, key) {
  const cards = [...section.querySelectorAll('.card')];
  if (cards.length === 0) return false;
  const at = cards.indexOf(document.activeElement);
  if (key === 'l') return preview(cards[at]);
  const next = at < 0 ? (['ArrowDown', 'ArrowRight', 'j'].includes(key) ? 0 : -1) : neighbour(cards, at, key);
  if (!cards[next]) return false;
  stopPreview();
  cards[next].focus();
  cards[next].scrollIntoView({ block: 'nearest' });
  return true;
}

function preview(card) {
  if (!card?.clip) return false;
  const thumb = card.querySelector('.thumb');
  if (isPreviewing(thumb)) stopPreview();
  else startPreview(thumb, card.clip);
  return true;
}

function neighbour(cards, at, key) {
  if (key === 'ArrowRight' || key === 'j') return at + 1;
  if (key === 'ArrowLeft' || key === 'k') return at - 1;
  if (key === 'Home') return 0;
  if (key === 'End') return cards.length - 1;
  if (key !== 'ArrowDown' && key !== 'ArrowUp') return -1;
  const columns = Math.max(1, cards.filter(card => card.offsetTop === cards[0].offsetTop).length);
  return key === 'ArrowDown' ? Math.min(at + columns, cards.length - 1) : at - columns;
}

export function showKeys() {
  const dialog = byId('keys');
  const keys = (title, rows) => el('div', {}, el('h3', { text: title }), el('dl', {}, rows.map(([names, meaning]) =>
    [el('dt', {}, names.split(' ').map(name => el('kbd', { text: name }))), el('dd', { text: t(meaning) })])));
  const close = el('button', { type: 'button', class: 'tool round', 'aria-label': t('close'), on: { click: () => dialog.close() } }, icon('close'));
  dialog.replaceChildren(el('div', { class: 'head' }, el('h2', { id: 'keys-title', text: t('keysTitle') }), close), el('div', { class: 'columns' },
    keys(t('keysEverywhere'), [['/', 'keySearch'], ['?', 'keyHelp'], ['g', 'keyLibrary'], ['Esc', 'keyEsc']]),
    keys(t('keysResults'), [['← ↑ ↓ →', 'keyMove'], ['j k', 'keyNextPrevious'], ['Enter', 'keyOpen'], ['l', 'keyPreview'], ['r', 'moreLikeThis'], ['x', 'notThis']]),
    keys(t('keysPlayer'), [['j k l', 'keyJkl'], ['← →', 'keyArrows'], ['↑ ↓', 'keyLines'], ['n p', 'keyHits'], ['s', 'keySubtitles'], ['a', 'ask'], ['e', 'correct'], ['r x', 'keyLikeNot'], ['c', 'keyCopy'], ['m', 'keyMute'], ['f', 'keyFull']])));
  dialog.showModal();
}
