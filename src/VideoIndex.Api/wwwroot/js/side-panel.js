// Beside the player: what happens in the film, and a conversation about it; one is seen at a time.
import { el } from './dom.js';
import { t } from './words.js';

/** Two tabs as people of screen readers know them: arrows go between them, each shows its panel. */
export class SidePanel {
  #tabs; #panels;

  /** @param {{id: string, label: string, content: HTMLElement}[]} pages */
  constructor(pages) {
    this.#tabs = pages.map(page => el('button', { type: 'button', role: 'tab', id: `tab-${page.id}`, 'aria-controls': `panel-${page.id}`, text: page.label, on: { click: () => this.show(page.id), keydown: event => this.#key(event) } }));
    this.#panels = pages.map(page => el('div', { id: `panel-${page.id}`, role: 'tabpanel', 'aria-labelledby': `tab-${page.id}` }, page.content));
    this.element = el('aside', { class: 'known', 'aria-label': t('beside') }, el('div', { class: 'tabs', role: 'tablist', 'aria-label': t('beside') }, this.#tabs), this.#panels);
    this.show(pages[0].id);
  }

  show(id) {
    this.#tabs.forEach(tab => {
      const isShown = tab.id === `tab-${id}`;
      tab.setAttribute('aria-selected', String(isShown));
      tab.tabIndex = isShown ? 0 : -1;
    });
    for (const panel of this.#panels) panel.hidden = panel.id !== `panel-${id}`;
  }

  #key(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation(); // the player would go on or back
    const next = this.#tabs[(this.#tabs.indexOf(event.currentTarget) + step + this.#tabs.length) % this.#tabs.length];
    next.click();
    next.focus();
  }
}
