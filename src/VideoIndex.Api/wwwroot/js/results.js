// The results of a search, or of asking for more like a moment: loading, clips, more clips, nothing, trouble. Keeps what it shows, so that coming
// back from a moment costs nothing.
import * as api from './api.js';
import { address, sameResults } from './address.js';
import { foundCard, ghosts, nameOf } from './clip-card.js';
import { announce, button, byId, el, icon, notice, prose, say } from './dom.js';
import { filterChip, filterMenu, filterWords, filtersOf, withoutFilter } from './filters.js';
import { highlights } from './highlight.js';
import { remember } from './memory.js';
import { stopPreview } from './preview.js';
import { saveButton } from './save-button.js';
import { sayTrouble, troubleNotice } from './trouble.js';
import { clock, number, t } from './words.js';

const PAGE = 24;
/** Pictures that are on the screen at once are fetched at once; the others when they come near. */
const EAGER = 8;
/** Files offered to narrow the search to. */
const MOST_FILTERS = 6;

export class Results {
  #section = byId('results');
  #list; #place = null; #running = null; #more = null; #go;
  /** All clips found so far, best first. */
  clips = [];

  /** @param {(place: object) => void} go opens another place */
  constructor(go) { this.#go = go; }

  /** Shows the results of this place; the same place again changes nothing. */
  async show(place, { anew = false } = {}) {
    if (!anew && this.#place && sameResults(this.#place, place)) return this.#running;
    this.#place = { query: place.query, within: place.within, like: place.like };
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

  /** Says of the card that has the focus, or holds it, that it is no answer; returns whether there was one. */
  notThisFocused() {
    const card = document.activeElement?.closest('#results li');
    const not = card?.querySelector('.not');
    not?.click();
    return Boolean(not);
  }

  /** A clip that was said to be no answer elsewhere. */
  drop(clip) {
    this.clips = this.clips.filter(other => other !== clip);
    this.cards.find(card => card.clip === clip)?.closest('li').remove();
  }

  #ask(offset) {
    const { query, within, like } = this.#place, page = { limit: PAGE, offset: offset || null };
    return like ? api.similar(like.media, like.atMs, page) : api.search({ q: query, in: within, ...page });
  }

  async #search() {
    const place = this.#place;
    this.clips = [];
    stopPreview();
    this.#section.setAttribute('aria-busy', 'true');
    // an answer usually comes before an eye could see the placeholders: they would only flicker
    const waiting = setTimeout(() => this.#section.replaceChildren(el('div', { class: 'head' }, el('p', { class: 'sum', text: t('searching') })), el('ol', { class: 'grid' }, ghosts(8))), 150);
    try {
      const answer = await this.#ask(0);
      if (place !== this.#place) return;
      clearTimeout(waiting);
      if (place.query) remember(place.query);
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
    if (answer.clips.length === 0) return this.#drawNothing(answer);
    const sum = this.#sum(answer);
    this.#list = el('ol', { class: 'grid', 'aria-label': t('found', { n: answer.clips.length }) });
    this.#more = el('div', { class: 'row center' });
    this.#section.replaceChildren(this.#head(sum), this.#filters(answer.clips), ...this.#notes(answer), this.#list, this.#more);
    this.#append(answer);
    announce(sum);
  }

  /** What comes nearest is shown apart: none of it is an answer. */
  #drawNothing(answer) {
    const { query, like } = this.#place, closest = answer.closest ?? [];
    const title = like ? t('nothingLike') : t('nothing', { q: query });
    this.#section.replaceChildren(el('h1', { class: 'sr', text: query }), this.#filters([]),
      notice('search', title, [like ? null : t('nothingHint'), ...(answer.notes ?? []), this.#pending(answer)]));
    if (closest.length) {
      this.#mark(closest);
      this.#section.lastChild.classList.add('brief');
      this.#section.append(el('h2', { class: 'closest', text: t('closest') }), el('ol', { class: 'grid' }, closest.map(clip => foundCard(clip, this.#place, { notThis: null, moreInFile: null }))));
    }
    announce(title);
  }

  #mark(clips) {
    for (const clip of clips) clip.highlights ??= highlights(this.#place.query, clip.caption);
  }

  #append(answer) {
    const first = this.clips.length, { query, within } = this.#place;
    this.#mark(answer.clips);
    this.clips.push(...answer.clips);
    const left = new Map(within ? [] : (answer.left_out ?? []).map(item => [item.media_id, { clips: item.clips, href: address({ query, within: nameOf(item) }) }]));
    this.#list.append(...answer.clips.map((clip, i) => foundCard(clip, this.#place, {
      notThis: query ? card => this.#notThis(card, clip) : null, moreInFile: this.#take(left, clip.media_id),
    }, { eager: first + i < EAGER })));
    const more = answer.clips.length === PAGE ? button('search', t('showMore'), event => this.#showMore(event.currentTarget)) : null;
    this.#more.replaceChildren(...(more ? [more] : []));
  }

  /** Said once for each file: at its best clip. */
  #take(left, mediaId) {
    const found = left.get(mediaId) ?? null;
    left.delete(mediaId);
    return found;
  }

