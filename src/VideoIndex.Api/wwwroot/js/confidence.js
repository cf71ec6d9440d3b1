// How likely a clip is the moment that was meant, for people.
import { el } from './dom.js';
import { number, t } from './words.js';

/** Of three dots, as many as the server's word is worth. */
const DOTS = { likely: 3, 'quite possible': 2, possible: 1, unlikely: 0 };

const percent = confidence => confidence < 0.01 ? `< ${number(1)} %` : `${number(Math.round(confidence * 100))} %`;

/** Null where nothing was measured: words alone, or asked for by the letter. */
export function confidenceMark(clip) {
  if (typeof clip.confidence !== 'number') return null;
  const dots = [1, 2, 3].map(place => el('i', place <= DOTS[clip.likelihood] ? { class: 'on' } : {}));
  return el('span', { class: 'sure', title: [t('likelihoodWhy'), ...(clip.reasons ?? [])].join('\n') },
    el('span', { class: `dots${DOTS[clip.likelihood] === 3 ? ' all' : ''}`, 'aria-hidden': 'true' }, ...dots), el('span', { text: t(`likelihood.${clip.likelihood}`) }), el('span', { class: 'percent', text: t('chance', { percent: percent(clip.confidence) }) }));
}
