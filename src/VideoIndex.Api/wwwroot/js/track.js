// What happens in a film, as a list that follows the place that plays: captions, lines that were said, chapters as headings.
import { el, icon, marked } from './dom.js';
import { clock, t } from './words.js';

/** Whoever scrolls the list reads it: it follows again after this. */
const FOLLOW_AFTER_MS = 4000;

export class Track {
  #rows = []; #current = -1; #readUntil = 0; #list;

  /** @param hits the clips of the search in this film: their rows are marked, with the words that matched */
  constructor(windows, cues, hits, onSeek) {
    const chapters = cues.filter(cue => cue.origin === 'chapter').map(cue => ({ ...cue, kind: 'chapter' }));
    const lines = cues.filter(cue => cue.origin !== 'chapter').map(cue => ({ ...cue, kind: 'cue' }));
    const order = { chapter: 0, caption: 1, cue: 2 };
    const items = [...chapters, ...windows.map(window => ({ ...window, kind: 'caption' })), ...lines]
      .sort((a, b) => a.start_ms - b.start_ms || order[a.kind] - order[b.kind]);
    this.#list = el('ol', { class: 'track', 'aria-label': t('track') }, items.map(item => this.#row(item, hits, onSeek)));
    const read = () => { this.#readUntil = performance.now() + FOLLOW_AFTER_MS; };
    for (const event of ['wheel', 'touchmove', 'pointerdown']) this.#list.addEventListener(event, read, { passive: true });
    this.element = items.length ? this.#list : el('p', { class: 'sum', text: t('trackEmpty') });
  }

  #row(item, hits, onSeek) {
    const hit = hits.find(clip => clip.caption === item.text && clip.start_ms <= item.start_ms && clip.end_ms > item.start_ms)
      ?? hits.find(clip => item.kind === 'caption' && clip.start_ms <= item.start_ms && clip.end_ms >= item.end_ms);
    const text = item.text ? marked(item.text, hit?.caption === item.text ? hit.highlights : []) : [item.note ? t('noCaptionWhy', { why: item.note }) : t('noCaption')];
    const row = el('li', { class: [item.kind, hit ? 'hit' : '', item.text ? '' : 'none'].join(' ').trim() },
      el('button', { type: 'button', on: { click: () => onSeek(item.start_ms) } },
        el('time', { text: clock(item.start_ms) }), item.kind === 'cue' ? icon('quote') : null, el('span', { dir: 'auto' }, text)));
    if (item.kind !== 'chapter') this.#rows.push({ item, row });
    return row;
  }

  /** Marks the row of this place; returns whether it is another one than before. */
  move(ms) {
    const index = this.#rows.findLastIndex(({ item }) => item.start_ms <= ms + 1 && item.kind === 'caption');
    if (index === this.#current) return false;
    this.#rows[this.#current]?.row.removeAttribute('aria-current');
    this.#current = index;
    const row = this.#rows[index]?.row;
    row?.setAttribute('aria-current', 'true');
    if (row && performance.now() > this.#readUntil) this.#reveal(row);
    return true;
  }

  /** The start of the row before or after the one that plays. */
  neighbour(ms, step) {
    const starts = [...new Set(this.#rows.map(({ item }) => item.start_ms))].sort((a, b) => a - b);
    // within its first second, `previous` means the row before
    return step > 0 ? starts.find(start => start > ms + 1) : starts.findLast(start => start < ms - 1000) ?? 0;
  }

  /** Scrolls the list, never the page. */
  #reveal(row) {
    const box = this.#list;
    if (box.scrollHeight <= box.clientHeight) return;
    box.scrollTo({ top: row.offsetTop - box.clientHeight / 3, behavior: 'auto' });
  }
}
