// What waits at the desk: the order of work, and the next copies, read and their pictures decoded before somebody gets there.

import { at, call, file } from './api.js';

/** How many copies are got ready beyond the one that is shown. */
const AHEAD = 2;

/** @typedef {{ student_id: string, last_name: string, usage_name: string | null, first_name: string, birth_date: string | null,
 *     class_name: string | null, taken_by: string | null }} Student */

/** @typedef {{ copy: any, decided_by: string | null, etag: string | null, sheets: { first_page: number, pages: number, rows: { x: number, y: number, w: number, h: number }[] }[],
 *     reason: { code: string, text: string }, candidates: Student[] }} Waiting */

/** How wide pictures are asked for: the desk's place, sharp also where a pixel of the page is two of the screen. */
export const width = () => ((window.devicePixelRatio || 1) > 1.2 ? 1200 : 760);

/** @param {string} copy @param {number} page from 0 */
export const headerUrl = (copy, page) => file(at`api/copies/${copy}/pages/${page}/header/?w=`) + width();

/** @param {string} copy @param {number} page from 0 */
export const pageUrl = (copy, page) => file(at`api/copies/${copy}/pages/${page}/image/?w=`) + width();

/** Copies that were read; those of one exam. */
export class DeskQueue {
  /** @param {string} exam */
  constructor(exam) {
    this.exam = exam;
    /** @type {Map<string, Promise<Waiting>>} */
    this.read = new Map();
    /** @type {Map<string, HTMLImageElement>} kept, for a browser forgets what nobody holds */
    this.pictures = new Map();
  }

  /** A copy as it was read before, or as it is. @param {string} id @returns {Promise<Waiting>} */
  copy(id) {
    let copy = this.read.get(id);
    if (!copy) {
      copy = call('GET', at`api/exams/${this.exam}/desk/${id}/`).then(({ data, etag }) => ({ ...data, etag }));
      copy.catch(() => this.read.delete(id));
      this.read.set(id, copy);
    }
    return copy;
  }

  /** Reads a copy anew. @param {string} id @returns {Promise<Waiting>} */
  again(id) {
    this.read.delete(id);
    return this.copy(id);
  }

  /** Reads a copy anew when it is due: an act on another copy changed it, too. @param {string} id */
  forget(id) {
    this.read.delete(id);
  }

  /** Gets the copies ready that come after this one. @param {string[]} queue @param {string} id */
  prepare(queue, id) {
    const coming = queue.slice(queue.indexOf(id) + 1).slice(0, AHEAD);
    for (const next of coming) {
      this.copy(next).then((waiting) => this.decode(headerUrl(next, waiting.sheets[0]?.first_page ?? 0))).catch(() => {});
    }
    [...this.read.keys()].filter((kept) => kept !== id && !coming.includes(kept)).forEach((old) => this.read.delete(old));
  }

  /** @param {string} url */
  decode(url) {
    if (this.pictures.has(url)) return;
    const picture = new Image();
    picture.src = url;
    picture.decode().catch(() => {}); // Shown, it says itself that it can't be.
    this.pictures.set(url, picture);
    if (this.pictures.size > AHEAD + 2) this.pictures.delete(this.pictures.keys().next().value ?? '');
  }

  /** Says of copies that were read already whose a student now is. @param {string | null} student @param {string} copy its anonymous id */
  taken(student, copy) {
    for (const [id, reading] of this.read) {
      this.read.set(id, reading.then((waiting) => ({
        ...waiting,
        candidates: waiting.candidates.map((each) => (each.student_id === student ? { ...each, taken_by: copy } : each)),
      })));
    }
  }
}
