// A student's page: their own corrected copies.

import { file } from './api.js';
import { html, Pending, Title, useData } from './elements.js';
import { day, t } from './words.js';

/** @param {{ user: import('./signin.js').User }} props */
export function Mine({ user }) {
  const mine = useData('api/my/copies/');
  const copies = mine.data?.copies;
  return html`<main>
    <${Title}>${t('hello', { name: user.name })}</${Title}>
    ${!copies && html`<${Pending} of=${mine} />`}
    ${copies?.length === 0 && html`<p class="notice">${t('mine.none')}</p>`}
    ${copies?.length > 0 && html`<h2>${t('mine')}</h2><ul class="cards">${copies.map((/** @type {any} */ copy) => html`<li key=${copy.copy_id}>
      <span><strong>${copy.exam}</strong> ${copy.date && day(copy.date)}</span>
      <a class="button" download href=${file(copy.final_pdf.slice(copy.final_pdf.indexOf('api/copies/')))}
        aria-label=${t('download.pdf', { copy: copy.exam })}>${t('mine.pdf')}</a></li>`)}</ul>`}
  </main>`;
}
