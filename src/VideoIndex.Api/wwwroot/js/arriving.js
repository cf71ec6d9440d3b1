// The newest moments while films are being watched for the first time: what was just written, with its picture.
import * as api from './api.js';
import { clipCard } from './clip-card.js';
import { el } from './dom.js';
import { t } from './words.js';

/** A row on a wide screen. */
const SHOWN = 4;
const FILMS = 200;

export class Arriving {
  #list = el('ol', { class: 'grid small' });
  #known = new Map(); #clips = []; #asking = false;
  element = el('section', { class: 'arriving', hidden: true }, el('h2', { text: t('arriving') }), this.#list);

  /** Looks which films have more captions than before; what they got is shown. */
  async refresh() {
    if (this.#asking) return;
    this.#asking = true;
    try {
      const { media } = await api.mediaList(FILMS);
      const grown = media.filter(film => film.captioned > (this.#known.get(film.id) ?? 0)).slice(-2);
      for (const film of media) this.#known.set(film.id, film.captioned);
      for (const film of grown) await this.#take(film);
    } catch { /* the page says elsewhere that the server does not answer; the next message looks again */ } finally {
      this.#asking = false;
    }
  }

  async #take(film) {
    const { windows } = await api.windows(film.id);
    const fresh = windows.filter(window => window.text).slice(-SHOWN).reverse()
      .map(window => ({ media_id: film.id, file: film.file, path: film.path, start_ms: window.start_ms, end_ms: window.end_ms, caption: window.text, source: 'caption' }));
    const isNew = clip => !fresh.some(other => other.media_id === clip.media_id && other.start_ms === clip.start_ms);
    this.#clips = [...fresh, ...this.#clips.filter(isNew)].slice(0, SHOWN);
    this.#list.replaceChildren(...this.#clips.map(clip => clipCard(clip, {})));
    this.element.hidden = this.#clips.length === 0;
  }
}
