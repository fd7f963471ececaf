// The picture of a copy at the desk: its sheets' headers, or whole pages; larger, smaller and turned.

import { html, useEffect, useRef, useState } from './elements.js';
import { headerUrl, pageUrl } from './desk-queue.js';
import { copyName, t } from './words.js';

const ZOOMS = [1, 1.5, 2, 3];

/** Where a whole header is too small to be read; the style sheet's narrowest. */
const narrow = matchMedia('(max-width: 40rem)');

const frame = () => new Promise(requestAnimationFrame);

/** @typedef {{ sheet: number, page: number | null, zoom: number, turn: number }} View page is null while a header is shown, else from 0 */

/** @type {View} */
export const FIRST_VIEW = { sheet: 0, page: null, zoom: 0, turn: 0 };

/**
 * What is shown after a key or a button.
 *
 * @param {View} view
 * @param {string} act
 * @param {import('./desk-queue.js').Waiting} waiting
 * @returns {View}
 */
export function moved(view, act, waiting) {
  const sheets = waiting.sheets.length;
  const pages = waiting.copy.pages;
  switch (act) {
    case 'next-sheet':
      return { ...view, page: null, sheet: (view.sheet + 1) % sheets };
    case 'sheet-before':
      return { ...view, page: null, sheet: (view.sheet + sheets - 1) % sheets };
    case 'page':
      return { ...view, page: view.page === null ? waiting.sheets[view.sheet].first_page : (view.page + 1) % pages };
    case 'larger':
      return { ...view, zoom: Math.min(view.zoom + 1, ZOOMS.length - 1) };
    case 'smaller':
      return { ...view, zoom: Math.max(view.zoom - 1, 0) };
    case 'turn':
      return { ...view, turn: (view.turn + 1) % 4 };
    default:
      return view;
  }
}

/**
 * @param {{ waiting: import('./desk-queue.js').Waiting, view: View, show: (act: string) => void, choose: (view: View) => void,
 *     painted: (copy: string) => void }} props `painted` is called once a picture of the copy stands on the screen
 */
export function Picture({ waiting, view, show, choose, painted }) {
  const { copy, sheets } = waiting;
  const image = useRef(/** @type {HTMLImageElement | null} */ (null));
  const [failed, setFailed] = useState(false);
  const [standing, setStanding] = useState('');
  const [read, setRead] = useState({ url: '', wide: 1, high: 1 });
  const page = view.page ?? sheets[view.sheet]?.first_page ?? 0;
  const url = view.page === null ? headerUrl(copy.copy_id, page) : pageUrl(copy.copy_id, page);
  useEffect(() => {
    let gone = false;
    setFailed(false);
    const picture = image.current;
    if (!picture) return undefined;
    const paint = async () => {
      await picture.decode();
      if (gone) return;
      setRead({ url, wide: picture.naturalWidth, high: picture.naturalHeight });
      // Two frames: in the first one the picture is drawn, in the second one it stands there; and the strips that are cut from it.
      await frame();
      await Promise.all([...picture.parentElement?.querySelectorAll('image') ?? []].map((strip) => /** @type {any} */ (strip).decode()));
      await frame();
      if (gone) return;
      painted(copy.copy_id);
      setStanding(url);
    };
    paint().catch(() => {
      if (!gone) setFailed(true);
    });
    return () => {
      gone = true;
    };
  }, [url]);
  if (sheets.length === 0) return html`<p class="notice">${t('desk.no_pages')}</p>`;
  const alt = view.page === null
    ? t('desk.header_of', { copy: copyName(copy.anonymous_id) })
    : t('desk.page_of', { copy: copyName(copy.anonymous_id), page: page + 1 });
  const plain = view.page === null && view.zoom === 0 && view.turn === 0;
  const rows = plain && narrow.matches && !failed ? sheets[view.sheet].rows : [];
  return html`<figure class="picture">
    <div class=${`paper zoom-${view.zoom} turn-${view.turn} ${view.page === null ? 'header' : 'whole'}`} tabindex="0" role="group" aria-label=${alt} aria-busy=${standing !== url && !failed}>
      <img key=${url} ref=${image} src=${url} alt=${alt} class=${rows.length > 0 ? 'unseen' : ''} />
      ${read.url === url && rows.map(({ x, y, w, h }) => html`<svg aria-hidden="true" viewBox=${[x * read.wide, y * read.high, w * read.wide, h * read.high].join(' ')}>
        <image href=${url} width=${read.wide} height=${read.high} /></svg>`)}
    </div>
    ${failed && html`<p class="notice trouble" role="alert">${t('desk.no_picture')}</p>`}
    <figcaption>
      ${sheets.map((sheet, i) => html`<button key=${i} aria-pressed=${view.page === null && view.sheet === i}
        onClick=${() => choose({ ...view, page: null, sheet: i })}>${t('desk.sheet', { n: i + 1 })}</button>`)}
      <button aria-pressed=${view.page !== null} onClick=${() => show('page')}>
        ${view.page === null ? t('desk.whole_page') : t('desk.page', { page: page + 1, pages: copy.pages })}</button>
      <span class="tools">
        <button aria-label=${t('desk.smaller')} disabled=${view.zoom === 0} onClick=${() => show('smaller')}>−</button>
        <button aria-label=${t('desk.larger')} disabled=${view.zoom === ZOOMS.length - 1} onClick=${() => show('larger')}>+</button>
        <button aria-label=${t('desk.turn')} onClick=${() => show('turn')}>↻</button>
      </span>
    </figcaption>
  </figure>`;
}
