// The star beside a search: saves it on the server, or forgets it.
import { button, setIcon } from './dom.js';
import { canSave, isSaved, loadSaved, toggleSaved } from './saved.js';
import { sayTrouble } from './trouble.js';
import { t } from './words.js';

export function saveButton(query) {
  const star = button('star', t('save'), async () => {
    star.disabled = true;
    try {
      await toggleSaved(query);
    } catch (trouble) {
      sayTrouble(trouble);
    }
    star.disabled = false;
    star.focus();
    draw();
  });
  const draw = () => {
    const saved = isSaved(query);
    star.hidden = !canSave();
    setIcon(star, saved ? 'starred' : 'star', t(saved ? 'unsave' : 'save'));
    star.lastChild.textContent = t(saved ? 'savedNow' : 'save');
    star.setAttribute('aria-pressed', String(saved));
  };
  draw();
  loadSaved().then(draw); // another device may have saved or forgotten it
  return star;
}
