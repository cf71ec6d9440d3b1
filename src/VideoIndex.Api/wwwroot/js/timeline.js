// The bar under the film: the whole file from left to right, with hits, chapters, what is not captioned, and the place that plays.
import { picture } from './clip-card.js';
import { el } from './dom.js';
import { clock, t } from './words.js';

const PICTURE_WIDTH = 240;
/** Pictures while the pointer moves are taken at steps of this share of the file, so that a sweep asks for few. */
const PICTURE_STEPS = 60;
/** Containers tell their length a little differently than their last window ends. */
const SHORTEST_GAP_MS = 1000;

export class Timeline {
  #durationMs; #windows; #onSeek; #bar; #played; #head; #peek; #peekTime; #peekText; #peekAt = -1; #mediaId;

  constructor(film, windows, cues, hits, onSeek) {
    this.#durationMs = Math.max(1, film.duration_ms);
    this.#mediaId = film.id;
    this.#windows = windows;
    this.#onSeek = onSeek;
    this.#played = el('span', { class: 'played' });
    this.#head = el('span', { class: 'playhead' });
    this.#peekTime = el('b');
    this.#peekText = el('span', { dir: 'auto' });
    this.#peek = el('div', { class: 'peek', hidden: true }, el('div', { class: 'thumb' }), this.#peekTime, this.#peekText);
    this.#bar = el('div', {
      class: 'bar', role: 'slider', tabindex: '0', 'aria-label': t('timeline'), 'aria-valuemin': '0', 'aria-valuemax': String(Math.round(this.#durationMs / 1000)),
      on: { pointerdown: event => this.#grab(event), pointermove: event => this.#hover(event), pointerleave: () => { this.#peek.hidden = true; } },
    }, el('span', { class: 'rail' }),
    gaps(windows, this.#durationMs).map(gap => this.#span('gap', gap)),
    this.#played,
    hits.map(hit => this.#span('hit', hit)),
    cues.filter(cue => cue.origin === 'chapter' && cue.start_ms > 0).map(cue => this.#span('chapter', { start_ms: cue.start_ms, end_ms: cue.start_ms })),
    this.#head);
    this.element = el('div', { class: 'timeline' }, this.#bar, this.#peek);
    this.move(0);
  }

  /** Shows this place as the one that plays. */
  move(ms) {
    const share = `${Math.min(100, ms / this.#durationMs * 100)}%`;
    this.#played.style.setProperty('width', share);
    this.#head.style.setProperty('left', share);
    this.#bar.setAttribute('aria-valuenow', String(Math.round(ms / 1000)));
    this.#bar.setAttribute('aria-valuetext', t('timeOf', { at: clock(ms), all: clock(this.#durationMs) }));
  }

  #span(name, { start_ms: from, end_ms: to }) {
    const mark = el('span', { class: name });
    mark.style.setProperty('left', `${from / this.#durationMs * 100}%`);
    if (to > from) mark.style.setProperty('width', `${(Math.min(to, this.#durationMs) - from) / this.#durationMs * 100}%`);
    return mark;
  }

  #at(event) {
    const box = this.#bar.getBoundingClientRect();
    return Math.max(0, Math.min(1, (event.clientX - box.left) / box.width)) * this.#durationMs;
  }

  #grab(event) {
    if (event.button !== 0) return;
    this.#bar.setPointerCapture(event.pointerId);
    this.#onSeek(this.#at(event));
    const drag = moved => this.move(this.#at(moved));
    const drop = release => {
      this.#bar.removeEventListener('pointermove', drag);
      this.#onSeek(this.#at(release));
    };
    this.#bar.addEventListener('pointermove', drag);
    this.#bar.addEventListener('pointerup', drop, { once: true });
    this.#bar.addEventListener('pointercancel', () => this.#bar.removeEventListener('pointermove', drag), { once: true });
  }

  #hover(event) {
    if (event.pointerType === 'touch') return;
    const ms = this.#at(event), width = this.#bar.clientWidth;
    this.#peek.hidden = false;
    this.#peekTime.textContent = clock(ms);
    this.#peekText.textContent = this.#windows.find(window => ms >= window.start_ms && ms < window.end_ms)?.text ?? '';
    const half = this.#peek.offsetWidth / 2;
    this.#peek.style.setProperty('left', `${Math.max(half, Math.min(width - half, ms / this.#durationMs * width))}px`);
    const step = Math.max(1000, this.#durationMs / PICTURE_STEPS), at = Math.floor(ms / step) * step;
    if (at === this.#peekAt) return;
    this.#peekAt = at;
    this.#peek.firstChild.replaceChildren(picture(this.#mediaId, at, { width: PICTURE_WIDTH, eager: true }));
  }
}

/** What nothing is written about: windows the model failed at, and those it has not come to yet. */
export function gaps(windows, durationMs) {
  const found = [];
  let at = 0;
  const add = to => {
    const last = found.at(-1);
    if (to - at < SHORTEST_GAP_MS) return;
    if (last?.end_ms === at) last.end_ms = to;
    else found.push({ start_ms: at, end_ms: to });
  };
  for (const window of windows) {
    if (!window.text) continue;
    add(window.start_ms);
    at = Math.max(at, window.end_ms);
  }
  add(durationMs);
  return found;
}
