// What the pages say, in the language of who looks at them.

const KEPT_AS = 'korrigo.language';

/** @typedef {Record<string, string | Record<string, string>>} Texts those with several forms by plural category */

/** The languages that were read; nobody loads the other one. @type {Record<string, Texts>} */
const ALL = {};

/** @typedef {'fr' | 'en'} Language */

/** @type {Language} */
let language = kept() ?? (document.documentElement.lang === 'en' ? 'en' : 'fr');
document.documentElement.lang = language;
await learn(language);

/** @param {Language} wanted */
async function learn(wanted) {
  ALL[wanted] ??= wanted === 'en' ? (await import('./en.js')).en : (await import('./fr.js')).fr;
}

/** @returns {Language | null} */
function kept() {
  const value = recall(KEPT_AS);
  return value === 'fr' || value === 'en' ? value : null;
}

/** What this browser keeps under a name; null also where it keeps nothing at all. @param {string} name */
export function recall(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

/** @param {string} name @param {string} value */
export function keep(name, value) {
  try {
    localStorage.setItem(name, value);
  } catch {
    // Asked again next time.
  }
}

/** @returns {Language} */
export function spoken() {
  return language;
}

/** Changes the language; what is shown has to be shown anew. @param {Language} wanted */
export async function speak(wanted) {
  await learn(wanted);
  language = wanted;
  document.documentElement.lang = wanted;
  keep(KEPT_AS, wanted);
}

/** Whose numbers and dates are meant. */
const locale = () => (language === 'en' ? 'en-GB' : 'fr-FR');

/** @param {number} value */
export const number = (value) => new Intl.NumberFormat(locale()).format(value);

/** Points that are added or taken. @param {number} value */
export const signed = (value) => new Intl.NumberFormat(locale(), { signDisplay: 'exceptZero' }).format(value);

/** As people list them: 2 before 10. @param {string[]} names */
export const sorted = (names) => names.sort(new Intl.Collator(locale(), { numeric: true }).compare);

/** @param {number} share 0 to 1 */
export const percent = (share) =>
  new Intl.NumberFormat(locale(), { style: 'percent', maximumFractionDigits: 1 }).format(share);

/** A day, without a time zone. @param {string | null} iso as 2026-02-12 */
export const day = (iso) =>
  iso ? new Intl.DateTimeFormat(locale(), { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'UTC' })
    .format(new Date(iso + 'T00:00:00Z')) : '';

/** A moment, in the time zone of who looks. @param {string | number} at */
export const moment = (at) =>
  new Intl.DateTimeFormat(locale(), { dateStyle: 'short', timeStyle: 'short' }).format(new Date(at));

/**
 * A text by its name. Where it has forms for one and several, `n` chooses.
 *
 * @param {string} name
 * @param {Record<string, string | number>} [values] what stands for {braces}
 * @returns {string}
 */
export function t(name, values = {}) {
  const words = ALL[language][name];
  if (words === undefined) {
    return name;
  }
  const form = typeof words === 'string'
    ? words
    : words[new Intl.PluralRules(locale()).select(Number(values.n))] ?? words.other;
  return form.replace(/\{(\w+)\}/g, (_, key) => {
    const value = values[key];
    return typeof value === 'number' ? number(value) : value ?? '';
  });
}

/**
 * What people call a copy. Copies of a scan are numbered in it; of the scan's own number four signs tell it from the exam's other scans.
 *
 * @param {string} id its anonymous id
 */
export const copyName = (id) => id.replace(/^([0-9a-f]{4})[0-9a-f]{8}-(\d+)$/, '$2-$1');

/** Whether there is a text of that name. @param {string} name */
export const known = (name) => name in ALL[language];
