// What a person sees when a request failed, in one shape everywhere.
import { button, el, notice, say } from './dom.js';
import { address } from './address.js';
import { t } from './words.js';

const messageOf = trouble => trouble.kind === 'forbidden' ? t('notAllowed') : trouble.message;

/** What went wrong and what to do, in one line. */
export const troubleLine = trouble => trouble.kind === 'forbidden' ? t('notAllowed') : [trouble.message, trouble.hint && `${t('hint')}: ${trouble.hint}`].filter(Boolean).join(' – ');

export const sayTrouble = trouble => say(troubleLine(trouble));

export function troubleNotice(trouble, again) {
  if (trouble.kind === 'signin')
    return notice('warn', t('needSignIn'), [], el('a', { class: 'tool primary', href: '/sign-in', text: t('signIn') }));
  if (trouble.kind === 'nothing_indexed')
    return notice('library', t('nothingIndexed'), [trouble.message], el('a', { class: 'tool primary', href: address({ library: true }), 'data-route': true, text: t('toLibrary') }));
  // the server's words for it, and what they advise, are for programs
  if (trouble.kind === 'gone')
    return notice('warn', t('goneTitle'), [t('goneText')]);
  const retry = again ? button('again', t('again'), again, { class: 'tool primary' }) : null;
  // what is wrong then stands above the page
  if (trouble.kind === 'offline')
    return notice('warn', t('trouble'), [], retry);
  return notice('warn', t('trouble'), [messageOf(trouble), trouble.hint && `${t('hint')}: ${trouble.hint}`], retry);
}
