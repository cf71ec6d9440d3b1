// One film in a video element, played from any second. A file that the browser knows comes as it is and can be sought in; any other is
// converted while it is sent, starts at the second that was asked for, and is asked for again to go elsewhere.
import * as api from './api.js';


export class Stream {
  #video; #media; #durationMs; #offsetMs = 0; #wantedMs = 0; #whole = null;

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
    this.#whole = null;
    this.#wantedMs = ms;
    this.#video.src = api.stream(this.#media, ms);
  }

  seek(ms) {
    const target = Math.max(0, Math.min(ms, (this.#durationMs || Infinity) - 50));
    if (this.#whole === null) { this.#wantedMs = target; if (this.#video.readyState > 0) this.open(target); return; }
    if (this.#whole || this.#isLoaded(target)) { this.#video.currentTime = (target - this.#offsetMs) / 1000; return; }
    const plays = !this.#video.paused;
    this.open(target);
    if (plays) this.#video.play().catch(() => {});
  }

  /** Ends the connection: a hidden element would go on loading. */
  close() {
    this.#video.pause();
    this.#video.removeAttribute('src');
    this.#video.load();
  }

  #begin() {
    // a film that is converted while it is sent cannot know how long it will be
    this.#whole = Number.isFinite(this.#video.duration);
    this.#offsetMs = this.#whole ? 0 : this.#wantedMs;
    if (this.#whole) this.#video.currentTime = this.#wantedMs / 1000;
  }

  #isLoaded(ms) {
    const second = (ms - this.#offsetMs) / 1000, ranges = this.#video.buffered;
    for (let i = 0; i < ranges.length; i++) if (second >= ranges.start(i) && second < ranges.end(i)) return true;
    return false;
  }
}
