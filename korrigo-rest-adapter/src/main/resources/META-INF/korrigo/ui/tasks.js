// Work of the service as a list that is filtered in the address, and acts on all of a filter.

import { call, get } from './api.js';
import { address, go } from './address.js';
import { Age, Bar, Dialog, html, Pending, Title, Trouble, useAct, useData, useEffect, useState } from './elements.js';
import { onTask } from './live.js';
import { Squares } from './task.js';
import { known, moment, t } from './words.js';

const STATES = ['PENDING', 'STARTED', 'PROGRESS', 'RETRY', 'SUCCESS', 'FAILURE', 'REVOKED'];
const KINDS = ['import_students', 'import_pdf', 'batch_ocr', 'cmen_ocr', 'export_all_copies', 'flatten_copy', 'finalize_copy', 'bulk_create_users', 'cleanup_orphaned_files'];
/** What can be done to tasks of a state; nothing else is offered. @type {Record<string, string[]>} */
const ACTS = { SUCCESS: ['delete'], FAILURE: ['retry', 'delete'], REVOKED: ['retry', 'delete'] };
/** Those whose work is done by others. */
const PARENTS = ['batch_ocr', 'export_all_copies'];
/** A rest is told from so many percent on: before, it is a guess. */
const TOLD_FROM = 10;

/** @param {{ query: URLSearchParams, user: import('./signin.js').User }} props */
export function Tasks({ query, user }) {
  const filter = Object.fromEntries([...query].filter(([, value]) => value));
  const search = new URLSearchParams(filter).toString();
  const first = useData(`api/tasks/?${search}`);
  const exams = useData('api/exams/');
  const [older, setOlder] = useState({ search, tasks: /** @type {any[]} */ ([]), next: /** @type {string | null | undefined} */ (undefined) });
  const more = older.search === search ? older : { search, tasks: [], next: undefined };
  const next = more.next === undefined ? first.data?.next : more.next;
  const nameOf = (/** @type {string} */ id) => exams.data?.exams.find((/** @type {any} */ exam) => exam.exam_id === id)?.name ?? id;
  useEffect(() => onTask(() => first.again()), [first.again]);
  const act = useAct(async () => {
    const { data } = await get(String(next).slice(String(next).indexOf('api/tasks/')));
    setOlder({ search, tasks: [...more.tasks, ...data.tasks], next: data.next });
  });
  const choose = (/** @type {string} */ name) => (/** @type {any} */ event) => go(address('tasks/', { ...filter, [name]: event.target.value }), true);
  const select = (/** @type {string} */ name, /** @type {[string, string][]} */ options) => html`<label>${t(`task.${name}`)}
    <select value=${filter[name] ?? ''} onChange=${choose(name)}><option value="">${t('task.any')}</option>
      ${options.map(([value, label]) => html`<option value=${value}>${label}</option>`)}</select></label>`;
  const tasks = [...(first.data?.tasks ?? []), ...more.tasks];
  return html`<main>
    <${Title}>${t('tasks.all')}</${Title}>
    <form class="filter">
      ${select('kind', KINDS.map((kind) => [kind, kindOf(kind)]))}
      ${select('status', STATES.map((state) => [state, t(`state.${state}`)]))}
      ${select('exam', (exams.data?.exams ?? []).map((/** @type {any} */ exam) => [exam.exam_id, exam.name]))}
      <label>${t('task.since')}<input type="date" value=${(filter.since ?? '').slice(0, 10)}
        onChange=${(/** @type {any} */ e) => choose('since')({ target: { value: e.target.value && `${e.target.value}T00:00:00Z` } })} /></label>
      ${user.roles?.includes('admin') && html`<label>${t('task.owner')}<input value=${filter.owner ?? ''} onChange=${choose('owner')} /></label>`}
    </form>
    <${Age} of=${first} />
    <${OnAll} key=${search} none=${tasks.length === 0} filter=${filter} done=${first.again} />
    ${!first.data && html`<${Pending} of=${first} />`}
    ${first.data && tasks.length === 0 && html`<p class="notice">${t(search ? 'task.none_such' : 'task.none')}</p>`}
    <ul class="rows">${tasks.map((task) => html`<li key=${task.task_id}>
      <a href=${address(`tasks/${task.task_id}/`, { kind: task.kind })}>${kindOf(task.kind)}</a>
      <span>${task.exam_id && nameOf(task.exam_id)}</span> <span class="quiet">${moment(task.submitted_at)}, ${task.owner}</span>
      <strong class=${task.status === 'FAILURE' ? 'trouble' : ''}>${t(`state.${task.status}`)}</strong>
      ${task.progress && html`<${Bar} ...${task.progress} label=${kindOf(task.kind)} />`}
      <span class="quiet">${times(task)}</span>
      ${PARENTS.includes(task.kind) && html`<${Family} id=${task.task_id} />`}
    </li>`)}</ul>
    ${next && html`<p><button disabled=${act.busy} onClick=${act.run}>${t('task.older')}</button></p>`}
    <${Trouble} failure=${act.failure} />
  </main>`;
}

/** @param {string} kind */
export const kindOf = (kind) => (known(`kind.${kind}`) ? t(`kind.${kind}`) : kind);

/** How long a task took, or takes and may still take. @param {any} task */
function times({ submitted_at: from, ended_at: to, ready, progress }) {
  const seconds = Math.max(0, (new Date(to ?? Date.now()).getTime() - new Date(from).getTime()) / 1000);
  const long = (/** @type {number} */ s) => (s < 90 ? t('seconds', { n: Math.round(s) }) : t('minutes', { n: Math.round(s / 60) }));
  const rest = !ready && progress?.percent >= TOLD_FROM && progress.percent < 100 ? (seconds / progress.percent) * (100 - progress.percent) : null;
  return long(seconds) + (rest === null ? '' : `, ${t('task.rest', { time: long(rest) })}`);
}

/** @param {{ id: string }} props */
function Family({ id }) {
  const [open, setOpen] = useState(false);
  return html`<details onToggle=${(/** @type {any} */ e) => setOpen(e.target.open)}><summary>${t('task.children')}</summary>
    ${open && html`<${Squares} id=${id} />`}</details>`;
}

/** One act on everything that the filter finds, once its count was seen. @param {{ filter: Record<string, string>, none: boolean, done: () => void }} props */
function OnAll({ filter, none, done }) {
  const [asked, setAsked] = useState(/** @type {any} */ (null));
  const acts = none || !filter.status ? [] : ACTS[filter.status] ?? ['cancel'];
  const [failure, setFailure] = useState(/** @type {unknown} */ (null));
  const ask = (/** @type {string} */ act) => call('POST', 'api/tasks/acts/', { body: { act, ...filter } }).then(({ data }) => setAsked(data), setFailure);
  const work = useAct(async () => {
    await call('POST', 'api/tasks/acts/', { body: { act: asked.act, ...filter, expected: asked.count } });
    setAsked(null);
    done();
  });
  return html`<p class="acts">${acts.map((act) => html`<button onClick=${() => ask(act)}>${t(`all.${act}`)}</button>`)}</p>
    <${Trouble} failure=${failure} />
    ${asked && html`<${Dialog} title=${t(`all.${asked.act}`)} close=${() => setAsked(null)}>
      <p>${t('all.count', { n: asked.count })}</p>
      <p><button class="main" disabled=${work.busy || asked.count === 0} onClick=${work.run}>${t(`all.${asked.act}`)}</button></p>
      <${Trouble} failure=${work.failure} /></${Dialog}>`}`;
}
