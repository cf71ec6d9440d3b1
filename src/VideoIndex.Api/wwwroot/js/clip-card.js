// A clip as a card: its picture, when, what was seen or said, and in which file. Picture and text are one link; below stands what can be done with it.
import * as api from './api.js';
import { address } from './address.js';
import { confidenceMark } from './confidence.js';
import { el, fileName, icon, iconButton, marked } from './dom.js';
import { watch } from './preview.js';
import { clock, t } from './words.js';

/** Enough for a card; the server makes a few widths only. */
const PICTURE_WIDTH = devicePixelRatio > 1 ? 640 : 320;

export const nameOf = item => item.file || item.path?.split(/[\\/]/).pop() || `#${item.media_id ?? item.id}`;

export function picture(mediaId, atMs, { width = PICTURE_WIDTH, eager = false } = {}) {
  return el('img', {
    src: api.thumbnail(mediaId, atMs, width), alt: '', loading: eager ? 'eager' : 'lazy', decoding: 'async', width: 16, height: 9,
    on: { error: event => event.target.classList.add('missing') },
  });
}

const spanOf = clip => `${clock(clip.start_ms)} – ${clock(clip.end_ms)}`;

/** Where a clip's caption comes from, when not from the model. */
const SOURCES = { cue: ['quote', 'fromCue'], correction: ['pencil', 'fromCorrection'] };

/** @param clip as /api/search gives it; `place` is the address it was found at */
export function clipCard(clip, place, { eager = false } = {}) {
  const hasFile = clip.has_file !== false;
  const thumb = el('div', { class: 'thumb' }, icon('film'), hasFile ? picture(clip.media_id, (clip.start_ms + clip.end_ms) / 2, { eager }) : null,
    el('span', { class: 'time', text: spanOf(clip) }), el('span', { class: 'spinner' }));
  if (hasFile) watch(thumb, clip);
  const [sign, meaning] = SOURCES[clip.source] ?? [];
  const link = el('a', {
    class: 'card', href: address({ ...place, media: clip.media_id, atMs: clip.start_ms }), 'data-route': true,
  }, thumb, el('p', { class: 'caption', dir: 'auto' }, marked(clip.caption, clip.highlights)),
  el('p', { class: 'file' }, sign ? el('span', { class: 'source', title: t(meaning) }, icon(sign), el('span', { class: 'sr', text: t(meaning) })) : null, fileName(nameOf(clip))));
  link.clip = clip;
  return el('li', {}, link);
}

/**
 * A card with what can be done with a clip that was found: more like it, not this one, and those that look alike.
 * @param {{notThis: Function|null, moreInFile: {clips: number, href: string}|null}} offers
 */
export function foundCard(clip, place, offers, options) {
  const card = clipCard(clip, place, options);
  const similar = el('a', { class: 'tool round', href: likeThis(clip), 'data-route': true, title: t('moreLikeThis'), 'aria-label': t('moreLikeThis') }, icon('similar'));
  const not = offers.notThis ? iconButton('not', t('notThis'), () => offers.notThis(card), { class: 'tool round not' }) : null;
  card.append(el('div', { class: 'foot' }, confidenceMark(clip), el('span', { class: 'space' }), similar, not), ...under(clip, place, offers));
  return card;
}

/** Where to find more like a clip: as its middle looks. */
export const likeThis = clip => address({ like: { media: clip.media_id, atMs: (clip.start_ms + clip.end_ms) / 2 } });

function under(clip, place, { moreInFile }) {
  const parts = [];
  if (clip.alike?.length) parts.push(alike(clip, place));
  if (moreInFile) parts.push(el('a', { class: 'under', href: moreInFile.href, 'data-route': true, text: t('moreInFile', { n: moreInFile.clips }) }));
  return parts.length ? [el('div', { class: 'unders' }, parts)] : [];
}

/** Copies of the same picture: one line, opened on asking. */
function alike(clip, place) {
  const links = clip.alike.map(other => el('li', {}, el('a', { class: 'chip', href: address({ ...place, media: other.media_id, atMs: other.start_ms }), 'data-route': true },
    el('time', { text: spanOf(other) }), other.media_id === clip.media_id ? null : fileName(nameOf(other)))));
  const unnamed = clip.alike_count - clip.alike.length;
  const more = unnamed > 0 ? el('li', { text: t('moreAlike', { n: unnamed }) }) : null;
  return el('details', { class: 'alike' }, el('summary', { text: t('alike', { n: clip.alike_count }) }), el('ul', { class: 'chips' }, links, more));
}

/** A whole film, for browsing. */
export function filmCard(film) {
  const file = nameOf(film);
  const clip = { media_id: film.id, start_ms: 0, end_ms: film.duration_ms || 1e9, duration_ms: film.duration_ms };
  const thumb = el('div', { class: 'thumb' }, icon('film'), picture(film.id, Math.min(film.duration_ms / 3, 60_000)),
    el('span', { class: 'time', text: clock(film.duration_ms) }), el('span', { class: 'spinner' }));
  watch(thumb, clip);
  const left = film.windows - film.captioned;
  return el('li', {}, el('a', { class: 'card film', href: address({ media: film.id }), 'data-route': true }, thumb,
    el('p', { class: 'caption' }, fileName(file)), left > 0 ? el('p', { class: 'file', text: t('captionedOf', { done: film.captioned, all: film.windows }) }) : null));
}

export const ghosts = count => Array.from({ length: count }, () => el('li', { class: 'ghost', 'aria-hidden': 'true' }, el('div', { class: 'thumb' }), el('p'), el('p')));
