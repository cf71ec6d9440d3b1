// What happens in a film, as a list that follows the place that plays: captions, lines that were said, chapters as headings.
import { captionEditor } from './caption-editor.js';
import { el, icon, iconButton, marked } from './dom.js';
import { clock, t } from './words.js';

/** Whoever scrolls the list reads it: it follows again after this. */
const FOLLOW_AFTER_MS = 4000;

export class Track {
  #rows = []; #current = -1; #readUntil = 0; #list; #film; #hits; #onSeek; #onChange;

  /**
   * @param hits the clips of the search in this film: their rows are marked, with the words that matched
   * @param {(ms: number) => void} onSeek
   * @param {() => void} onChange a caption was written anew, in the window it was given for
   */
  constructor(film, windows, cues, hits, onSeek, onChange) {
    this.#film = film;
    this.#hits = hits;
    this.#onSeek = onSeek;
    this.#onChange = onChange;
    const chapters = cues.filter(cue => cue.origin === 'chapter').map(cue => ({ ...cue, kind: 'chapter' }));
    const lines = cues.filter(cue => cue.origin !== 'chapter').map(cue => ({ ...cue, kind: 'cue' }));
    const order = { chapter: 0, caption: 1, cue: 2 };
    const items = [...chapters, ...windows.map(window => ({ ...window, kind: 'caption', window })), ...lines]
      .sort((a, b) => a.start_ms - b.start_ms || order[a.kind] - order[b.kind]);
    this.#list = el('ol', { class: 'track', 'aria-label': t('track') }, items.map(item => this.#add(item)));
    const read = () => { this.#readUntil = performance.now() + FOLLOW_AFTER_MS; };
    for (const event of ['wheel', 'touchmove', 'pointerdown', 'focusin']) this.#list.addEventListener(event, read, { passive: true });
    this.element = items.length ? this.#list : el('p', { class: 'sum', text: t('trackEmpty') });
  }

  #add(item) {
    const row = el('li', {});
    this.#draw(row, item);
    if (item.kind !== 'chapter') this.#rows.push({ item, row });
    return row;
  }

  #draw(row, item) {
    const hit = this.#hits.find(clip => clip.caption === item.text && clip.start_ms <= item.start_ms && clip.end_ms > item.start_ms)
      ?? this.#hits.find(clip => item.kind === 'caption' && clip.start_ms <= item.start_ms && clip.end_ms >= item.end_ms);
    const text = item.text ? marked(item.text, hit?.caption === item.text ? hit.highlights : []) : [item.note ? t('noCaptionWhy', { why: item.note }) : t('noCaption')];
    row.className = [item.kind, hit ? 'hit' : '', item.text ? '' : 'none'].join(' ').trim();
    const sign = item.kind === 'cue' ? icon('quote') : null;
    row.replaceChildren(el('button', { type: 'button', class: 'line', on: { click: () => this.#onSeek(item.start_ms) } }, el('time', { text: clock(item.start_ms) }), sign, el('span', { dir: 'auto' }, text),
      item.corrected ? el('small', { class: 'by-hand', text: t('byHand') }) : null));
    if (item.kind === 'caption') row.append(iconButton('pencil', t('correct'), () => this.#edit(row, item), { class: 'tool round edit', 'aria-label': `${t('correct')}: ${clock(item.start_ms)}` }));
  }

  /** Writes the caption anew that plays now. */
  editAt(ms) {
    const found = this.#rows.findLast(({ item }) => item.kind === 'caption' && item.start_ms <= ms + 1);
    if (found && !found.row.querySelector('form')) this.#edit(found.row, found.item);
  }

  #edit(row, item) {
    row.replaceChildren(captionEditor(this.#film.id, item, changed => {
      if (changed) {
        for (const copy of [item, item.window]) Object.assign(copy, changed);
        this.#onChange();
      }
      this.#draw(row, item);
      row.querySelector('.edit').focus();
    }));
    row.scrollIntoView({ block: 'nearest' });
  }

  /** Marks the row of this place; returns whether it is another one than before. */
  move(ms) {
    const index = this.#rows.findLastIndex(({ item }) => item.start_ms <= ms + 1 && item.kind === 'caption');
    if (index === this.#current) return false;
    this.#rows[this.#current]?.row.removeAttribute('aria-current');
    this.#current = index;
    const row = this.#rows[index]?.row;
    row?.setAttribute('aria-current', 'true');
    if (row && performance.now() > this.#readUntil && !this.#list.querySelector('form')) this.#reveal(row);
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
