// Words over the film: what is said in it, or what was seen, as a track of the video element. The browser draws it and reads it out.
import { t } from './words.js';

const KEPT = 'subtitles';

/** A cue is written in WebVTT's markup: a stranger's text must stand in it letter for letter. */
const plain = text => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

export class Subtitles {
  #video; #track; #lines; #kinds; #kind; #offsetMs = 0;

  /** @param windows captions, @param cues lines that came with the file; chapters are headings and none of these */
  constructor(video, windows, cues) {
    this.#video = video;
    this.#lines = { said: cues.filter(cue => cue.origin !== 'chapter'), seen: windows.filter(window => window.text) };
    this.#kinds = ['off', ...['said', 'seen'].filter(kind => this.#lines[kind].length)];
    const kept = remembered();
    this.#kind = this.#kinds.includes(kept) ? kept : 'off';
    this.#track = video.addTextTrack('captions', t('track'));
    this.#fill();
  }

  get isOffered() { return this.#kinds.length > 1; }
  get kind() { return this.#kind; }

  /** Off, what is said, what is seen. */
  next() {
    this.#kind = this.#kinds[(this.#kinds.indexOf(this.#kind) + 1) % this.#kinds.length];
    try { localStorage.setItem(KEPT, this.#kind); } catch { /* it holds for this visit only */ }
    this.#fill();
  }

  /** A film that is converted while it is sent begins at another second each time; its cues move along. */
  beginAt(offsetMs) {
    if (offsetMs === this.#offsetMs) return;
    this.#offsetMs = offsetMs;
    this.#fill();
  }

  /** What was seen has been written anew. */
  change(windows) {
    this.#lines.seen = windows.filter(window => window.text);
    this.#fill();
  }

  #fill() {
    this.#track.mode = 'hidden'; // of a disabled track the cues cannot be reached
    for (const cue of [...this.#track.cues]) this.#track.removeCue(cue);
    for (const line of this.#lines[this.#kind] ?? []) {
      const from = (line.start_ms - this.#offsetMs) / 1000, to = (line.end_ms - this.#offsetMs) / 1000;
      if (to > 0 && to > from) this.#track.addCue(new VTTCue(Math.max(0, from), to, plain(line.text)));
    }
    this.#track.mode = this.#kind === 'off' ? 'disabled' : 'showing';
  }
}

function remembered() {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null; // storage is switched off
  }
}
