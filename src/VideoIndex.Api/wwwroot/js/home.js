// Before a search: what was searched lately, and the films there are.
import * as api from './api.js';
import { address } from './address.js';
import { button, byId, el, icon } from './dom.js';
import { filmCard, ghosts } from './clip-card.js';
import { forgetRecent, recentSearches } from './memory.js';
import { loadSaved, savedSearches } from './saved.js';
import { troubleNotice } from './trouble.js';
import { t } from './words.js';

const PAGE = 48;

export class Home {
  #section = byId('home');
  #films = el('div', {});
  #onEmpty;

  /** @param onEmpty called when nothing has been indexed yet */
  constructor(onEmpty) { this.#onEmpty = onEmpty; }

  async show() {
    this.#section.replaceChildren(el('h1', { text: t('homeTitle') }), el('p', { class: 'lead', text: t('homeText') }), this.#searches(), this.#films);
    await this.refresh();
  }

  /** Fetches the films anew; what is shown stays until the answer is there. */
  async refresh() {
    if (!this.#films.hasChildNodes()) this.#films.replaceChildren(el('ol', { class: 'grid' }, ghosts(8)));
    try {
      const answer = await api.mediaList(PAGE);
      if (answer.total === 0) this.#onEmpty();
      this.#draw(answer);
    } catch (trouble) {
      this.#films.replaceChildren(troubleNotice(trouble, () => this.show()));
    }
  }

  #draw({ total, media }) {
    const grid = el('ol', { class: 'grid films' }, media.map(filmCard));
    const more = el('div', { class: 'row center' });
    const offerMore = () => more.replaceChildren(...(grid.children.length < total ? [button('next', t('moreFilms'), addMore)] : []));
    const addMore = async () => {
      const { media: next } = await api.mediaList(PAGE, grid.children.length).catch(() => ({ media: [] }));
      grid.append(...next.map(filmCard));
      if (next.length) offerMore();
    };
    offerMore();
    this.#films.replaceChildren(...(total ? [el('h2', { text: t('films', { n: total }) }), grid, more] : []));
  }

  #searches() {
    const box = el('div', { class: 'searches' });
    const chips = (name, searches) => searches.map(search => el('li', {}, el('a', { class: 'chip', href: address({ query: search.query }), 'data-route': true, title: search.query }, icon(name), el('bdi', { text: search.name }))));
    const draw = () => {
      const saved = savedSearches(), recent = recentSearches().filter(query => !saved.some(search => search.query === query)).slice(0, 6).map(query => ({ name: query, query }));
      box.replaceChildren();
      if (saved.length) box.append(el('h2', { text: t('saved') }), el('ul', { class: 'chips' }, chips('starred', saved)));
      if (recent.length) {
        const forget = el('button', { type: 'button', class: 'quiet', text: t('forget'), on: { click: () => { forgetRecent(); draw(); byId('q').focus(); } } });
        box.append(el('h2', { text: t('recent') }), el('ul', { class: 'chips' }, chips('clock', recent)), forget);
      }
    };
    draw();
    loadSaved().then(draw);
    return box;
  }
}
