// One film at one moment: the player, its timeline, what happens in it, and the way to other hits.
import * as api from './api.js';
import { address, leave, note, resultsOf, sameResults } from './address.js';
import { AskPanel } from './ask-panel.js';
import { clipCard, likeThis, nameOf, picture } from './clip-card.js';
import { confidenceMark } from './confidence.js';
import { button, byId, el, fileName, icon, iconButton, say, setIcon } from './dom.js';
import { SidePanel } from './side-panel.js';
import { Stream } from './stream.js';
import { Subtitles } from './subtitles.js';
import { Timeline } from './timeline.js';
import { Track } from './track.js';
import { sayTrouble, troubleNotice } from './trouble.js';
import { clock, number, t } from './words.js';

const SPEEDS = [1, 1.25, 1.5, 2, 0.5];

export class Moment {
  #section = byId('moment');
  #place = null; #film = null; #clips = []; #stream = null; #video = null; #timeline = null; #track = null; #clock = null; #loading = null;
  #windows = []; #subtitles = null; #ask = null; #side = null; #found = null;

  /** @param clips what the search found, best first: the hits to mark and to go through */
  async show(place, clips) {
    const sameFilm = this.#film?.id === place.media && this.#place && sameResults(this.#place, place) && this.#video;
    this.#clips = clips;
    this.#place = place;
    if (sameFilm) return this.seek(place.atMs);
    this.close();
    this.#place = place;
    this.#loading = new AbortController();
    const { signal } = this.#loading;
    this.#section.replaceChildren(this.#bar(), el('div', { class: 'stage ghost' }, el('div', { class: 'thumb' })));
    try {
      const [film, known] = await Promise.all([api.media(place.media, signal), api.windows(place.media, signal)]);
      if (signal.aborted) return;
      this.#film = film;
      // a link may point behind the end of a file that was replaced by a shorter one
      this.#place = { ...place, atMs: Math.max(0, Math.min(place.atMs, film.duration_ms - 500)) };
      this.#draw(film, known);
    } catch (trouble) {
      if (signal.aborted) return;
      this.#section.replaceChildren(this.#bar(), troubleNotice(trouble, () => this.show(place, clips)));
    }
  }

  close() {
    this.#loading?.abort();
    this.#stream?.close();
    this.#ask?.close();
    this.#stream = this.#video = this.#film = this.#ask = this.#subtitles = null;
    this.#section.replaceChildren();
  }

