// A clip as a card: its picture, when, what was seen or said, and in which file. The whole card is one link.
import * as api from './api.js';
import { address } from './address.js';
import { el, fileName, icon, marked } from './dom.js';
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

/** @param clip as /api/search gives it; `place` is the address it was found at */
export function clipCard(clip, place, { eager = false } = {}) {
  const from = clock(clip.start_ms), to = clock(clip.end_ms), file = nameOf(clip);
  const thumb = el('div', { class: 'thumb' }, icon('film'), picture(clip.media_id, (clip.start_ms + clip.end_ms) / 2, { eager }),
    el('span', { class: 'time', text: `${from} – ${to}` }), el('span', { class: 'spinner' }));
  watch(thumb, clip);
  const source = clip.source === 'cue' ? 'quote' : null;
  const link = el('a', {
    class: 'card', href: address({ ...place, media: clip.media_id, atMs: clip.start_ms }), 'data-route': true,
  }, thumb, el('p', { class: 'caption', dir: 'auto' }, marked(clip.caption, clip.highlights)),
  el('p', { class: 'file' }, source ? el('span', { class: 'source', title: t('fromCue') }, icon(source)) : null, fileName(file)));
  link.clip = clip;
  return el('li', {}, link);
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
