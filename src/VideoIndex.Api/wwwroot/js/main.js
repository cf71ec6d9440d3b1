// Puts the parts together: which section the address asks for, the keys, the language, and whether the server answers.
import * as api from './api.js';
import { go, leave, onAddress, readAddress, resultsOf } from './address.js';
import { byId, prose, say } from './dom.js';
import { Home } from './home.js';
import { belongsToFocus, moveInCards, showKeys } from './keys.js';
import { Library } from './library.js';
import { Moment } from './moment.js';
import { stopPreview } from './preview.js';
import { Results } from './results.js';
import { loadSaved } from './saved.js';
import { searchBox } from './search-box.js';
import { nextTheme, relabelTheme } from './theme.js';
import { currentLanguage, number, switchLanguage, t } from './words.js';

const SECTIONS = ['home', 'results', 'moment', 'library'];
/** How often a server that went away is asked whether it is back. */
const KNOCK_MS = 2500;
/** How often a search that found nothing is asked again while films are indexed, and for how long after. */
const LOOK_AGAIN_MS = 2000, SETTLES_MS = 10_000;

const results = new Results(go), moment = new Moment(), library = new Library();
const home = new Home(() => { if (shown === 'home') go({ library: true }, { replace: true }); });
const box = searchBox(place => { box.blur(); go({ within: readAddress().within, ...place }); byId('main').focus({ preventScroll: true }); });

let shown = null;
let scrolled = { home: 0, results: 0 }, cameFrom = null;

function sectionOf(place) {
  if (place.library) return 'library';
  if (place.media) return 'moment';
  return resultsOf(place) ? 'results' : 'home';
}

async function render(place) {
  const section = sectionOf(place), before = shown;
  stopPreview();
  if (before in scrolled) scrolled[before] = lastScroll;
  if (before === 'moment' && section !== 'moment') moment.close();
  shown = section;
  document.documentElement.dataset.view = section;
  for (const id of SECTIONS) byId(id).hidden = id !== section;
  if (section === 'library') byId('to-library').setAttribute('aria-current', 'page');
  else byId('to-library').removeAttribute('aria-current');
  box.set(place.query);
  document.title = [place.query || (place.like && t('likeTitle')), section === 'library' ? t('libraryTitle') : null, 'VideoIndex'].filter(Boolean).join(' · ');
  if (section === 'home') await home.show();
  if (section === 'results') await showResults(place, before);
  if (section === 'moment') await showMoment(place, before);
  if (section === 'library') await library.show();
  if (section !== before && !(section in scrolled && before === 'moment')) scrollTo(0, 0);
}

async function showResults(place, before) {
  const isBack = before === 'moment';
  await results.show(place);
  if (!isBack) return;
  scrollTo(0, scrolled.results);
  results.cards.find(card => card.getAttribute('href') === cameFrom)?.focus({ preventScroll: true });
}

async function showMoment(place, before) {
  if (before !== 'moment') scrollTo(0, 0);
  // a copied link brings its search along: the hits are found while the film loads, and drawn when both are there
  if (resultsOf(place)) await results.show(place);
  else results.forget();
  const now = readAddress();
  if (now.media === place.media && now.atMs === place.atMs) await moment.show(place, resultsOf(place) ? results.clips : []);
}

// ---- links, keys ----

document.addEventListener('click', event => {
  const link = event.target.closest?.('a[data-route]');
  if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  if (link.classList.contains('card')) cameFrom = link.getAttribute('href');
  go(link.getAttribute('href'));
});

addEventListener('go', event => go(event.detail, { replace: true }));
addEventListener('wrong', event => results.drop(event.detail));

document.addEventListener('keydown', event => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || belongsToFocus(event)) return;
  if (press(event.key)) event.preventDefault();
});

function press(key) {
  if (key === '/') { box.focus(); return true; }
  if (key === '?') { showKeys(); return true; }
  if (key === 'g') { go({ library: true }); return true; }
  if (key === 'Escape') return escape();
  if (shown === 'moment') return moment.key(key);
  if (shown === 'results' && key === 'x') return results.notThisFocused();
  if (shown === 'results' && key === 'r') return likeFocused();
  return shown !== 'library' && moveInCards(byId(shown), key);
}

function likeFocused() {
  const like = document.activeElement?.closest('#results li')?.querySelector('.foot a');
  like?.click();
  return Boolean(like);
}

function escape() {
  if (document.fullscreenElement || shown === 'home') return false;
  if (document.querySelector(':popover-open')) return false; // the browser closes it
  if (shown === 'moment') leave(resultsOf(readAddress()) ?? {});
  else leave({});
  return true;
}

let lastScroll = 0;
addEventListener('scroll', () => { if (shown in scrolled) lastScroll = scrollY; }, { passive: true });
history.scrollRestoration = 'manual';

// ---- language ----

function speak() {
  document.documentElement.lang = currentLanguage();
  for (const element of document.querySelectorAll('[data-t]')) element.textContent = t(element.dataset.t);
  for (const element of document.querySelectorAll('[data-t-label]')) element.setAttribute('aria-label', t(element.dataset.tLabel));
  for (const element of document.querySelectorAll('[data-t-placeholder]')) element.placeholder = t(element.dataset.tPlaceholder);
  const other = byId('to-language');
  other.textContent = currentLanguage() === 'en' ? 'DE' : 'EN';
  other.setAttribute('aria-label', `${other.textContent}: ${t('languageLabel')}`);
  other.title = t('language');
  relabelTheme();
  box.relabel();
}

byId('to-language').addEventListener('click', () => {
  switchLanguage();
  speak();
  results.forget();
  moment.close();
  shown = null;
  render(readAddress());
});
byId('to-theme').addEventListener('click', nextTheme);
byId('to-keys').addEventListener('click', showKeys);

// ---- the server: work that runs, and whether it answers ----

let knocking = null;

api.onReach(reached => {
  const banner = byId('offline');
  if (reached === banner.hidden) return;
  banner.hidden = reached;
  banner.replaceChildren(...(reached ? [] : prose(t('offline'))));
  clearInterval(knocking);
  if (!reached) { knocking = setInterval(() => api.health().catch(() => {}), KNOCK_MS); return; }
  say(t('online'));
  // what failed while it was away is asked for again; a film that plays is left alone
  if (document.querySelector('.notice')) { results.forget(); shown = null; render(readAddress()); }
});
addEventListener('online', () => api.health().catch(() => {}));

function listen() {
  loadSaved();
  let ran = false, workedAt = -Infinity;
  api.jobs(job => {
    const pulse = byId('pulse'), all = job.windows_done + job.windows_left;
    pulse.hidden = !job.running;
    pulse.textContent = job.running && all ? `${number(Math.floor(job.windows_done / all * 100))} %` : '';
    library.progress(job);
    if (ran && !job.running && shown === 'home') home.refresh();
    if (job.running || ran) workedAt = performance.now();
    ran = job.running;
  });
  // what is asked for may have been captioned just now, and reaches the index a moment after
  setInterval(() => { if (shown === 'results' && (ran || performance.now() - workedAt < SETTLES_MS)) results.lookAgain(); }, LOOK_AGAIN_MS);
}

speak();
onAddress(render);
render(readAddress());
// after the first picture: nothing on it waits for the work's messages
if (window.requestIdleCallback) requestIdleCallback(listen);
else setTimeout(listen, 300);
