// Writes a caption anew. The person's words are kept apart from the model's: they are searched first, and can be taken back.
import * as api from './api.js';
import { el, say } from './dom.js';
import { troubleLine } from './trouble.js';
import { clock, t } from './words.js';

/** As long as the server takes. */
const LONGEST = 2000;

/**
 * A form in place of a row of the list.
 * @param {{start_ms: number, text: string|null, caption: string|null, corrected: string|null}} item `text` is what is shown: the person's words, else the model's
 * @param {(changed: {text: string|null, corrected: string|null}|null) => void} onEnd called with what changed, or with null
 */
export function captionEditor(mediaId, item, onEnd) {
  const text = el('textarea', { rows: '3', maxlength: String(LONGEST), required: true, dir: 'auto', 'aria-label': t('correctLabel', { at: clock(item.start_ms) }) });
  text.value = item.text ?? '';
  const wrong = el('p', { class: 'wrong', role: 'alert' });
  const save = el('button', { class: 'tool primary', text: t('correctSave') });
  const cancel = el('button', { type: 'button', class: 'tool', text: t('cancel'), on: { click: () => onEnd(null) } });
  const back = item.corrected ? el('button', { type: 'button', class: 'tool', text: t('correctBack'), on: { click: () => change(() => api.uncorrect(mediaId, item.start_ms), { text: item.caption, corrected: null }, t('correctTakenBack')) } }) : null;

  async function change(send, changed, words) {
    save.disabled = true;
    wrong.textContent = '';
    try {
      await send();
      say(words);
      onEnd(changed);
    } catch (trouble) {
      save.disabled = false;
      wrong.textContent = troubleLine(trouble);
    }
  }

  const submit = event => {
    event.preventDefault();
    const words = text.value.trim();
    if (words) change(() => api.correct(mediaId, item.start_ms, words), { text: words, corrected: words }, t('corrected'));
  };
  const keydown = event => {
    if (event.isComposing || (event.key !== 'Escape' && !(event.key === 'Enter' && (event.ctrlKey || event.metaKey)))) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') onEnd(null);
    else form.requestSubmit();
  };
  const form = el('form', { class: 'editor', on: { submit, keydown } }, el('time', { text: clock(item.start_ms) }), text,
    item.corrected && item.caption ? el('p', { class: 'file', text: t('modelWrote', { text: item.caption }), dir: 'auto' }) : null,
    wrong, el('div', { class: 'row' }, save, cancel, back));
  queueMicrotask(() => { text.focus(); text.setSelectionRange(text.value.length, text.value.length); });
  return form;
}
