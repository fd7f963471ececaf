// What can be done with the pages of a scan. Each act is one command, told to the service; nothing here changes anything.

/** @typedef {{ page_id: string, sheet: number, recto: boolean, blank: boolean, turns: number, copy_id: string | null,
 *     reason: string | null, image_url: string }} Page */
/** @typedef {{ copy_id: string, anonymous_id: string, student: string | null, status: string | null, version: number, pages: string[] }} Band */
/** @typedef {{ strip: Page[], bands: Band[], undo: number | null }} Scan */

/** The keys of all acts. A page is moved and replaced after a look at a dialog. */
export const KEYS = { move: 'm', split: 's', join: 'j', turn: 't', blank: 'b', quarantine: 'x', back: 'u', replace: '', release: '', undo: 'z' };

/** What mends a problem, if it is one; what doesn't stand here needs a look at the paper itself. @type {Record<string, string>} */
const MENDS = {
  two_headers: 'move', before_first_header: 'back', no_header: 'split', apart: 'split', page_count: 'split',
  blank_within: 'blank', scanned_twice: 'replace', side_missing: 'move', turned: 'turn', put_aside: 'back',
};

/**
 * The commands that fit some pages, by act; those that don't are absent.
 *
 * @param {Scan} scan
 * @param {Page[]} pages in scan order
 * @returns {Record<string, any>} for move without its target; for release, which is no command, the copy
 */
export function commands(scan, pages) {
  /** @type {Record<string, any>} */
  const all = {};
  if (scan.undo !== null) all.undo = { op: 'undo' };
  if (pages.length === 0) return all;
  const ids = pages.map((page) => page.page_id);
  const aside = pages.filter((page) => !page.copy_id);
  const kept = pages.filter((page) => page.copy_id);
  all.move = { op: 'move', pages: ids };
  all.turn = { op: 'rotate', pages: ids, to: 1 };
  all.blank = { op: 'blank', pages: ids, to: !pages.every((page) => page.blank) };
  if (kept.length > 0) {
    const first = kept[0];
    const band = scan.bands.findIndex((each) => each.copy_id === first.copy_id);
    all.quarantine = { op: 'quarantine', pages: kept.map((page) => page.page_id) };
    if (scan.bands[band]?.pages.indexOf(first.page_id) > 0) all.split = { op: 'split', at: first.page_id };
    if (scan.bands[band]?.status === 'STAGING') all.release = scan.bands[band];
    if (band > 0) all.join = { op: 'merge', from: first.copy_id, to: scan.bands[band - 1].copy_id };
  }
  const home = aside.length > 0 && homeOf(scan, aside[0]);
  if (home) all.back = { op: 'move', pages: aside.map((page) => page.page_id), ...home };
  if (kept.length === 1 && aside.length === 1) {
    all.replace = { op: 'replace', pages: [kept[0].page_id], by: aside[0].page_id };
  }
  return all;
}

/** The copy that lies before a page in the pile, or else behind it, and the place that keeps the pile's order. @param {Scan} scan @param {Page} page */
function homeOf(scan, page) {
  const place = scan.strip.indexOf(page);
  const before = scan.strip.slice(0, place).reverse().find((each) => each.copy_id);
  const near = before ?? scan.strip.slice(place).find((each) => each.copy_id);
  if (!near) return null;
  const next = scan.strip.slice(place).find((each) => each.copy_id === near.copy_id);
  return { to: near.copy_id, at: next?.page_id ?? null };
}

/**
 * A problem with the pages that it is about, and the acts that mend it where it still waits for somebody.
 *
 * @param {Scan} scan
 * @param {any} problem
 */
export function looked(scan, problem) {
  const { kind, place, open, copy_id: copy } = problem;
  const pages = scan.strip.filter((page) => (place ? page.sheet === place.sheet : copy && page.copy_id === copy));
  const all = open ? commands(scan, pages) : {};
  return { ...problem, pages, mends: [MENDS[kind], copy && 'release'].filter((name) => name && all[name]) };
}

/** Pages in scan order as bands of copies, or of what is in quarantine, and in these by sheet. @param {Scan} scan */
export function bandsOf(scan) {
  const copies = new Map(scan.bands.map((band) => [band.copy_id, band]));
  /** @type {{ copy: Band | null, sheets: { sheet: number, pages: Page[] }[] }[]} */
  const bands = [];
  scan.strip.forEach((page, i) => {
    const before = scan.strip[i - 1];
    const goesOn = before?.copy_id === page.copy_id;
    if (!goesOn) bands.push({ copy: page.copy_id ? copies.get(page.copy_id) ?? null : null, sheets: [] });
    const { sheets } = bands[bands.length - 1];
    if (!goesOn || before.sheet !== page.sheet) sheets.push({ sheet: page.sheet, pages: [] });
    sheets[sheets.length - 1].pages.push(page);
  });
  return bands;
}
