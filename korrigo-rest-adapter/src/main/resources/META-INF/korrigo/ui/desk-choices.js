// Who may have written a copy: candidates in the order of the roster, a search through all of it, and the comparison where a machine
// has read something else.

import { at, get } from './api.js';
import { html, useEffect, useRef, useState } from './elements.js';
import { copyName, day, number, t } from './words.js';

/** Letters from which on a search is worth a call. */
const FROM = 2;
/** Milliseconds in which somebody types the next letter. */
const PAUSE = 120;

/** @typedef {import('./desk-queue.js').Student} Student */

/** @param {Student} student */
export const called = (student) => `${student.last_name.toUpperCase()}${student.usage_name ? ` (${student.usage_name.toUpperCase()})` : ''} ${student.first_name}`;

/** Whether one may be taken for the other: they share both names, or family name and birth date. @param {Student} a @param {Student} b */
const alike = (a, b) => a !== b && a.last_name === b.last_name && (a.birth_date === b.birth_date || a.first_name === b.first_name);

/** Whether some of them may be taken for each other. @param {Student[]} students */
export const twins = (students) => students.some((a) => students.some((b) => alike(a, b)));

/** @param {Student} student */
const facts = (student) => `${student.birth_date ? day(student.birth_date) : t('no_birth_date')}${student.class_name ? ` · ${student.class_name}` : ''}`;

/** A text with what others have otherwise marked. @param {string} text @param {string[]} others */
const marked = (text, others) => [...text].map((letter, i) => (others.every((other) => [...other][i] === letter) ? letter : html`<mark>${letter}</mark>`));

/** A student as a line, with what tells them from a namesake. @param {{ student: Student, among?: Student[] }} props */
export function StudentLine({ student, among = [] }) {
  const others = among.filter((other) => alike(student, other));
  return html`<span class="name">${marked(called(student), others.map(called))}</span>
    <span class="facts">${marked(facts(student), others.map(facts))}</span>
    ${student.taken_by && html`<span class="taken">${t('desk.taken', { copy: copyName(student.taken_by) })}</span>`}`;
}

/** @param {{ candidates: Student[], choose: (student: Student, event: MouseEvent) => void }} props */
export function Candidates({ candidates, choose }) {
  if (candidates.length === 0) return html`<p class="quiet">${t('desk.no_candidates')}</p>`;
  return html`<ol class="candidates" aria-label=${t('desk.candidates')}>
    ${candidates.map((student, i) => html`<li key=${student.student_id}>
      <button class=${student.taken_by ? 'taken' : ''} onClick=${(/** @type {MouseEvent} */ e) => choose(student, e)}>
        <kbd aria-hidden="true">${number(i + 1)}</kbd><span class="line"><${StudentLine} student=${student} among=${candidates} /></span></button></li>`)}
  </ol>`;
}

/** @param {{ exam: string, choose: (student: Student) => void }} props */
export function Search({ exam, choose }) {
  const [query, setQuery] = useState('');
  const [found, setFound] = useState(/** @type {{ total: number, students: Student[] } | null} */ (null));
  // By the id, for the list may become another between two keys.
  const [chosen, setChosen] = useState('');
  const field = useRef(/** @type {HTMLInputElement | null} */ (null));
  useEffect(() => {
    if (query.trim().length < FROM) {
      setFound(null);
      return undefined;
    }
    const gone = new AbortController();
    const timer = setTimeout(() => {
      get(at`api/exams/${exam}/students/?q=` + encodeURIComponent(query), gone.signal).then(({ data }) => setFound(data), () => setFound(null));
    }, PAUSE);
    return () => {
      clearTimeout(timer);
      gone.abort();
    };
  }, [query]);
  const students = found?.students ?? [];
  const active = students.findIndex((student) => student.student_id === chosen);
  const setActive = (/** @type {number} */ place) => setChosen(students[place].student_id);
  const take = (/** @type {Student} */ student) => {
    setQuery('');
    setChosen('');
    field.current?.blur();
    choose(student);
  };
  const type = (/** @type {string} */ text) => {
    setQuery(text);
    setChosen('');
  };
  const pressed = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === 'ArrowDown' && students.length) setActive((active + 1) % students.length);
    else if (event.key === 'ArrowUp' && students.length) setActive((active + students.length - 1 + (active < 0 ? 1 : 0)) % students.length);
    else if (event.key === 'Escape') {
      setQuery('');
      field.current?.blur();
    } else if (event.key === 'Enter' && active >= 0 && !event.repeat) take(students[active]);
    else return;
    event.preventDefault();
  };
  return html`<div class="search">
    <label for="search">${t('desk.search')} <kbd>R</kbd></label>
    <input id="search" ref=${field} role="combobox" autocomplete="off" spellcheck=${false} aria-expanded=${students.length > 0}
      aria-controls="found" aria-autocomplete="list" aria-activedescendant=${active >= 0 ? `found-${active}` : undefined}
      value=${query} onInput=${(/** @type {any} */ e) => type(e.target.value)} onKeyDown=${pressed} />
    <ul id="found" role="listbox" aria-label=${t('desk.found')} hidden=${students.length === 0}>
      ${students.map((student, i) => html`<li key=${student.student_id} id=${`found-${i}`} role="option" class="line" aria-selected=${active === i}
        onClick=${() => take(student)}><${StudentLine} student=${student} /></li>`)}
    </ul>
    <p role="status" class="quiet">${found && (found.total === 0 ? t('desk.found_nobody') : found.total > students.length ? t('desk.found_more', { n: found.total }) : '')}</p>
  </div>`;
}

/** @param {Student | null} student @returns {string[]} as it would stand in the rows of boxes */
const spelling = (student) => (student
  ? [student.usage_name ?? student.last_name, student.first_name, student.birth_date ? day(student.birth_date) : '']
    .map((row) => row.toUpperCase())
  : []);

/** An answer letter by letter; what the other has otherwise is framed. @param {{ label: string, rows: string[], others: string[] }} props */
function Spelled({ label, rows, others }) {
  if (rows.length === 0) return html`<p><span class="quiet">${label}</span> <strong>${t('act.nobody')}</strong></p>`;
  return html`<div class="spelled"><span class="quiet">${label}</span> <span class="unseen">${rows.join(' ')}</span>
    <span class="letters" aria-hidden="true">${rows.map((row, i) => html`<span class="word">${[...row].map((letter, j) =>
      html`<span class=${others.length === 0 || letter === [...others[i] ?? ''][j] ? '' : 'differs'}>${letter}</span>`)}</span>`)}</span></div>`;
}

/**
 * Both answers side by side, once, without either proposed.
 *
 * @param {{ chosen: Student | null, machine: Student | null, confirm: () => void, review: () => void }} props null is nobody of the list
 */
export function Comparison({ chosen, machine, confirm, review }) {
  const heading = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => heading.current?.focus(), []);
  return html`<section class="comparison" aria-labelledby="comparison">
    <h2 id="comparison" ref=${heading} tabindex="-1">${t('compare')}</h2>
    <${Spelled} label=${t('compare.chosen')} rows=${spelling(chosen)} others=${spelling(machine)} />
    <${Spelled} label=${t('compare.machine')} rows=${spelling(machine)} others=${spelling(chosen)} />
    <p class="acts"><button onClick=${confirm}>${chosen ? t('compare.confirm', { name: called(chosen) }) : t('compare.confirm_nobody')}</button>
      <button onClick=${review}>${t('compare.review')}</button></p>
  </section>`;
}
