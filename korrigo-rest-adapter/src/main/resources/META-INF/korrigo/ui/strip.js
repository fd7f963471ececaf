// The pages of a scan in scan order, sheets in brackets, copies as bands. Pages are chosen and dragged here.

import { html, useLayoutEffect, useRef } from './elements.js';
import { file } from './api.js';
import { bandsOf } from './paper.js';
import { copyName, known, number, t } from './words.js';

/** Why a page is in quarantine. @param {string} reason */
export const reasonOf = (reason) => (known(`trouble.${reason}`) ? t(`trouble.${reason}`) : reason);

/** @param {import('./paper.js').Band | null} copy */
export const nameOf = (copy) => (copy ? copy.student ?? copyName(copy.anonymous_id) : t('quarantine'));

/**
 * @param {{ scan: any, chosen: Set<string>, current: string, choose: (id: string, how?: { range?: boolean, more?: boolean }) => void,
 *     pressed: (event: KeyboardEvent) => void, dropped: (copy: string, at: string | null) => void }} props
 */
export function Strip({ scan, chosen, current, choose, pressed, dropped }) {
  const list = useRef(/** @type {HTMLElement | null} */ (null));
  // A page that changed its copy is drawn anew, and the focus would be gone with its old place.
  useLayoutEffect(() => {
    if (document.activeElement !== document.body) return;
    /** @type {HTMLElement | null | undefined} */
    const tile = list.current?.querySelector('[tabindex="0"]');
    tile?.focus();
  }, [scan.version]);
  const bands = bandsOf(scan);
  const walk = (/** @type {KeyboardEvent} */ event) => {
    // Of two quick presses, the second one goes on from where the first one led, drawn or not.
    const on = (document.activeElement?.id.startsWith('page-') && document.activeElement.id.slice('page-'.length)) || current;
    const place = scan.strip.findIndex((/** @type {any} */ page) => page.page_id === on);
    const band = bands.findIndex((each) => each.sheets.some(({ pages }) => pages.includes(scan.strip[place])));
    const firstOf = (/** @type {number} */ i) => scan.strip.indexOf(bands[Math.max(0, Math.min(i, bands.length - 1))].sheets[0].pages[0]);
    const next = { ArrowRight: place + 1, ArrowLeft: place - 1, ArrowDown: firstOf(band + 1), ArrowUp: firstOf(band - 1),
      Home: 0, End: scan.strip.length - 1 }[event.key];
    if (next === undefined || event.ctrlKey || event.metaKey || event.altKey) {
      pressed(event);
      return;
    }
    event.preventDefault();
    const page = scan.strip[Math.max(0, Math.min(next, scan.strip.length - 1))].page_id;
    choose(page, { range: event.shiftKey });
    const tile = document.getElementById(`page-${page}`);
    tile?.focus();
    tile?.scrollIntoView({ block: 'nearest' });
  };
  const over = (/** @type {DragEvent} */ event) => event.preventDefault();
  const drop = (/** @type {string | null} */ copy, /** @type {string | null} */ at) => (/** @type {DragEvent} */ event) => {
    event.preventDefault();
    event.stopPropagation();
    if (copy) dropped(copy, at);
  };
  return html`<div class="strip" role="listbox" aria-multiselectable="true" aria-label=${t('scan.strip')} ref=${list} onKeyDown=${walk}>
    ${bands.map(({ copy, sheets }) => html`<div role="group" class=${copy ? 'band' : 'band aside'} aria-label=${nameOf(copy)}
        onDragOver=${over} onDrop=${drop(copy?.copy_id ?? null, null)}>
      <div class="label" aria-hidden="true">${nameOf(copy)}${copy?.student && html` <span class="quiet">${copyName(copy.anonymous_id)}</span>`}</div>
      ${sheets.map(({ sheet, pages }) => html`<div class="sheet">
        ${pages.map((page) => html`<${Tile} key=${page.page_id} page=${page} place=${copy ? copy.pages.indexOf(page.page_id) + 1 : 0}
          chosen=${chosen.has(page.page_id)} current=${current === page.page_id} choose=${choose}
          over=${over} drop=${drop(page.copy_id, page.page_id)} />`)}
        <span class="quiet" aria-hidden="true">${t('scan.sheet', { sheet })}</span>
      </div>`)}
    </div>`)}
  </div>`;
}

/** @param {Record<string, any>} props */
function Tile({ page, place, chosen, current, choose, over, drop }) {
  const marks = [page.reason && reasonOf(page.reason), page.blank && t('page.blank'), page.turns > 0 && t('page.turned')].filter(Boolean).join(', ');
  const label = [place > 0 && t('page.number', { page: number(place) }), t('scan.sheet', { sheet: page.sheet }), marks].filter(Boolean).join(', ');
  const drag = (/** @type {DragEvent} */ event) => {
    if (!chosen) choose(page.page_id);
    event.dataTransfer?.setData('text/plain', page.page_id);
  };
  return html`<div role="option" id="page-${page.page_id}" class=${page.blank ? 'tile blank' : 'tile'} tabindex=${current ? 0 : -1}
      aria-selected=${chosen ? 'true' : 'false'} aria-label=${label} draggable="true" onDragStart=${drag} onDragOver=${over} onDrop=${drop}
      onClick=${(/** @type {MouseEvent} */ event) => choose(page.page_id, { range: event.shiftKey, more: event.ctrlKey || event.metaKey })}>
    <img alt="" loading="lazy" draggable="false" src=${pictureOf(page, 160)} />
    <span>${place > 0 && number(place)} ${marks}</span>
  </div>`;
}

/** The picture of a page, at most so many pixels wide. @param {import('./paper.js').Page} page @param {number} width */
export const pictureOf = ({ image_url: url }, width) => file(`${url.slice(url.indexOf('api/exams/'))}&w=${width}`);
