// A conversation beside the player, about what it shows now or about the whole film. Answers come as they are written and can be stopped.
import * as api from './api.js';
import { announce, button, el } from './dom.js';
import { troubleLine } from './trouble.js';
import { clock, number, t } from './words.js';

/** A model of this size loses the thread of longer talks, and every word of them costs time. */
const MOST_HISTORY = 6;
const TIME = /\b(?:(\d{1,2}):)?(\d{1,2}):(\d{2})\b/g;

export class AskPanel {
  #media; #span; #seek; #history = []; #answering = null; #scope = 'moment';
  #log = el('div', { class: 'talk', role: 'log', 'aria-live': 'off', 'aria-label': t('ask'), tabindex: '0' });
  #input; #send; #scopes;

  /**
   * @param {() => {start_ms: number, end_ms: number}} span what the player shows now
   * @param {(ms: number) => void} seek
   */
  constructor(film, span, seek) {
    this.#media = film;
    this.#span = span;
    this.#seek = seek;
    this.#input = el('input', { id: 'question', name: 'question', maxlength: '500', autocomplete: 'off', enterkeyhint: 'send', placeholder: t('askPlaceholder'), 'aria-label': t('askPlaceholder') });
    this.#send = el('button', { class: 'tool primary', text: t('askSend') });
    const choice = (value, label) => el('label', {}, el('input', { type: 'radio', name: 'about', value, checked: value === this.#scope, on: { change: () => { this.#scope = value; } } }), el('span', { text: label }));
    this.#scopes = el('fieldset', { class: 'choice' }, el('legend', { class: 'sr', text: t('askAbout') }), choice('moment', t('askMoment')), choice('film', t('askFilm')));
    const submit = event => {
      event.preventDefault();
      this.ask(this.#input.value.trim());
    };
    this.#log.append(this.#welcome());
    this.element = el('div', { class: 'asking' }, this.#log, el('form', { class: 'ask-form', on: { submit } }, this.#scopes, el('div', { class: 'row' }, this.#input, this.#send)));
  }

  focus() { this.#input.focus({ preventScroll: true }); }

  close() { this.#answering?.abort(); }

  #welcome() {
    const ideas = ['askIdea1', 'askIdea2'].map(key => el('button', { type: 'button', class: 'chip', text: t(key), on: { click: () => this.ask(t(key)) } }));
    return el('div', { class: 'welcome' }, el('p', { class: 'sum', text: t('askWelcome') }), el('div', { class: 'chips' }, ideas));
  }

  async ask(question) {
    if (!question || this.#answering) return;
    const span = this.#scope === 'moment' ? this.#span() : null;
    const stop = this.#answering = new AbortController();
    this.#log.querySelector('.welcome')?.remove();
    this.#input.value = '';
    this.#send.disabled = true;
    const turn = this.#turn(question, span, stop);
    try {
      await this.#answer(turn, { question, ...span, history: this.#history.slice(-MOST_HISTORY) }, stop.signal);
    } catch (trouble) {
      if (trouble.name === 'AbortError') turn.end(t('askStopped'));
      else turn.fail(troubleLine(trouble));
    } finally {
      this.#answering = null;
      this.#send.disabled = false;
    }
  }

  async #answer(turn, asked, signal) {
    let text = '';
    for await (const { name, data } of api.askAbout(this.#media.id, asked, signal)) {
      if (name === 'piece') turn.show(text += data.text ?? '');
      if (name === 'error') return turn.fail(troubleLine({ message: data.detail ?? data.title ?? t('trouble'), hint: data.hint }));
      if (name !== 'done') continue;
      this.#history.push({ question: asked.question, answer: data.text ?? text });
      return turn.done(data.text ?? text, data);
    }
    turn.fail(t('askBrokeOff'));
  }

  /** One question and its answer, as they stand in the list. */
  #turn(question, span, stop) {
    const about = span ? `${clock(span.start_ms)} – ${clock(span.end_ms)}` : t('askFilm');
    const words = el('p', { class: 'words', dir: 'auto' }), facts = el('div', { class: 'facts' }, button('close', t('stop'), () => stop.abort(), { class: 'quiet' }));
    const answer = el('div', { class: 'answer thinking' }, el('span', { class: 'sr', text: t('askThinking') }), words, facts);
    this.#log.append(el('div', { class: 'question' }, el('p', { text: question, dir: 'auto' }), el('p', { class: 'file', text: about })), answer);
    const settle = () => {
      answer.classList.remove('thinking');
      answer.querySelector('.sr')?.remove();
      facts.replaceChildren();
      this.#log.scrollTo({ top: this.#log.scrollHeight });
    };
    this.#log.scrollTo({ top: this.#log.scrollHeight });
    return {
      show: text => { words.textContent = text; this.#log.scrollTo({ top: this.#log.scrollHeight }); },
      done: (text, data) => {
        settle();
        words.replaceChildren(...this.#linked(text));
        facts.append(...this.#cited(data), el('span', { class: 'file', text: [data.model, data.precision, data.device, data.ms ? `${number(data.ms / 1000, 1)} ${t('seconds')}` : null].filter(Boolean).join(' · ') }));
        this.#log.scrollTo({ top: this.#log.scrollHeight });
        announce(text);
      },
      end: text => { settle(); facts.append(el('span', { class: 'file', text })); },
      fail: text => { settle(); answer.append(el('p', { class: 'wrong', role: 'alert', text, dir: 'auto' })); },
    };
  }

  #cited({ times }) {
    return (Array.isArray(times) ? times : []).map(span => el('button', { type: 'button', class: 'chip cite', text: `${clock(span.start_ms)} – ${clock(span.end_ms)}`, on: { click: () => this.#seek(span.start_ms) } }));
  }

  /** Times that the model wrote become buttons, where the film is that long; everything else stays the text it is. */
  #linked(text) {
    const parts = [];
    let at = 0;
    for (const match of text.matchAll(TIME)) {
      const ms = ((Number(match[1] ?? 0) * 60 + Number(match[2])) * 60 + Number(match[3])) * 1000;
      if (ms >= this.#media.duration_ms) continue;
      parts.push(text.slice(at, match.index), el('button', { type: 'button', class: 'when', text: match[0], on: { click: () => this.#seek(ms) } }));
      at = match.index + match[0].length;
    }
    return [...parts, text.slice(at)].filter(part => part !== '');
  }
}
