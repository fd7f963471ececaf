// All exams of who is signed in, and how to begin where there is none.

import { call } from './api.js';
import { examAddress, go } from './address.js';
import { Age, html, Pending, Title, Trouble, useAct, useData, useState } from './elements.js';
import { day, t } from './words.js';

/** @param {{ user: import('./signin.js').User }} props */
export function Exams({ user }) {
  const exams = useData('api/exams/');
  const list = exams.data?.exams;
  return html`<main>
    <${Title}>${t('exams')}</${Title}>
    <${Age} of=${exams} />
    ${!list && html`<${Pending} of=${exams} />`}
    ${list?.length === 0 && html`<${Beginning} />`}
    ${list?.length > 0 && html`<ul class="cards">${list.map((/** @type {any} */ exam) => html`<li key=${exam.exam_id}>
      <a href=${examAddress(exam.exam_id)}>${exam.name}</a>
      <span class="quiet">${exam.date ? day(exam.date) : t('exam.no_date')}</span></li>`)}</ul>`}
    ${list && html`<details open=${list.length === 0}><summary>${t('exam.new')}</summary><${NewExam} user=${user} /></details>`}
  </main>`;
}

function Beginning() {
  return html`<section class="notice">
    <h2>${t('begin')}</h2>
    <ol>${['begin.roster', 'begin.exam', 'begin.scan', 'begin.desk', 'begin.export'].map((step) => html`<li>${t(step)}</li>`)}</ol>
  </section>`;
}

/** @param {{ user: import('./signin.js').User }} props */
function NewExam({ user }) {
  const [name, setName] = useState('');
  const [date, setDate] = useState('');
  const [pages, setPages] = useState('4');
  const act = useAct(async () => {
    const teachers = user.roles?.includes('admin') ? [] : [user.name];
    const body = { name: name.trim(), date: date || null, pages_per_booklet: Number(pages), teachers };
    const { data } = await call('POST', 'api/exams/', { body });
    go(examAddress(data.exam_id));
  });
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    act.run();
  };
  return html`<form class="stack" onSubmit=${submit}>
    <label>${t('exam.name')}<input required maxlength="500" value=${name} onInput=${(/** @type {any} */ e) => setName(e.target.value)} /></label>
    <label>${t('exam.date')}<input type="date" value=${date} onInput=${(/** @type {any} */ e) => setDate(e.target.value)} /></label>
    <label>${t('exam.pages')}<input type="number" min="1" max="64" required value=${pages} onInput=${(/** @type {any} */ e) => setPages(e.target.value)} /></label>
    <button class="main" disabled=${act.busy}>${t('exam.make')}</button>
    <${Trouble} failure=${act.failure} />
  </form>`;
}
