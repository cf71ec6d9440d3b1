// Light, dark, or as the system has it: one button goes through the three; what was chosen by hand is kept.
import { byId, icon, say } from './dom.js';
import { t } from './words.js';

const THEMES = ['system', 'light', 'dark'];
const ICONS = { system: 'auto', light: 'sun', dark: 'moon' };

const current = () => document.documentElement.dataset.theme ?? 'system';

function use(theme) {
  const root = document.documentElement;
  if (theme === 'system') delete root.dataset.theme;
  else root.dataset.theme = theme;
  try { localStorage.setItem('theme', theme); } catch { /* it holds for this visit only */ }
  colourTheFrame();
}

/** The browser's own bar takes the page's colour, also where the page does not follow the system. */
function colourTheFrame() {
  const ground = getComputedStyle(document.documentElement).backgroundColor;
  for (const meta of document.querySelectorAll('meta[name=theme-color]')) {
    meta.dataset.system ??= meta.content;
    meta.content = current() === 'system' ? meta.dataset.system : ground;
  }
}

/** Draws the button anew, in the language that is spoken now. */
export function relabelTheme() {
  const button = byId('to-theme'), label = `${t('theme')}: ${t(`themes.${current()}`)}`;
  button.replaceChildren(icon(ICONS[current()]));
  button.setAttribute('aria-label', label);
  button.title = label;
}

export function nextTheme() {
  use(THEMES[(THEMES.indexOf(current()) + 1) % THEMES.length]);
  relabelTheme();
  say(`${t('theme')}: ${t(`themes.${current()}`)}`);
}

if (current() !== 'system') colourTheFrame();
