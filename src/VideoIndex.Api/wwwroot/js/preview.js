// Plays a clip muted in its own card, over and over, while the pointer rests on it, after a tap, or after `l`. One at a time.
import { calm, el } from './dom.js';
import { Stream } from './stream.js';

/** Long enough that crossing the page with the pointer starts nothing. */
const REST_MS = 180;

let playing = null;
let resting;

export function stopPreview() {
  clearTimeout(resting);
  if (!playing) return;
  playing.stream.close();
  playing.video.remove();
  playing.thumb.classList.remove('playing', 'waiting');
  playing = null;
}

export const isPreviewing = thumb => playing?.thumb === thumb;

/** @param clip {media_id, start_ms, end_ms, duration_ms?} */
export function startPreview(thumb, clip) {
  if (isPreviewing(thumb)) return;
  stopPreview();
  const video = el('video', { muted: true, playsinline: true, disablepictureinpicture: true, tabindex: '-1', 'aria-hidden': 'true', preload: 'auto' });
  video.muted = true;
  const stream = new Stream(video, clip.media_id, clip.duration_ms ?? 0);
  video.addEventListener('timeupdate', () => { if (stream.timeMs >= clip.end_ms) stream.seek(clip.start_ms); });
  video.addEventListener('ended', () => { stream.seek(clip.start_ms); video.play().catch(() => {}); });
  video.addEventListener('playing', () => { thumb.classList.remove('waiting'); thumb.classList.add('playing'); });
  video.addEventListener('error', () => { if (playing?.video === video) stopPreview(); });
  playing = { thumb, video, stream };
  thumb.classList.add('waiting');
  thumb.append(video);
  stream.open(clip.start_ms);
  video.play().catch(() => {});
}

/** Pointer and touch on a card's picture. A tap plays, a second tap follows the link. */
export function watch(thumb, clip) {
  let byTouch = false;
  thumb.addEventListener('pointerenter', event => {
    if (event.pointerType === 'touch' || calm()) return;
    resting = setTimeout(() => startPreview(thumb, clip), REST_MS);
  });
  thumb.addEventListener('pointerleave', event => { if (event.pointerType !== 'touch') stopPreview(); });
  thumb.addEventListener('pointerdown', event => { byTouch = event.pointerType === 'touch'; });
  thumb.addEventListener('click', event => {
    if (!byTouch || isPreviewing(thumb)) return;
    event.preventDefault();
    event.stopPropagation();
    startPreview(thumb, clip);
  });
}
