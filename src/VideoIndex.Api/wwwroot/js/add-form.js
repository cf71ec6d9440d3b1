// The way in for a folder: its path, what it will cost, and the start.
import * as api from './api.js';
import { button, el, say } from './dom.js';
import { pickFolder } from './folder-picker.js';
import { troubleLine } from './trouble.js';
import { number, span, t } from './words.js';

/** Who still writes is not interrupted; looking through a large folder takes the server a while. */
const REST_MS = 600;

/** @param {() => Promise<void>} onStarted */
export function addForm(onStarted) {
  const input = el('input', { id: 'folder', name: 'path', required: true, autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false', placeholder: t('addPlaceholder'), 'aria-describedby': 'folder-cost folder-trouble' });
  const cost = el('p', { id: 'folder-cost', class: 'cost', role: 'status' });
  const wrong = el('p', { id: 'folder-trouble', class: 'wrong', role: 'alert' });
  const send = el('button', { class: 'tool primary', text: t('add') });
  const showCost = costLine(input, cost);
  const browse = button('library', t('browse'), () => pickFolder(input.value.trim(), path => {
    input.value = path;
    showCost();
    send.focus();
  }));
  input.addEventListener('input', showCost);
  const submit = async event => {
    event.preventDefault();
    wrong.textContent = '';
    input.removeAttribute('aria-invalid');
    send.disabled = true;
    try {
      await api.addLibrary(input.value.trim());
      input.value = '';
      cost.textContent = '';
      say(t('added'));
      await onStarted();
    } catch (trouble) {
      input.setAttribute('aria-invalid', 'true');
      wrong.textContent = troubleLine(trouble);
      input.focus();
    } finally {
      send.disabled = false;
    }
  };
  return el('form', { class: 'panel add', on: { submit } }, el('h2', { text: t('addTitle') }), el('label', { for: 'folder', text: t('addLabel') }), el('div', { class: 'row' }, input, browse, send), cost, wrong);
}

/** Writes what a folder will cost when nothing was typed for a moment; what is no folder yet costs nothing. */
function costLine(input, cost) {
  let resting, asked = 0;
  return () => {
    clearTimeout(resting);
    const path = input.value.trim(), mine = ++asked;
    cost.textContent = '';
    if (!/^(\/|[a-z]:|\\\\)./i.test(path)) return;
    resting = setTimeout(async () => {
      try {
        const found = await api.estimate(path);
        if (mine === asked) cost.textContent = costWords(found);
      } catch { /* no such folder yet, or a server that cannot say: starting tells what is wrong */ }
    }, REST_MS);
  };
}

function costWords(found) {
  if (!found.files) return t('costNothing');
  const how = [found.model, found.device].filter(Boolean).join(', ');
  const words = { n: found.files, hours: number(found.hours, found.hours < 10 ? 1 : 0), time: span(found.seconds_estimated ?? 0), how };
  return t(found.seconds_estimated > 0 ? 'cost' : 'costUnknown', words);
}
