// One exam: how its copies stand, what can be done, what can be downloaded.

import { at, call, file } from './api.js';
import { address, examAddress } from './address.js';
import { Age, Bar, html, Pending, Title, Trouble, useAct, useData, useEffect, useState } from './elements.js';
import { onTask } from './live.js';
import { Scans } from './scans.js';
import { copyName, day, known, moment, number, percent, t } from './words.js';

/** Rows of copies shown before somebody asks for all: a screen or two. */
const FIRST_COPIES = 50;

/** @param {{ ids: string[] }} props */
export function ExamPage({ ids: [id] }) {
  const exam = useData(at`api/exams/${id}/`);
  const desk = useData(at`api/exams/${id}/desk/`);
  const copies = useData(at`api/exams/${id}/copies/`);
  const scans = useData(at`api/exams/${id}/scans/`);
  const tasks = useData(`api/tasks/?limit=5&exam=${encodeURIComponent(id)}`);
  useEffect(() => onTask((task) => {
    if (task.exam_id !== id) return;
    tasks.again();
    if (task.ready) {
      desk.again();
      copies.again();
      scans.again();
    }
  }), [id, tasks.again, desk.again, copies.again, scans.again]);
  const parts = [desk, copies, scans, tasks];
  const failed = parts.find((part) => part.failure && !part.data);
  if (!exam.data) return html`<main><${Title}>${t('exam')}</${Title}><${Pending} of=${exam} /></main>`;
  return html`<main>
    <${Title}>${exam.data.name}</${Title}>
    <p class="quiet">${exam.data.date ? day(exam.data.date) : t('exam.no_date')}</p>
    <${Age} of=${desk} />
    ${failed && html`<${Trouble} failure=${failed.failure} again=${() => parts.forEach((part) => part.again())} />`}
    ${desk.data ? html`<${Counters} id=${id} desk=${desk.data} />` : !failed && html`<${Pending} of=${desk} />`}
    <${Acts} id=${id} none=${copies.data?.copies.length === 0} done=${tasks.again} />
    <${Scans} id=${id} scans=${scans} done=${tasks.again} />
    ${tasks.data && html`<${Tasks} tasks=${tasks.data.tasks} />`}
    ${copies.data?.copies.length > 0 && html`<${Copies} id=${id} copies=${copies.data.copies} />`}
  </main>`;
}

/** The parts of all copies, as a sum that a reader can check. @param {{ id: string, desk: any }} props */
function Counters({ id, desk }) {
  const parts = ['automatic', 'decided', 'to_decide', 'unreadable', 'closed'].map((part) => ({ part, count: desk[part] }));
  const { checked, disagreements, errors_below: below } = desk.control;
  if (desk.total === 0) return html`<p class="notice">${t('exam.no_copies')}</p>`;
  return html`<section aria-labelledby="counters">
    <h2 id="counters">${t('copies', { n: desk.total })}</h2>
    <dl class="sum">${parts.filter(({ part, count }) => count > 0 || part !== 'closed').map(({ part, count }) => html`<div class=${part}><dt>${t(`count.${part}`)}</dt><dd>${number(count)}</dd></div>`)}</dl>
    ${checked > 0 && html`<p>${t('exam.checked', { n: checked })} ${t('exam.disagreements', { n: disagreements })} ${t('exam.errors', { share: percent(below) })}</p>`}
    ${desk.queue.length > 0
      ? html`<p><a class="button main" href=${examAddress(id, 'desk/')}>${t(desk.to_decide > 0 ? 'exam.desk' : 'exam.check', { n: desk.queue.length })}</a></p>`
      : html`<p>${t('exam.desk_empty')}</p>`}
    ${desk.queue.length > desk.to_decide && html`<p class="quiet">${t('exam.control', { n: desk.queue.length - desk.to_decide })}</p>`}
  </section>`;
}

/** @param {{ id: string, none: boolean, done: () => void }} props */
function Acts({ id, none, done }) {
  const identify = useAct(async () => {
    await call('POST', at`api/identification/batch-ocr/${id}/`);
    done();
  });
  const draw = useAct(async () => {
    await call('POST', at`api/exams/${id}/export-all/`);
    done();
  });
  if (none) return null;
  return html`<section aria-labelledby="acts">
    <h2 id="acts">${t('acts')}</h2>
    <p class="acts">
      <button disabled=${identify.busy} onClick=${identify.run}>${t('act.identify')}</button>
      <button disabled=${draw.busy} onClick=${draw.run}>${t('act.export')}</button>
    </p>
    <p class="quiet">${t('acts.what')}</p>
    <${Trouble} failure=${identify.failure} again=${identify.run} />
    <${Trouble} failure=${draw.failure} again=${draw.run} />
  </section>`;
}

/** The exam's last tasks. @param {{ tasks: import('./live.js').Task[] }} props */
function Tasks({ tasks }) {
  if (tasks.length === 0) return null;
  return html`<section aria-labelledby="tasks">
    <h2 id="tasks">${t('tasks')}</h2>
    <ul class="rows">${tasks.map((task) => html`<li key=${task.task_id}>
      <span><a href=${address(`tasks/${task.task_id}/`, { kind: task.kind })}>${kind(task.kind)}</a> <span class="quiet">${moment(task.submitted_at)}</span></span>
      <span>${t(`state.${task.status}`)}</span>
      ${task.progress && html`<${Bar} ...${task.progress} label=${kind(task.kind)} />`}
      ${task.kind === 'export_all_copies' && task.status === 'SUCCESS'
        && html`<a download href=${file(at`api/tasks/${task.task_id}/zip/`)}>${t('download.zip')}</a>`}
      ${task.error && html`<span class="trouble">${task.error}</span>`}
    </li>`)}</ul>
  </section>`;
}

/** @param {string} name */
const kind = (name) => (known(`kind.${name}`) ? t(`kind.${name}`) : name);

/** @param {{ id: string, copies: any[] }} props */
function Copies({ id, copies }) {
  const [all, setAll] = useState(false);
  const shown = all ? copies : copies.slice(0, FIRST_COPIES);
  return html`<section aria-labelledby="copies">
    <h2 id="copies">${t('exam.copies')}</h2>
    <table>
      <thead><tr><th scope="col">${t('copy')}</th><th scope="col">${t('copy.pages')}</th><th scope="col">${t('copy.whose')}</th>
        <th scope="col">${t('copy.state')}</th><th scope="col">${t('copy.pdf')}</th></tr></thead>
      <tbody>${shown.map((copy) => html`<tr key=${copy.copy_id}>
        <th scope="row"><a href=${examAddress(id, `copies/${encodeURIComponent(copy.copy_id)}/`)}>${copyName(copy.anonymous_id)}</a></th>
        <td>${number(copy.pages)}</td>
        <td>${t(`whose.${copy.decided && copy.decided !== 'student' ? copy.decided : copy.identified_by ?? 'open'}`)}</td>
        <td>${t(`status.${copy.status === 'READY' && copy.final_pdf ? 'drawn' : copy.status}`)}</td>
        <td>${copy.final_pdf && html`<a download href=${file(at`api/copies/${copy.copy_id}/final-pdf/`)} aria-label=${t('download.pdf', { copy: copyName(copy.anonymous_id) })}>PDF</a>`}</td>
      </tr>`)}</tbody>
    </table>
    ${shown.length < copies.length && html`<p><button onClick=${() => setAll(true)}>${t('copies.all', { n: copies.length })}</button></p>`}
  </section>`;
}
