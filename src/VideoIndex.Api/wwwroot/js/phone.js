// A link for a phone: a picture for its camera, and what it does.
import * as api from './api.js';
import { byId, el, icon } from './dom.js';
import { sayTrouble } from './trouble.js';
import { t } from './words.js';

/** Asks for a link and shows it; what stands in the way is said. */
export async function connectPhone() {
  try {
    const { address, qr_svg: picture } = await api.signInLink();
    const dialog = byId('phone');
    const close = el('button', { type: 'button', class: 'tool round', 'aria-label': t('close'), on: { click: () => dialog.close() } }, icon('close'));
    dialog.replaceChildren(el('div', { class: 'head' }, el('h2', { id: 'phone-title', text: t('connectPhone') }), close),
      el('img', { src: `data:image/svg+xml,${encodeURIComponent(picture)}`, alt: t('phonePicture') }),
      el('p', { text: t('phoneText') }), el('p', { class: 'what' }, el('code', { text: address })));
    dialog.showModal();
  } catch (trouble) {
    sayTrouble(trouble);
  }
}
