// Scans on an exam's page: dropping one, and what became of those before.

import { at, call } from './api.js';
import { examAddress } from './address.js';
import { html, Trouble, useAct, useEffect, useRef, useState } from './elements.js';
import { canSendInParts, sendInParts } from './upload.js';
import { moment, percent, t } from './words.js';

/** @param {{ id: string, scans: any, done: () => void }} props the exam, its scans as read, and what to do once one is under way */
export function Scans({ id, scans, done }) {
  const list = scans.data?.scans ?? [];
  return html`<section aria-labelledby="scans">
    <h2 id="scans">${t('scans')}</h2>
    <ul class="rows">${list.map((/** @type {any} */ scan) => html`<li key=${scan.scan_id}>
      <a href=${examAddress(id, `scans/${scan.scan_id}/`)}>${scan.name || scan.scan_id}</a>
      <span class="quiet">${scan.imported_at && moment(scan.imported_at)}</span>
      <span>${t('pages', { n: scan.pages })}, ${t('copies', { n: scan.copies })}</span>
      ${scan.quarantined > 0 && html`<strong class="warn">${t('scan.aside', { n: scan.quarantined })}</strong>`}
    </li>`)}</ul>
    <${DropScan} id=${id} done=${done} />
  </section>`;
}

/** In one go, as {@link sendInParts} does it in parts. @param {string} exam @param {File} file @param {URLSearchParams} expected */
async function sendWhole(exam, file, expected) {
  const form = new FormData();
  form.set('file', file);
  expected.forEach((value, name) => form.set(name, value));
  const { data, status } = await call('POST', at`api/exams/${exam}/scans/`, { form });
  return status === 200 ? data : null;
}

/** A pile is dropped anywhere on the page, or chosen. @param {{ id: string, done: () => void }} props */
function DropScan({ id, done }) {
  const [pile, setPile] = useState(/** @type {File | null} */ (null));
  const [known, setKnown] = useState(/** @type {any} */ (null));
  const [sent, setSent] = useState(0);
  const form = useRef(/** @type {HTMLFormElement | null} */ (null));
  const take = (/** @type {File | undefined} */ file) => {
    setKnown(null);
    setPile(file ?? null);
  };
  useEffect(() => form.current?.sheets?.focus(), [pile]);
  const act = useAct(async () => {
    const expected = new URLSearchParams();
    for (const name of ['sheets', 'copies']) {
      if (form.current?.[name].value) expected.set(name, form.current[name].value);
    }
    const before = await (canSendInParts() ? sendInParts : sendWhole)(id, /** @type {File} */ (pile), expected, setSent);
    if (before) setKnown(before);
    else setPile(null);
    done();
  });
  useEffect(() => {
    const over = (/** @type {DragEvent} */ event) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    };
    const drop = (/** @type {DragEvent} */ event) => {
      if (!event.dataTransfer?.files.length) return;
      event.preventDefault();
      take(event.dataTransfer.files[0]);
    };
    document.addEventListener('dragover', over);
    document.addEventListener('drop', drop);
    return () => {
      document.removeEventListener('dragover', over);
      document.removeEventListener('drop', drop);
    };
  }, []);
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    act.run();
  };
  return html`<form class="stack drop" ref=${form} onSubmit=${submit}>
    <label>${t('scan.drop')}
      <input type="file" accept=".pdf,.tif,.tiff,.zip,image/*" onChange=${(/** @type {any} */ e) => take(e.target.files[0])} /></label>
    ${pile && html`<p><strong>${pile.name}</strong> ${t('megabytes', { size: Math.ceil(pile.size / 104858) / 10 })}</p>
      <label>${t('scan.sheets')}<input name="sheets" type="number" min="1" max="99999" /></label>
      <label>${t('scan.copies')}<input name="copies" type="number" min="1" max="99999" /></label>
      <button class="main" disabled=${act.busy}>${t(act.busy ? 'sending' : 'scan.send')}</button>
      ${act.busy && html`<span class="bar"><progress max="1" value=${sent || undefined} aria-label=${t('sending')}></progress> ${sent > 0 && percent(sent)}</span>`}`}
    ${known && html`<p class="notice" role="status">${t('scan.known', { at: moment(known.imported_at ?? Date.now()) })}${' '}
      <a href=${examAddress(id, `scans/${known.scan_id}/`)}>${known.name}</a></p>`}
    <${Trouble} failure=${act.failure} />
  </form>`;
}
