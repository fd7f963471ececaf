// The list of students: a file is dropped, what it would change is shown, and then done or not.

import { at, call, file, get } from './api.js';
import { address, go } from './address.js';
import { html, Pending, Title, Trouble, useAct, useData, useState } from './elements.js';
import { day, known, number, t } from './words.js';

const KINDS = ['rejected', 'created', 'updated', 'left_out', 'missing'];

/** Waits until a task has ended. @param {string} id @returns {Promise<any>} its result */
async function ended(id) {
  for (;;) {
    const { data } = await get(at`api/tasks/${id}/status/`);
    if (data.ready) return data;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** @param {{ query: URLSearchParams }} props the dry run that is shown */
export function Roster({ query }) {
  const task = query.get('task');
  const [failure, setFailure] = useState('');
  const read = useAct(async () => {
    setFailure('');
    const body = new FormData();
    body.set('file', /** @type {any} */ (document.getElementById('roster-file')).files[0]);
    body.set('dry_run', 'true');
    const { data } = await call('POST', 'api/students/import/', { form: body });
    const { status, result } = await ended(data.task_id);
    if (status === 'SUCCESS') go(address('roster/', { task: data.task_id }));
    else setFailure(result.error);
  });
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    read.run();
  };
  return html`<main>
    <${Title}>${t('roster')}</${Title}>
    <p>${t('roster.what')}</p>
    <form class="stack" onSubmit=${submit}>
      <label>${t('roster.file')}<input id="roster-file" type="file" required accept=".csv,.txt,.tsv,.xlsx,.ods" /></label>
      <button class=${task ? '' : 'main'} disabled=${read.busy}>${t(read.busy ? 'roster.reading' : 'roster.read')}</button>
    </form>
    <${Trouble} failure=${read.failure} />
    ${failure && html`<div class="notice trouble" role="alert"><p><strong>${failure}</strong></p></div>`}
    ${task && html`<${Differences} key=${task} task=${task} />`}
  </main>`;
}

/** @param {{ task: string }} props */
function Differences({ task }) {
  const diff = useData(at`api/tasks/${task}/diff/?limit=1000`);
  const [applied, setApplied] = useState(/** @type {any} */ (null));
  const apply = useAct(async () => {
    const { data } = await call('POST', at`api/tasks/${task}/apply/`);
    setApplied({ id: data.task_id, ...await ended(data.task_id) });
  });
  if (!diff.data) return html`<${Pending} of=${diff} />`;
  const { counts, rows, next } = diff.data;
  return html`<section aria-labelledby="differences">
    <h2 id="differences">${t('roster.differences')}</h2>
    <dl class="sum">${[...KINDS, 'unchanged'].map((kind) => html`<div><dt>${t(`roster.${kind}`)}</dt><dd>${number(counts[kind])}</dd></div>`)}</dl>
    ${!applied && html`<p class="acts"><button class="main" disabled=${apply.busy} onClick=${apply.run}>${t('roster.apply', { n: counts.created + counts.updated })}</button></p>`}
    <${Trouble} failure=${apply.failure} />
    ${applied && html`<div class=${applied.status === 'SUCCESS' ? 'notice' : 'notice trouble'} role="status">
      <p>${applied.status === 'SUCCESS' ? t('roster.done', { created: applied.result.created, updated: applied.result.updated }) : applied.result.error}</p>
      ${Object.keys(applied.result.passwords ?? {}).length > 0
        && html`<p><a class="button" download href=${file(at`api/tasks/${applied.id}/credentials/pdf/`)}>${t('download.passwords')}</a></p>`}</div>`}
    ${rows.length > 0 && html`<table class="whole"><thead><tr>${['line', 'kind', 'who'].map((head) => html`<th scope="col">${t(`roster.${head}`)}</th>`)}</tr></thead>
      <tbody>${KINDS.flatMap((kind) => rows.filter((/** @type {any} */ row) => row.kind === kind)).map((row) => html`<tr>
        <td>${row.line !== null && number(row.line)} ${row.sheet}</td><td>${t(`roster.row.${row.kind}`)}</td>
        <td>${row.last_name} ${row.first_name} <span class="quiet">${day(row.birth_date ?? null)} ${row.class_name}</span>
          ${detail(row)}</td></tr>`)}</tbody></table>`}
    ${next && html`<p class="quiet">${t('roster.first', { n: rows.length })}</p>`}
  </section>`;
}

/** @param {any} row */
function detail(row) {
  const field = (/** @type {string} */ name) => (known(`field.${name}`) ? t(`field.${name}`) : name);
  if (row.changes) return row.changes.map((/** @type {any} */ change) => html`<div>${field(change.field)} : <del>${change.before}</del> → <ins>${change.after}</ins></div>`);
  if (row.problems) return row.problems.map((/** @type {any} */ problem) => html`<div class="trouble">${problem.column && `${problem.column} : `}${problem.message}</div>`);
  return row.reason ? (known(`why.${row.reason}`) ? t(`why.${row.reason}`) : row.reason) : '';
}
