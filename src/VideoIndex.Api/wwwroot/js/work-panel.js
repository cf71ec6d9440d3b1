// What runs now: how far, how fast, how long still, on which file; or why the last run could not go on.
import * as api from './api.js';
import { button, el, say } from './dom.js';
import { sayTrouble } from './trouble.js';
import { number, span, t } from './words.js';

export class WorkPanel {
  #title = el('h2'); #bar = el('progress', { 'aria-label': t('running') }); #facts = el('p', { class: 'sum' }); #current = el('bdi'); #failure = null;
  #running = el('section', { class: 'panel', hidden: true }, this.#title, this.#bar, this.#facts, el('p', { class: 'file' }, this.#current),
    el('div', { class: 'row' }, button('close', t('stop'), () => this.#stop())));
  #broken = el('section', { class: 'panel broken', role: 'alert', hidden: true });
  element = el('div', { class: 'work' }, this.#running, this.#broken);

  /** Changes texts only: the button keeps its focus from message to message. */
  show(job) {
    this.#running.hidden = !job?.running;
    this.#showFailure(job?.running ? null : job?.failure ?? null);
    if (!job?.running) return;
    const all = job.windows_done + job.windows_left;
    this.#title.textContent = t(`stage.${job.stage}`);
    if (all) Object.assign(this.#bar, { max: all, value: job.windows_done });
    else this.#bar.removeAttribute('value');
    this.#facts.textContent = [t('filesFound', { n: job.files_found }), all ? t('captionedOf', { done: job.windows_done, all }) : null,
      job.times_real_time > 0 ? t('rate', { x: number(job.times_real_time, job.times_real_time < 10 ? 1 : 0) }) : null,
      job.time_left_s > 0 ? t('left', { time: span(job.time_left_s) }) : null, job.failed ? t('failedOf', { n: job.failed }) : null].filter(Boolean).join(' · ');
    this.#current.textContent = job.current ? t('now', { file: job.current }) : '';
  }

  #showFailure(failure) {
    const words = failure && [failure.message, failure.hint].join('\n');
    if (words === this.#failure) return; // an alert drawn anew would be read out again
    this.#failure = words;
    this.#broken.hidden = !failure;
    this.#broken.replaceChildren(...(failure ? [el('h2', { text: t('brokeOff') }), el('p', { text: failure.message, dir: 'auto' }),
      failure.hint ? el('p', { class: 'what', text: `${t('hint')}: ${failure.hint}`, dir: 'auto' }) : ''] : []));
  }

  async #stop() {
    try {
      await api.stopIndex();
      say(t('stopped'));
    } catch (trouble) {
      sayTrouble(trouble);
    }
  }
}
