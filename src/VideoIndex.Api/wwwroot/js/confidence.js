// How sure the search is of a clip, for people.
import { el } from './dom.js';
import { number, t } from './words.js';

/**
 * The server's number is the chance that a clip shows the very moment meant, of thousands that may look alike: so even good ones are low. Of
 * questions about other things 99 % stay below 0.035, and below 0.022 nothing is taken for an answer.
 */
const GOOD = 0.035, FAIR = 0.022;

export const levelOf = confidence => confidence >= GOOD ? 'good' : confidence >= FAIR ? 'fair' : 'weak';

const percent = confidence => confidence < 0.01 ? `< ${number(1)} %` : `${number(Math.round(confidence * 100))} %`;

/** Null where nothing was measured: words alone, or asked for by the letter. */
export function confidenceMark(clip) {
  if (typeof clip.confidence !== 'number') return null;
  const level = levelOf(clip.confidence);
  return el('span', { class: `sure ${level}`, title: [t('sureWhy'), ...(clip.reasons ?? [])].join('\n') },
    el('span', { class: 'dots', 'aria-hidden': 'true' }, el('i'), el('i'), el('i')), el('span', { text: t(`sure.${level}`) }), el('span', { class: 'percent', text: t('percentSure', { percent: percent(clip.confidence) }) }));
}
