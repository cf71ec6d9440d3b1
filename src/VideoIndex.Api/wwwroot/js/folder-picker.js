// Looks for a folder on the machine that runs VideoIndex: in, out, and this one.
import * as api from './api.js';
import { announce, button, byId, el, icon } from './dom.js';
import { troubleLine } from './trouble.js';
import { t } from './words.js';

/** Opens the list of folders, at `from` where that is one. @param {(path: string) => void} onChosen */
export async function pickFolder(from, onChosen) {
  const dialog = byId('folders');
  const where = el('p', { class: 'where', dir: 'auto' }), list = el('ul', { class: 'places' }), wrong = el('p', { class: 'wrong', role: 'alert' });
  const take = el('button', { type: 'button', class: 'tool primary', text: t('takeFolder') });
  const close = el('button', { type: 'button', class: 'tool round', 'aria-label': t('close'), on: { click: () => dialog.close() } }, icon('close'));
  let here = null;
  take.addEventListener('click', () => { dialog.close(); onChosen(here); });

  const place = (name, label, path) => el('li', {}, button(name, label, () => open(path), { class: 'place' }));

  async function open(path) {
    let answer;
    try {
      answer = await api.folders(path);
    } catch (trouble) {
      wrong.textContent = troubleLine(trouble);
      return false;
    }
    wrong.textContent = '';
    here = answer.path;
    where.replaceChildren(el('bdi', { text: here ?? t('beginAt') }));
    take.disabled = !here;
    list.replaceChildren(...(here ? [place('back', t('folderUp'), answer.parent)] : []), ...answer.folders.map(folder => place('library', folder.name, folder.path)),
      ...(answer.more ? [el('li', { class: 'sum', text: t('moreFolders') })] : []));
    announce(here ?? t('beginAt'));
    if (dialog.open) list.querySelector('button')?.focus();
    return true;
  }

  dialog.replaceChildren(el('div', { class: 'head' }, el('h2', { id: 'folders-title', text: t('pickFolder') }), close), where, list, wrong, el('div', { class: 'row' }, take));
  if (!(from && await open(from))) await open(null);
  dialog.showModal();
  list.querySelector('button')?.focus();
}