  get isOpen() { return this.#place !== null && !this.#section.hidden; }

  seek(ms) {
    if (!this.#stream) return;
    this.#stream.seek(ms);
    this.#moved(ms);
  }

  /** A key in the player; returns whether it meant something. */
  key(key) {
    if (!this.#video) return false;
    const at = this.#stream.timeMs;
    const actions = {
      ' ': () => this.#toggle(), k: () => this.#toggle(), j: () => this.seek(at - 10_000), l: () => this.seek(at + 10_000),
      ArrowLeft: () => this.seek(at - 5_000), ArrowRight: () => this.seek(at + 5_000), Home: () => this.seek(0),
      ArrowUp: () => this.seek(this.#track.neighbour(at, -1)), ArrowDown: () => this.seek(this.#track.neighbour(at, 1) ?? at),
      n: () => this.#step(1), p: () => this.#step(-1), m: () => this.#mute(), f: () => this.#fullscreen(), c: () => this.#copy(),
      s: () => this.#nextSubtitles(), a: () => this.#openAsk(), e: () => this.#edit(), x: () => this.#notThis(), r: () => this.#section.querySelector('.like')?.click(),
    };
    if (!Object.hasOwn(actions, key)) return false;
    actions[key]();
    return true;
  }

  #hits() { return this.#clips.filter(clip => clip.media_id === this.#place.media).sort((a, b) => a.start_ms - b.start_ms); }

  /** The clip of the search that this place lies in. */
  #hitAt(ms) { return this.#hits().find(clip => ms >= clip.start_ms - 1 && ms < clip.end_ms) ?? null; }

  /** What a question about "this moment" is about: the hit that plays, else the window. */
  #spanNow() {
    const ms = this.#stream.timeMs, span = this.#hitAt(ms) ?? this.#windows.findLast(window => window.start_ms <= ms + 1) ?? { start_ms: 0, end_ms: this.#film.duration_ms };
    return { start_ms: span.start_ms, end_ms: span.end_ms };
  }

  #bar() {
    const results = resultsOf(this.#place) ?? {};
    const back = el('a', { class: 'tool', href: address(results), on: { click: event => { event.preventDefault(); leave(results); } } },
      icon('back'), el('span', { text: t(resultsOf(this.#place) ? 'backToResults' : 'back') }));
    return el('div', { class: 'row back' }, back);
  }

  #draw(film, { windows, cues }) {
    const hits = this.#hits(), seek = ms => this.seek(ms);
    this.#windows = windows;
    this.#timeline = new Timeline(film, windows, cues, hits, seek);
    this.#track = new Track(film, windows, cues, hits, seek, () => this.#subtitles.change(this.#windows));
    this.#ask = new AskPanel(film, () => this.#spanNow(), ms => { this.seek(ms); this.#play(); });
    this.#side = new SidePanel([{ id: 'track', label: t('track'), content: this.#track.element }, { id: 'ask', label: t('ask'), content: this.#ask.element }]);
    this.#video = el('video', { playsinline: true, preload: 'auto', 'aria-label': nameOf(film), tabindex: '-1' });
    this.#stream = new Stream(this.#video, film.id, film.duration_ms);
    this.#subtitles = new Subtitles(this.#video, windows, cues);
    const screen = el('div', { class: 'screen' }, picture(film.id, this.#place.atMs, { width: 640, eager: true }), this.#video, el('span', { class: 'spinner' }));
    const stage = el('div', { class: 'stage' }, el('div', { class: 'player' }, screen, this.#timeline.element, this.#controls(film)), this.#title(film), this.#others(hits));
    this.#section.replaceChildren(this.#bar(), el('div', { class: 'theatre' }, stage, this.#side.element));
    this.#listen(screen);
    this.#showSubtitles();
    this.#stream.open(this.#place.atMs);
    this.#moved(this.#place.atMs);
    this.#play();
    this.#section.querySelector('.play').focus({ preventScroll: true });
  }

  #controls(film) {
    this.#clock = el('span', { class: 'clock' });
    const play = iconButton('play', t('play'), () => this.#toggle(), { class: 'tool round play' });
    const speed = el('button', { type: 'button', class: 'tool speed', title: t('speed'), 'aria-label': `${t('speed')}: 1×`, text: '1×', on: { click: () => {
      this.#video.playbackRate = SPEEDS[(SPEEDS.indexOf(this.#video.playbackRate) + 1) % SPEEDS.length];
      speed.textContent = `${number(this.#video.playbackRate, 2)}×`;
      speed.setAttribute('aria-label', `${t('speed')}: ${speed.textContent}`);
    } } });
    const several = this.#clips.length > 1;
    return el('div', { class: 'controls' }, play, this.#clock, el('span', { class: 'space' }),
      several ? iconButton('back', t('previousHit'), () => this.#step(-1)) : null, several ? iconButton('next', t('nextHit'), () => this.#step(1)) : null,
      this.#subtitles.isOffered ? iconButton('words', t('subtitles.off'), () => this.#nextSubtitles(), { class: 'tool round words' }) : null,
      speed, iconButton('sound', t('mute'), () => this.#mute(), { class: 'tool round sound' }), iconButton('full', t('fullscreen'), () => this.#fullscreen()));
  }

  #title(film) {
    const { query, within } = this.#place;
    this.#found = el('div', { class: 'found' });
    return el('div', { class: 'about' }, el('h1', {}, fileName(nameOf(film))), el('p', { class: 'file' }, el('bdi', { text: film.path ?? '' })), this.#found,
      el('div', { class: 'row' }, button('link', t('copyLink'), () => this.#copy(), { class: 'tool primary' }),
        query ? el('a', { class: 'tool', href: api.playlist({ q: query, in: within }), download: '', title: t('openVlcLabel') }, icon('cone'), el('span', { text: t('openVlc') })) : null,
        el('a', { class: 'tool like', href: '/', 'data-route': true }, icon('similar'), el('span', { text: t('moreLikeThis') })),
        button('pencil', t('correct'), () => this.#edit()),
        query ? button('not', t('notThis'), () => this.#notThis(), { class: 'tool not' }) : null));
  }

  /** How sure the search is of the hit that plays, and why; what can be said of a hit is offered only there. */
  #showFound(ms) {
    const hit = this.#hitAt(ms), like = this.#section.querySelector('.like');
    const span = hit ?? { media_id: this.#film.id, start_ms: ms, end_ms: ms };
    like?.setAttribute('href', likeThis({ ...span, media_id: this.#film.id }));
    const not = this.#section.querySelector('.about .not');
    if (not) not.hidden = !hit;
    if (this.#found.clip === hit) return;
    this.#found.clip = hit;
    this.#found.replaceChildren(...[hit && confidenceMark(hit), hit?.reasons?.length ? el('span', { class: 'file', text: hit.reasons.join(' · ') }) : null].filter(Boolean));
  }

  #others(hits) {
    const here = new Set(hits), other = this.#clips.filter(clip => !here.has(clip)).slice(0, 6);
    const list = (title, clips) => clips.length ? [el('h2', { text: title }), el('ol', { class: 'grid small' }, clips.map(clip => clipCard(clip, this.#place)))] : [];
    return el('div', { class: 'others' }, list(t('moreFromFile'), hits.length > 1 ? hits : []), list(t('otherHits', { q: this.#place.query }), other));
  }

  #listen(screen) {
    const video = this.#video;
    const follow = () => { if (video === this.#video) this.#moved(this.#stream.timeMs); };
    video.addEventListener('loadedmetadata', () => { if (video === this.#video) this.#subtitles.beginAt(this.#stream.offsetMs); });
    for (const event of ['timeupdate', 'seeking', 'seeked', 'loadedmetadata']) video.addEventListener(event, follow);
    const button = screen.parentElement.querySelector('.play');
    for (const event of ['play', 'pause', 'ended']) video.addEventListener(event, () => setIcon(button, video.paused ? 'play' : 'pause', t(video.paused ? 'play' : 'pause')));
    video.addEventListener('pause', () => { if (video === this.#video && video.readyState > 0) note({ ...this.#place, atMs: this.#stream.timeMs }); });
    video.addEventListener('volumechange', () => setIcon(screen.parentElement.querySelector('.sound'), video.muted ? 'mute' : 'sound', t(video.muted ? 'unmute' : 'mute')));
    for (const event of ['waiting', 'loadstart']) video.addEventListener(event, () => screen.classList.add('waiting'));
    for (const event of ['playing', 'canplay', 'error']) video.addEventListener(event, () => screen.classList.remove('waiting'));
    video.addEventListener('loadeddata', () => screen.classList.add('ready'));
    video.addEventListener('error', () => { if (video === this.#video && video.getAttribute('src')) this.#sayCannotPlay(screen); });
    screen.addEventListener('click', () => this.#toggle());
  }

  async #sayCannotPlay(screen) {
    const trouble = await api.checkStream(this.#film.id).then(() => null, trouble => trouble);
    screen.querySelector('.cannot')?.remove();
    if (trouble?.kind !== 'offline') screen.append(el('p', { class: 'cannot', role: 'alert', text: t(trouble?.kind === 'gone' ? 'fileAway' : 'cannotPlay') }));
  }

  #moved(ms) {
    if (!this.#film) return;
    this.#timeline.move(ms);
    this.#track.move(ms);
    this.#showFound(ms);
    this.#clock.textContent = `${clock(ms)} / ${clock(this.#film.duration_ms)}`;
  }

  /** A browser may refuse sound before the first touch of the page: then it plays without. */
  #play() {
    const video = this.#video;
    video.play().catch(error => {
      if (error.name !== 'NotAllowedError' || video !== this.#video) return;
      video.muted = true;
      video.play().catch(() => {});
    });
  }

  #toggle() { if (this.#video.paused) this.#play(); else this.#video.pause(); }

  #mute() { this.#video.muted = !this.#video.muted; }

  #nextSubtitles() {
    if (!this.#subtitles.isOffered) return;
    this.#subtitles.next();
    this.#showSubtitles();
    say(t(`subtitles.${this.#subtitles.kind}`));
  }

  #showSubtitles() {
    const pressed = this.#section.querySelector('.words');
    if (!pressed) return;
    setIcon(pressed, 'words', t(`subtitles.${this.#subtitles.kind}`));
    pressed.classList.toggle('on', this.#subtitles.kind !== 'off');
  }

  #openAsk() {
    this.#side.show('ask');
    this.#side.element.scrollIntoView({ block: 'nearest' });
    this.#ask.focus();
  }

  #edit() {
    this.#video.pause();
    this.#side.show('track');
    this.#track.editAt(this.#stream.timeMs);
  }

  /** The hit that plays is no answer: said to the server, and on to the next. */
  async #notThis() {
    const hit = this.#hitAt(this.#stream.timeMs);
    if (!hit || !this.#place.query) return;
    try {
      await api.judge(this.#place.query, hit, false);
      say(t('notThisSaid'));
      dispatchEvent(new CustomEvent('wrong', { detail: hit }));
      this.#clips = this.#clips.filter(clip => clip !== hit);
      this.#showFound(this.#stream.timeMs);
    } catch (trouble) {
      sayTrouble(trouble);
    }
  }

  #fullscreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else this.#section.querySelector('.player').requestFullscreen?.().catch(() => {});
  }

  /** The hit after or before this one in the order of the results; the address follows. */
  #step(step) {
    const at = this.#clips.findIndex(clip => clip.media_id === this.#place.media && this.#place.atMs >= clip.start_ms && this.#place.atMs < clip.end_ms);
    const clip = this.#clips[at < 0 ? 0 : at + step];
    if (!clip) return;
    dispatchEvent(new CustomEvent('go', { detail: { ...this.#place, media: clip.media_id, atMs: clip.start_ms } }));
  }

  async #copy() {
    const ms = this.#stream.timeMs, url = new URL(address({ ...this.#place, atMs: ms }), location.href).href;
    say(await copyText(url) ? t('copied', { at: clock(ms) }) : t('notCopied', { url }));
  }
}

/** The clipboard is open to pages on https and localhost only; a phone in the house comes by http. */
async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = el('textarea', { readonly: true, class: 'sr', 'aria-hidden': 'true' });
    field.value = text;
    document.body.append(field);
    field.select();
    const copied = document.execCommand('copy');
    field.remove();
    return copied;
  }
}
