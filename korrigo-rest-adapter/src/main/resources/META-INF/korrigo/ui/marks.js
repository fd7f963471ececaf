// What is written on a copy, and the mark that follows; to read.

import { at, file } from './api.js';
import { examAddress } from './address.js';
import { html, Pending, Title, useData } from './elements.js';
import { copyName, number, signed, sorted, t } from './words.js';

/** @param {{ ids: string[] }} props */
export function Marks({ ids: [exam, id] }) {
  const copy = useData(at`api/copies/${id}/`);
  const marking = useData(at`api/copies/${id}/marking/`);
  const name = copy.data ? t('desk.copy', { copy: copyName(copy.data.anonymous_id) }) : t('copy');
  if (!copy.data || !marking.data) return html`<main><${Title}>${name}</${Title}><${Pending} of=${copy.failure ? copy : marking} /></main>`;
  const { scores, remarks, annotations, appreciation, mark } = marking.data;
  const questions = sorted([...new Set([...Object.keys(scores), ...Object.keys(remarks)])]);
  return html`<main>
    <${Title}>${name}</${Title}>
    <p><a href=${examAddress(exam)}>${t('exam.back')}</a></p>
    <p><strong>${mark === null ? t('marks.none') : t('marks.mark', { mark })}</strong></p>
    ${appreciation && html`<blockquote>${appreciation}</blockquote>`}
    ${questions.length > 0 && html`<table class="whole"><thead><tr>${['question', 'points', 'remark'].map((head) => html`<th scope="col">${t(`marks.${head}`)}</th>`)}</tr></thead>
      <tbody>${questions.map((question) => html`<tr><th scope="row">${question}</th><td>${scores[question] !== undefined && number(scores[question])}</td><td>${remarks[question]}</td></tr>`)}</tbody></table>`}
    ${Array.from({ length: copy.data.pages }, (_, page) => html`<${Page} id=${id} page=${page} notes=${annotations.filter((/** @type {any} */ note) => note.page_index === page)} />`)}
  </main>`;
}

/** @param {{ id: string, page: number, notes: any[] }} props */
function Page({ id, page, notes }) {
  return html`<figure class="marked">
    <figcaption>${t('page.number', { page: number(page + 1) })}</figcaption>
    <div class="sheeted"><img class="page" loading="lazy" alt=${t('page.number', { page: number(page + 1) })} src=${file(at`api/copies/${id}/pages/${page}/image/` + '?w=760')} />
      <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">${notes.map((note) => html`<rect x=${note.x} y=${note.y} width=${note.w} height=${note.h} />`)}</svg></div>
    ${notes.length > 0 && html`<ol>${notes.map((note) => html`<li>${note.content || t(`note.${note.type}`)} ${note.score_delta != null && html`<b>${signed(note.score_delta)}</b>`}</li>`)}</ol>`}
  </figure>`;
}
