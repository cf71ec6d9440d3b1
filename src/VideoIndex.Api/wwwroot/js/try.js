// A page to try the API, made of its own OpenAPI document: a form for each operation, what is sent, what comes back.
import { byId, el, prose } from './dom.js';

/** Answers are shown up to this: films and endless streams of events are cut, and the request ended. */
const MOST_CHARACTERS = 20_000;
/** Events are watched for so long. */
const LISTEN_MS = 6_000;

const fields = operation => operation.parameters ?? [];
const bodySchema = operation => operation.requestBody?.content?.['application/json']?.schema;

async function show() {
  const main = byId('operations');
  try {
    const response = await fetch('/openapi/v1.json');
    if (!response.ok) throw new Error(response.status === 401 ? 'sign in first' : `the server answered ${response.status}`);
    const api = await response.json();
    byId('about').replaceChildren(...prose(api.info.description));
    main.replaceChildren(...Object.entries(api.paths).flatMap(([path, operations]) => Object.entries(operations).map(([method, operation]) => panel(api, method.toUpperCase(), path, operation))));
  } catch (trouble) {
    main.replaceChildren(el('p', { class: 'wrong', role: 'alert', text: `The document could not be read: ${trouble.message}.` }));
  } finally {
    main.removeAttribute('aria-busy');
  }
}

function panel(api, method, path, operation) {
  const id = `${method}-${path}`.replace(/[^A-Za-z0-9]+/g, '-');
  const inputs = fields(operation).map(field => [field, el('input', {
    id: `${id}-${field.name}`, required: field.required, autocomplete: 'off', spellcheck: 'false', placeholder: field.description ?? '', inputmode: kind(field) === 'integer' ? 'numeric' : null,
  })]);
  const schema = bodySchema(operation);
  const body = schema && el('textarea', { id: `${id}-body`, rows: '4', spellcheck: 'false' });
  if (body) body.value = JSON.stringify(example(api, schema), null, 2);
  const sent = el('code'), answer = el('div', { class: 'answer', role: 'status' }), send = el('button', { class: 'tool primary', text: 'Send' });
  const request = () => ({ method, address: addressOf(path, inputs), body: body?.value });
  const refresh = () => { sent.textContent = curl(request()); };
  const submit = async event => {
    event.preventDefault();
    send.disabled = true;
    await trySending(request(), answer);
    send.disabled = false;
  };
  const form = el('form', { on: { submit, input: refresh } },
    inputs.map(([field, input]) => el('label', {}, el('span', {}, field.name, el('small', { text: ` ${kind(field)}${field.required ? '' : ', may be left out'}` })), input)),
    body ? el('label', {}, el('span', { text: 'body' }), body) : null, el('pre', { class: 'sent', tabindex: '0', 'aria-label': 'the request' }, sent), el('div', { class: 'row' }, send), answer);
  refresh();
  return el('details', { class: 'operation' }, el('summary', {}, el('code', { class: `method ${method.toLowerCase()}`, text: method }), el('code', { text: path }), el('span', { class: 'sum', text: operation.summary ?? '' })), form);
}

const kind = field => [field.schema?.type].flat().filter(type => type && type !== 'null' && !(type === 'string' && field.schema?.format === 'int64')).join(' or ') || 'text';

function addressOf(path, inputs) {
  const query = new URLSearchParams();
  let address = path;
  for (const [field, input] of inputs) {
    const value = input.value.trim();
    if (field.in === 'path') address = address.replace(`{${field.name}}`, encodeURIComponent(value) || `{${field.name}}`);
    else if (value) query.append(field.name, value);
  }
  return query.size ? `${address}?${query}` : address;
}

const quoted = text => `'${text.replaceAll("'", `'\\''`)}'`;

function curl({ method, address, body }) {
  const parts = ['curl', method === 'GET' ? null : `-X ${method}`, body ? `-H 'Content-Type: application/json' -d ${quoted(body.replace(/\s*\n\s*/g, ' '))}` : null, quoted(location.origin + address)];
  return parts.filter(Boolean).join(' ');
}

/** Something of the right shape to begin with. */
function example(api, schema, depth = 0) {
  const shape = schema.$ref ? api.components.schemas[schema.$ref.split('/').pop()] : schema;
  const type = [shape.type].flat().find(each => each !== 'null');
  if (depth > 3) return null;
  if (type === 'object' || shape.properties)
    return Object.fromEntries(Object.entries(shape.properties ?? {}).filter(([name]) => shape.required?.includes(name)).map(([name, property]) => [name, example(api, property, depth + 1)]));
  if (type === 'array') return [];
  if (type === 'boolean') return false;
  return type === 'integer' || type === 'number' ? 0 : '';
}

async function trySending({ method, address, body }, answer) {
  answer.replaceChildren(el('p', { class: 'sum', text: 'Sending …' }));
  const end = new AbortController(), start = performance.now();
  try {
    const response = await fetch(address, { method, signal: end.signal, headers: body ? { 'Content-Type': 'application/json' } : {}, body });
    const facts = el('p', { class: response.ok ? 'sum' : 'wrong', text: `${response.status} · ${response.headers.get('Content-Type') ?? 'no content'} · ${Math.round(performance.now() - start)} ms` });
    answer.replaceChildren(facts, await content(response, address, end));
  } catch (trouble) {
    answer.replaceChildren(el('p', { class: 'wrong', text: trouble.message }));
  } finally {
    end.abort();
  }
}

async function content(response, address, end) {
  const type = response.headers.get('Content-Type') ?? '';
  if (type.startsWith('image/')) return el('img', { src: address, alt: 'the picture that came' });
  if (type.startsWith('video/') || type === 'application/octet-stream') return el('p', {}, el('a', { class: 'out', href: address, text: 'Open the film' }));
  const text = await upTo(response, type.startsWith('text/event-stream') ? LISTEN_MS : Infinity, end);
  return text ? el('pre', { tabindex: '0', 'aria-label': 'the answer', text: pretty(text, type) }) : '';
}

async function upTo(response, milliseconds, end) {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  const timer = Number.isFinite(milliseconds) ? setTimeout(() => end.abort(), milliseconds) : null;
  let text = '';
  try {
    for (let part; text.length < MOST_CHARACTERS && reader && !(part = await reader.read()).done;) text += part.value;
  } catch (trouble) {
    if (trouble.name !== 'AbortError') throw trouble;
  }
  clearTimeout(timer);
  return text.length < MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS)} …`;
}

function pretty(text, type) {
  if (!type.includes('json')) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text; // it was cut
  }
}

show();