  /** In the clip's place stands what became of it, and the way back. */
  async #notThis(card, clip) {
    const not = card.querySelector('.not'), { query } = this.#place;
    not.disabled = true;
    try {
      await api.judge(query, clip, false);
    } catch (trouble) {
      not.disabled = false;
      return sayTrouble(trouble);
    }
    stopPreview();
    const shown = [...card.childNodes], at = this.clips.indexOf(clip);
    const undo = button('back', t('undo'), async () => {
      undo.disabled = true;
      try {
        await api.judge(query, clip, true);
        this.clips.splice(at, 0, clip);
        card.replaceChildren(...shown);
        not.disabled = false;
        card.querySelector('.card').focus();
      } catch (trouble) {
        undo.disabled = false;
        sayTrouble(trouble);
      }
    });
    this.clips.splice(at, 1);
    card.replaceChildren(el('div', { class: 'taken' }, el('p', { text: t('notThisSaid') }), undo));
    undo.focus({ preventScroll: true });
    announce(t('notThisSaid'));
  }

  #notes(answer) { return (answer.notes ?? []).map(text => el('p', { class: 'note', dir: 'auto' }, prose(text))); }

  /** The files found in, to narrow the search to one; what it is narrowed by, to take that off; and a form for more. */
  #filters(clips) {
    const { query, within, like } = this.#place;
    if (like) return this.#origin(like);
    const [open, panel] = filterMenu(query, words => this.#go({ query: words, within }));
    const chips = [el('li', {}, open), ...filtersOf(query).map(filter => filterChip(filterWords(filter), address({ query: withoutFilter(query, filter), within })))];
    const files = [...new Set(clips.map(nameOf))];
    if (within) chips.push(filterChip(t('inFile', { file: within }), address({ query })));
    else if (files.length > 1) chips.push(...files.slice(0, MOST_FILTERS).map(file => el('li', {}, el('a', { class: 'chip', href: address({ query, within: file }), 'data-route': true }, el('bdi', { text: t('inFile', { file }) })))));
    return el('div', { class: 'filter-row' }, el('ul', { class: 'chips filters', 'aria-label': t('filters') }, chips), panel);
  }

  /** The moment that more is looked for of. */
  #origin(like) {
    const text = el('bdi', { text: t('likeWhat', { at: clock(like.atMs) }) });
    api.media(like.media).then(film => { text.textContent = t('likeWhatIn', { at: clock(like.atMs), file: nameOf(film) }); }, () => {});
    return el('div', { class: 'filter-row' }, el('a', { class: 'chip on', href: address({ media: like.media, atMs: like.atMs }), 'data-route': true }, icon('similar'), text));
  }

  async #showMore(pressed) {
    const place = this.#place, first = this.clips.length;
    pressed.disabled = true;
    try {
      const answer = await this.#ask(first);
      if (place !== this.#place) return;
      this.#append(answer);
      this.cards[first]?.focus();
    } catch (trouble) {
      pressed.disabled = false;
      sayTrouble(trouble);
    }
  }

  #sum(answer) {
    const count = answer.clips.length === PAGE ? t('foundMore', { n: PAGE }) : t('found', { n: answer.clips.length });
    return [count, t('took', { ms: number(answer.took_ms, answer.took_ms < 10 ? 1 : 0) }), t('searched', { n: answer.windows_searched }), this.#pending(answer)].filter(Boolean).join(' · ');
  }

  #pending(answer) { return answer.windows_pending > 0 ? t('pending', { n: answer.windows_pending }) : null; }

  #head(sum) {
    const { query, within, like } = this.#place;
    const actions = like ? [] : [saveButton(query),
      el('a', { class: 'tool', href: api.playlist({ q: query, in: within }), download: '', title: t('openVlcLabel') }, icon('cone'), el('span', { text: t('openVlc') }))];
    return el('div', { class: 'head' }, el('h1', { class: like ? '' : 'sr', text: like ? t('likeTitle') : query }), el('p', { class: 'sum', text: sum }), el('div', { class: 'row' }, actions));
  }
}
