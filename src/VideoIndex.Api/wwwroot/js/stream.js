// One film in a video element, played from any second. A file that the browser knows comes as it is and can be sought in; any other is
// converted while it is sent, starts at the second that was asked for, and is asked for again to go elsewhere.
import * as api from './api.js';

/** Containers tell their length a little differently than the catalog, which asked ffprobe. */
const LENGTH_SLACK_S = 2;
/** Each place asked for starts an encoder: of many in a row (a key held down) only the last. */
const GATHER_MS = 200;

export class Stream {
  #video; #media; #durationMs; #offsetMs = 0; #wantedMs = 0; #whole = null; #opening = 0; #plays = false;

  /** @param {HTMLVideoElement} video
   *  @param {number} durationMs 0 when it is not known */
  constructor(video, mediaId, durationMs) {
    this.#video = video;
    this.#media = mediaId;
    this.#durationMs = durationMs;
    video.addEventListener('loadedmetadata', () => this.#begin());
  }

  get timeMs() { return this.#whole === null ? this.#wantedMs : this.#offsetMs + this.#video.currentTime * 1000; }

  /** Where the element's second 0 lies in the film. */
  get offsetMs() { return this.#offsetMs; }

  open(ms) {
    clearTimeout(this.#opening);
    this.#whole = null;
    this.#wantedMs = ms;
    this.#video.src = api.stream(this.#media, ms);
  }

  seek(ms) {
    const target = Math.max(0, Math.min(ms, (this.#durationMs || Infinity) - 500));
    if (this.#whole) {
      this.#video.currentTime = target / 1000;
      return;
    }
    this.#plays ||= !this.#video.paused;
    this.#whole = null;
    this.#wantedMs = target;
    clearTimeout(this.#opening);
    this.#opening = setTimeout(() => {
      this.open(target);
      if (this.#plays) this.#video.play().catch(() => {});
      this.#plays = false;
    }, GATHER_MS);
  }

  /** Ends the connection: a hidden element would go on loading. */
  close() {
    clearTimeout(this.#opening);
    this.#video.pause();
    this.#video.removeAttribute('src');
    this.#video.load();
  }

  #begin() {
    // A film that is converted while it is sent has no ranges to seek in (Chromium: up to 0), or no end (Firefox), or the end of its first part.
    const { duration, seekable } = this.#video;
    this.#whole = Number.isFinite(duration) && seekable.length > 0 && seekable.end(seekable.length - 1) > 0
      && (!this.#durationMs || Math.abs(duration - this.#durationMs / 1000) <= LENGTH_SLACK_S);
    this.#offsetMs = this.#whole ? 0 : this.#wantedMs;
    if (this.#whole) this.#video.currentTime = this.#wantedMs / 1000;
  }
}
