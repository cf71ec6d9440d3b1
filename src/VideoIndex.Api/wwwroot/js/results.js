// The results of a search: loading, clips, more clips, nothing, trouble. Keeps what it shows, so that coming back from a moment costs nothing.
import * as api from './api.js';
import { address } from './address.js';
import { announce, button, byId, el, icon, notice, say, setIcon } from './dom.js';
import { clipCard, ghosts, nameOf } from './clip-card.js';
import { highlights } from './highlight.js';
import { isSaved, remember, toggleSaved } from './memory.js';
import { stopPreview } from './preview.js';
import { troubleNotice } from './trouble.js';
import { number, t } from './words.js';

const PAGE = 24;
/** Pictures that are on the screen at once are fetched at once; the others when they come near. */
const EAGER = 8;
/** Files offered to narrow the search to. */
const MOST_FILTERS = 6;

export class Results {
  #section = byId('results');
  #list; #place = null; #running = null; #more = null;
  /** All clips found so far, best first. */
  clips = [];

  /** Shows the results of this place; the same place again changes nothing. */
  async show(place, { anew = false } = {}) {
    if (!anew && this.#place?.query === place.query && this.#place?.within === place.within) return this.#running;
    this.#place = { query: place.query, within: place.within };
    this.#running = this.#search();
    return this.#running;
  }

  /** Asks again when nothing was found so far; for while films are being indexed. */
  lookAgain() {
    if (!this.#place || this.clips.length || this.#section.hasAttribute('aria-busy')) return;
    this.show(this.#place, { anew: true });
  }

  forget() { this.#place = null; this.clips = []; }

  get cards() { return [...this.#section.querySelectorAll('.card')]; }

  async #search() {
    const place = this.#place;
    this.clips = [];
    stopPreview();
    this.#section.setAttribute('aria-busy', 'true');
    // an answer usually comes before an eye could see the placeholders: they would only flicker
    const waiting = setTimeout(() => this.#section.replaceChildren(el('div', { class: 'head' }, el('p', { class: 'sum', text: t('searching') })), el('ol', { class: 'grid' }, ghosts(8))), 150);
    try {
      const answer = await api.search({ q: place.query, in: place.within, limit: PAGE });
      if (place !== this.#place) return;
      clearTimeout(waiting);
      remember(place.query);
      this.#draw(answer);
    } catch (trouble) {
      if (place !== this.#place) return;
      clearTimeout(waiting);
      this.#section.replaceChildren(troubleNotice(trouble, () => this.show(place, { anew: true })));
    } finally {
      clearTimeout(waiting);
      if (place === this.#place) this.#section.removeAttribute('aria-busy');
    }
  }

  #draw(answer) {
    const sum = this.#sum(answer);
    if (answer.clips.length === 0) {
      this.#section.replaceChildren(el('h1', { class: 'sr', text: this.#place.query }), this.#filters([]), notice('search', t('nothing', { q: this.#place.query }), [t('nothingHint'), this.#pending(answer)]));
      announce(t('nothing', { q: this.#place.query }));
      return;
    }
    this.#list = el('ol', { class: 'grid', 'aria-label': t('found', { n: answer.clips.length }) });
    this.#more = el('div', { class: 'row center' });
    this.#section.replaceChildren(this.#head(sum), this.#filters(answer.clips), this.#list, this.#more);
    this.#append(answer);
    announce(sum);
  }

  #append(answer) {
    const first = this.clips.length;
    for (const clip of answer.clips) clip.highlights ??= highlights(this.#place.query, clip.caption);
    this.clips.push(...answer.clips);
    this.#list.append(...answer.clips.map((clip, i) => clipCard(clip, this.#place, { eager: first + i < EAGER })));
    const left = (answer.left_out ?? []).map(item => el('a', { class: 'chip', href: `/?${new URLSearchParams({ q: this.#place.query, m: item.media_id, t: this.#firstIn(item.media_id) })}`, 'data-route': true },
      el('bdi', { text: t('leftOut', { n: item.clips, file: item.file ?? item.path ?? '' }) })));
    const more = answer.clips.length === PAGE ? button('search', t('showMore'), event => this.#showMore(event.currentTarget)) : null;
    this.#more.replaceChildren(...[...left, more].filter(Boolean));
  }

  /** The files found in, to narrow the search to one; or the one it is narrowed to, to go back. */
  #filters(clips) {
    const { query, within } = this.#place;
    const chip = (name, words, place) => el('li', {}, el('a', { class: 'chip', href: address(place), 'data-route': true }, el('bdi', { text: words }), name ? icon(name) : null));
    if (within) {
      const all = chip('close', t('inFile', { file: within }), { query });
      all.firstChild.setAttribute('aria-label', `${t('inFile', { file: within })}: ${t('everywhere')}`);
      return el('ul', { class: 'chips filters' }, all);
    }
    const files = [...new Set(clips.map(nameOf))];
    if (files.length < 2) return el('div', { hidden: true });
    return el('ul', { class: 'chips filters', 'aria-label': t('filter') }, files.slice(0, MOST_FILTERS).map(file => chip(null, t('inFile', { file }), { query, within: file })));
  }

  #firstIn(mediaId) { return (this.clips.find(clip => clip.media_id === mediaId)?.start_ms ?? 0) / 1000; }

  async #showMore(pressed) {
    const place = this.#place, first = this.clips.length;
    pressed.disabled = true;
    try {
      const answer = await api.search({ q: place.query, in: place.within, limit: PAGE, offset: first });
      if (place !== this.#place) return;
      this.#append(answer);
      this.cards[first]?.focus();
    } catch (trouble) {
      pressed.disabled = false;
      say(trouble.message);
    }
  }

  #sum(answer) {
    const count = answer.clips.length === PAGE ? t('foundMore', { n: PAGE }) : t('found', { n: answer.clips.length });
    return [count, t('took', { ms: number(answer.took_ms, answer.took_ms < 10 ? 1 : 0) }), t('searched', { n: answer.windows_searched }), this.#pending(answer)].filter(Boolean).join(' · ');
  }

  #pending(answer) { return answer.windows_pending > 0 ? t('pending', { n: answer.windows_pending }) : null; }

  #head(sum) {
    const { query, within } = this.#place;
    const star = button(isSaved(query) ? 'starred' : 'star', t(isSaved(query) ? 'savedNow' : 'save'), () => {
      const saved = toggleSaved(query);
      setIcon(star, saved ? 'starred' : 'star', t(saved ? 'unsave' : 'save'));
      star.lastChild.textContent = t(saved ? 'savedNow' : 'save');
      star.setAttribute('aria-pressed', String(saved));
    }, { 'aria-pressed': String(isSaved(query)) });
    const vlc = el('a', { class: 'tool', href: api.playlist({ q: query, in: within }), download: '', title: t('openVlcLabel') }, icon('cone'), el('span', { text: t('openVlc') }));
    return el('div', { class: 'head' }, el('h1', { class: 'sr', text: query }), el('p', { class: 'sum', text: sum }), el('div', { class: 'row' }, star, vlc));
  }
}

