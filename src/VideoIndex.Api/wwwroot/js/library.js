// The library: folders, what runs now, what failed and what to do about it, and the way in for a first folder.
import * as api from './api.js';
import { addForm } from './add-form.js';
import { Arriving } from './arriving.js';
import { button, byId, el, icon, prose, say } from './dom.js';
import { connectPhone } from './phone.js';
import { sayTrouble, troubleNotice } from './trouble.js';
import { WorkPanel } from './work-panel.js';
import { t } from './words.js';

/** The folders' numbers are asked for anew at most this often while work runs. */
const REFRESH_MS = 2500;

export class Library {
  #section = byId('library');
  #folders = el('div', {}); #failures = el('div', {}); #add; #title; #work; #arriving;
  #job = null; #refreshed = 0; #isFirst = false;

  async show() {
    this.#title = el('div', {});
    this.#add = addForm(() => this.refresh());
    this.#work = new WorkPanel();
    this.#arriving = new Arriving();
    this.#section.replaceChildren(this.#title, this.#work.element, this.#arriving.element, this.#folders, this.#add, this.#failures,
      el('div', { class: 'row others' }, button('phone', t('connectPhone'), connectPhone), el('a', { class: 'tool', href: '/try.html', text: t('tryApi') })));
    this.#drawTitle();
    this.#work.show(this.#job);
    await this.refresh();
  }

  /** What the work says of itself; called for every message. */
  progress(job) {
    const ended = this.#job?.running && !job.running;
    this.#job = job;
    if (this.#section.hidden) return;
    this.#work.show(job);
    if (ended || (job.running && performance.now() - this.#refreshed > REFRESH_MS)) this.refresh();
  }

  async refresh() {
    this.#refreshed = performance.now();
    try {
      const { libraries, failures } = await api.libraries();
      this.#isFirst = libraries.length === 0;
      this.#drawTitle();
      this.#folders.replaceChildren(...(libraries.length ? [el('h2', { text: t('folders') }), el('ul', { class: 'folders' }, libraries.map(folder)), this.#again()] : []));
      this.#drawFailures(failures);
      if (this.#job?.running || !this.#arriving.element.hidden) this.#arriving.refresh();
    } catch (trouble) {
      this.#folders.replaceChildren(troubleNotice(trouble, () => this.refresh()));
    }
  }

  #drawTitle() {
    const first = this.#isFirst && !this.#job?.running;
    this.#section.classList.toggle('first', this.#isFirst);
    this.#title.replaceChildren(el('h1', { text: t(first ? 'firstTitle' : 'libraryTitle') }), first ? el('p', { class: 'lead', text: t('firstText') }) : '');
  }

  #again() {
    return el('div', { class: 'row' }, button('search', t('startAgain'), event => this.#start(event.currentTarget, () => api.startIndex(false), t('started'))));
  }

  #drawFailures(failures) {
    if (!failures?.length) return this.#failures.replaceChildren();
    const retry = button('again', t('retry'), event => this.#start(event.currentTarget, () => api.startIndex(true), t('retryStarted')));
    this.#failures.replaceChildren(el('h2', { text: t('failures') }), el('ul', { class: 'failures' }, failures.map(failure => el('li', {},
      icon('warn'), el('div', {}, el('p', { class: 'path' }, el('bdi', { text: failure.path })), el('p', { dir: 'auto' }, prose(failure.message)),
        failure.hint ? el('p', { class: 'what', dir: 'auto' }, prose(`${t('hint')}: ${failure.hint}`)) : null, el('div', { class: 'row' }, el('code', { text: failure.code }), el('button', { type: 'button', class: 'quiet', text: t('retryOne'), 'aria-label': `${t('retryOne')}: ${failure.path}`, on: { click: event => this.#start(event.currentTarget, () => api.retryFile(failure.path), t('retryStarted')) } })))))), el('div', { class: 'row' }, retry));
  }

  async #start(pressed, start, words) {
    pressed.disabled = true;
    try {
      await start();
      say(words);
    } catch (trouble) {
      sayTrouble(trouble);
    } finally {
      pressed.disabled = false;
    }
  }
}

function folder(library) {
  const done = library.windows > 0 && library.captioned >= library.windows;
  const facts = [t('filesOf', { n: library.media }), done ? t('allCaptioned') : t('captionedOf', { done: library.captioned, all: library.windows }), library.failed ? t('failedOf', { n: library.failed }) : null];
  return el('li', { class: library.state }, icon('library'), el('div', {},
    el('p', { class: 'path' }, el('bdi', { text: library.path }), el('span', { class: 'state', text: t(`folderState.${library.state}`) })),
    el('p', { class: 'sum', text: facts.filter(Boolean).join(' · ') }),
    library.state === 'offline' ? el('p', { class: 'what', text: t('offlineFolder') }) : null,
    library.windows > 0 && !done ? el('progress', { max: String(library.windows), value: String(library.captioned), 'aria-label': t('captionedOf', { done: library.captioned, all: library.windows }) }) : null));
}
