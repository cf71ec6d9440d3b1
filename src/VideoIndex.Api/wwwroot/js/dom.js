// Building the page. Names and captions are written by strangers: everything becomes a text node or a property, nothing is ever parsed as markup.

/** An element with properties (`class`, `text`, `on`, any attribute; null leaves one out) and children (nodes or text). */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === 'text') element.textContent = value;
    else if (name === 'on') for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined));
  return element;
}

export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  use.setAttribute('href', `#i-${name}`);
  svg.append(use);
  return svg;
}

export const button = (name, label, listener, properties = {}) =>
  el('button', { type: 'button', class: 'tool', ...properties, on: { click: listener } }, icon(name), el('span', { text: label }));

/** A button that shows only its icon; its name is read out and shown as a tooltip. */
export const iconButton = (name, label, listener, properties = {}) =>
  el('button', { type: 'button', class: 'tool round', 'aria-label': label, title: label, ...properties, on: { click: listener } }, icon(name));

export function setIcon(element, name, label) {
  element.querySelector('use').setAttribute('href', `#i-${name}`);
  element.setAttribute('aria-label', label);
  element.title = label;
}

/** Text with the parts that match marked. `ranges` are [start, length] in UTF-16 units; what does not fit the text is left out. */
export function marked(text, ranges = []) {
  const parts = [];
  let at = 0;
  for (const [start, length] of [...(ranges ?? [])].sort((a, b) => a[0] - b[0])) {
    if (!(start >= at && length > 0 && start + length <= text.length)) continue;
    parts.push(text.slice(at, start), el('mark', { text: text.slice(start, start + length) }));
    at = start + length;
  }
  return [...parts, text.slice(at)].filter(part => part !== '');
}

/** What the server says: what stands between backticks is code, and a sentence begins with a capital. */
export const prose = text => text.split('`').map((part, place) => (place % 2 === 1 ? el('code', { text: part }) : place === 0 ? part.charAt(0).toUpperCase() + part.slice(1) : part));

/** A name of a file: its own direction of writing stays inside. */
export const fileName = name => el('bdi', { class: 'name', text: name });

export const byId = id => document.getElementById(id);

let toastTimer;

/** A short message that is read out and goes away. */
export function say(text) {
  const status = byId('status');
  status.textContent = text;
  status.classList.add('shown');
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => status.classList.remove('shown'), 4000);
}

/** A sentence for those who listen: it stands on the screen already. */
export function announce(text) {
  if (byId('spoken').textContent !== text) byId('spoken').textContent = text; // said once, however often it is found again
}

/** A block that says what is wrong, what to do, and offers a way on. */
export function notice(name, title, lines = [], ...actions) {
  return el('div', { class: 'notice' }, icon(name), el('h2', { text: title }), lines.filter(Boolean).map(line => el('p', { dir: 'auto' }, prose(line))),
    actions.filter(Boolean).length ? el('div', { class: 'row' }, actions) : null);
}

export const calm = () => matchMedia('(prefers-reduced-motion: reduce)').matches;
