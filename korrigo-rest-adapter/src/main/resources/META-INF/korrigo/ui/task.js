// One task: how it stands, what came of it, its family and its log.

import { at, call, file } from './api.js';
import { address, go } from './address.js';
import { Age, Bar, html, Pending, Title, Trouble, useAct, useData, useEffect, useMemo, useState } from './elements.js';
import { onTask } from './live.js';
import { copyName, known, number, t } from './words.js';

/** @param {{ ids: string[], query: URLSearchParams }} props */
export function TaskPage({ ids: [id], query }) {
  const kind = query.get('kind') ?? '';
  const name = known(`kind.${kind}`) ? t(`kind.${kind}`) : t('task');
  const status = useData(at`api/tasks/${id}/status/`);
  const log = useData(at`api/tasks/${id}/log/`);
  useEffect(() => onTask((task) => {
    if (task.task_id !== id) return;
    status.again();
    log.again();
  }), [id, status.again, log.again]);
  const act = (/** @type {'cancel' | 'retry' | 'delete'} */ what) => async () => {
    const { data } = await call(what === 'delete' ? 'DELETE' : 'POST', what === 'delete' ? at`api/tasks/${id}/` : at`api/tasks/${id}/${what}/`);
    if (what === 'cancel') status.again();
    else go(what === 'retry' ? address(`tasks/${data.task_id}/`, { kind }) : address('tasks/'));
  };
  const cancel = useAct(act('cancel'));
  const retry = useAct(act('retry'));
  const remove = useAct(act('delete'));
  const { data } = status;
  if (!data) return html`<main><${Title}>${name}</${Title}><${Pending} of=${status} /></main>`;
  const failed = data.ready && data.status !== 'SUCCESS';
  return html`<main>
    <${Title}>${name}</${Title}>
    <p><a href=${address('tasks/')}>${t('tasks.all')}</a></p>
    <${Age} of=${status} />
    <p role="status"><strong>${t(`state.${data.status}`)}</strong> ${data.progress && html`<${Bar} ...${data.progress} label=${name} />`}</p>
    ${failed && html`<${Failed} id=${id} kind=${kind} data=${data} />`}
    ${data.status === 'SUCCESS' && html`<${Facts} id=${id} kind=${kind} result=${data.result} />`}
    <p class="acts">
      ${!data.ready && html`<button disabled=${cancel.busy} onClick=${cancel.run}>${t('act.cancel')}</button>`}
      ${failed && html`<button disabled=${retry.busy} onClick=${retry.run}>${t('act.retry')}</button>`}
      ${data.ready && html`<button disabled=${remove.busy} onClick=${remove.run}>${t('act.delete')}</button>`}
    </p>
    <${Trouble} failure=${cancel.failure ?? retry.failure ?? remove.failure} />
    <h2>${t('task.children')}</h2>
    <${Squares} id=${id} />
    <${Log} id=${id} log=${log} />
  </main>`;
}

/** What went wrong, and what may be handed to others: ids, and no names. @param {{ id: string, kind: string, data: any }} props */
function Failed({ id, kind, data }) {
  const [copied, setCopied] = useState(false);
  const copy = () => navigator.clipboard.writeText(`Korrigo ${kind} ${id} ${data.status}`).then(() => setCopied(true), () => setCopied(false));
  return html`<div class="notice trouble">
    <p><strong>${data.result?.error}</strong></p>
    <p>${t(data.status === 'REVOKED' ? 'task.was_cancelled' : 'task.what_to_do')}</p>
    <p><button onClick=${copy}>${t('task.copy')}</button> <code>${id}</code> <span role="status">${copied && t('task.copied')}</span></p>
  </div>`;
}

/** @param {{ id: string, kind: string, result: any }} props */
function Facts({ id, kind, result }) {
  const facts = Object.entries(result ?? {}).filter(([key, value]) => typeof value === 'number' && known(`fact.${key}`));
  const passwords = Object.keys(result?.passwords ?? {}).length > 0;
  const links = [
    kind === 'export_all_copies' && ['zip/', 'download.zip'],
    kind === 'cmen_ocr' && result?.evidence && ['evidence/', 'download.evidence'],
    passwords && ['credentials/pdf/', 'download.passwords'],
  ].filter(Boolean);
  return html`<dl class="sum">${facts.map(([key, value]) => html`<div><dt>${t(`fact.${key}`)}</dt><dd>${number(Number(value))}</dd></div>`)}</dl>
    <p class="acts">${links.map((link) => html`<a class="button" download href=${file(at`api/tasks/${id}/` + /** @type {string[]} */ (link)[0])}>${t(/** @type {string[]} */ (link)[1])}</a>`)}
      ${result?.diff && html`<a class="button" href=${address('roster/', { task: id })}>${t('roster.differences')}</a>`}</p>
    ${(result?.failed ?? []).map((/** @type {any} */ each) => html`<p class="trouble"><a href=${address(`tasks/${each.task_id}/`)}>${copyName(each.copy_id)}</a> ${each.error}</p>`)}`;
}

/** A task's children, a square each, of which those that failed are told in words. @param {{ id: string }} props */
export function Squares({ id }) {
  const family = useData(at`api/tasks/${id}/children/`);
  useEffect(() => onTask((task) => task.task_id === id && family.again()), [id, family.again]);
  if (!family.data) return html`<${Pending} of=${family} />`;
  const children = family.data.children;
  if (children.length === 0) return html`<p class="quiet">${t('task.no_children')}</p>`;
  const open = children.filter((/** @type {any} */ child) => !child.ready).length;
  const bad = children.filter((/** @type {any} */ child) => child.status === 'FAILURE').length;
  return html`<p>${t('task.family', { all: children.length, open, bad })}</p>
    <ol class="squares">${children.map((/** @type {any} */ child, /** @type {number} */ i) => html`<li key=${child.task_id}>
      <a class=${child.ready ? child.status : 'OPEN'} href=${address(`tasks/${child.task_id}/`, { kind: child.kind })}
        aria-label=${`${number(i + 1)}, ${t(`state.${child.status}`)}`} title=${t(`state.${child.status}`)}>${child.status === 'FAILURE' ? '!' : child.ready ? '✓' : '·'}</a></li>`)}</ol>`;
}

/** @param {{ id: string, log: ReturnType<typeof useData> }} props */
function Log({ id, log }) {
  const lines = log.data?.lines ?? [];
  const link = useMemo(() => URL.createObjectURL(new Blob([lines.join('\n')], { type: 'text/plain' })), [log.data]);
  useEffect(() => () => URL.revokeObjectURL(link), [link]);
  return html`<h2>${t('task.log')}</h2>
    ${!log.data && html`<${Pending} of=${log} />`}
    ${log.data && lines.length === 0 && html`<p class="quiet">${t('task.no_log')}</p>`}
    ${lines.length > 0 && html`<pre tabindex="0" aria-label=${t('task.log')}>${lines.join('\n')}</pre>
      <p><a class="button" download=${`${id}.log`} href=${link}>${t('task.log_file')}</a></p>`}`;
}
