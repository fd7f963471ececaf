// A scan as its paper lies: a balance that adds up, what is wrong, and all pages, to be put right.

import { at, call, Refusal } from './api.js';
import { examAddress } from './address.js';
import { Age, Dialog, html, Pending, Title, Trouble, useData, useRef, useState } from './elements.js';
import { commands, KEYS, looked } from './paper.js';
import { nameOf, pictureOf, reasonOf, Strip } from './strip.js';
import { copyName, known, number, t } from './words.js';

/** @param {{ ids: string[] }} props */
export function ScanPage({ ids: [exam, id] }) {
  const read = useData(at`api/exams/${exam}/scans/${id}/`);
  const [answered, setAnswered] = useState(/** @type {any} */ (null));
  const [chosen, setChosen] = useState(/** @type {string[]} */ ([]));
  const [current, setCurrent] = useState('');
  const [asked, setAsked] = useState(/** @type {any} */ (null));
  const [said, setSaid] = useState('');
  const [failure, setFailure] = useState(/** @type {unknown} */ (null));
  const anchor = useRef('');
  const sent = useRef({ last: Promise.resolve(), version: -1, turn: 0, inverses: /** @type {any[][]} */ ([]) });
  const scan = answered && answered.version >= (read.data?.version ?? 0) ? answered : read.data;
  if (!scan) return html`<main><${Title}>${t('scan')}</${Title}><${Pending} of=${read} /></main>`;
  const here = current || scan.strip[0]?.page_id || '';
  const pages = scan.strip.filter((/** @type {any} */ page) => chosen.includes(page.page_id));
  const all = commands(scan, pages);

  /** One command after the other: what comes behind one that was refused was meant for other paper, and is dropped. */
  const send = (/** @type {string} */ name, /** @type {any} */ command) => {
    const queue = sent.current;
    const { turn } = queue;
    setAsked(null);
    queue.last = queue.last.then(async () => {
      if (turn !== queue.turn) return;
      try {
        if (name === 'release') {
          await call('POST', at`api/copies/${command.copy_id}/release/`, { etag: `"${command.version}"` });
          setAnswered(null);
          await read.again();
        } else {
          const version = Math.max(queue.version, scan.version);
          // An act on several pages is undone at once, as it was done.
          const back = name === 'undo' ? queue.inverses[queue.inverses.length - 1] : undefined;
          const body = { commands: back ?? [command] };
          const { data } = await call('POST', at`api/exams/${exam}/scans/${id}/commands/`, { body, etag: `"${version}"` });
          if (name === 'undo') queue.inverses.pop();
          else queue.inverses.push(data.inverse);
          queue.version = data.scan.version;
          setAnswered(data.scan);
        }
        setFailure(null);
        setSaid(t('scan.done', { act: t(`paper.${name}`) }));
      } catch (refusal) {
        queue.turn++;
        setSaid('');
        setFailure(refusal);
        if (refusal instanceof Refusal && refusal.status === 412) await read.again();
      }
    });
  };
  const act = (/** @type {string} */ name, commandsOf = all) => {
    const command = commandsOf[name];
    if (!command) return;
    if (name === 'move' || name === 'replace') setAsked({ name, command });
    else send(name, command);
  };
  const choose = (/** @type {string} */ page, { range = false, more = false } = {}) => {
    const ids = scan.strip.map((/** @type {any} */ each) => each.page_id);
    setCurrent(page);
    if (range) {
      // Who has only used the keys so far begins where they stand.
      anchor.current ||= here;
      const ends = [ids.indexOf(anchor.current), ids.indexOf(page)].sort((a, b) => a - b);
      setChosen(ids.slice(ends[0], ends[1] + 1));
      return;
    }
    anchor.current = page;
    setChosen(more ? (chosen.includes(page) ? chosen.filter((each) => each !== page) : [...chosen, page]) : [page]);
  };
  const show = (/** @type {any[]} */ some) => {
    anchor.current = some[0].page_id;
    setCurrent(some[0].page_id);
    setChosen(some.map((page) => page.page_id));
    // Once it can be focused.
    requestAnimationFrame(() => {
      const tile = document.getElementById(`page-${some[0].page_id}`);
      tile?.focus({ preventScroll: true });
      tile?.scrollIntoView({ block: 'center' });
    });
  };
  const pressed = (/** @type {KeyboardEvent} */ event) => {
    if (event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    const name = event.key === 'Enter' ? 'enlarge' : Object.entries(KEYS).find(([, key]) => key && key === event.key.toLowerCase())?.[0];
    if (event.key === ' ') choose(here, { more: true });
    else if (name === 'enlarge') setAsked({ name, page: scan.strip.find((/** @type {any} */ page) => page.page_id === here) });
    else if (name) act(name);
    else return;
    event.preventDefault();
  };
  const dropped = (/** @type {string} */ to, /** @type {string | null} */ before) =>
    send('move', { ...all.move, to, at: chosen.includes(before ?? '') ? null : before });
  return html`<main>
    <${Title}>${scan.name || t('scan')}</${Title}>
    <p><a href=${examAddress(exam)}>${t('exam.back')}</a></p>
    <${Age} of=${read} />
    <${Balance} scan=${scan} />
    <${Problems} exam=${exam} scan=${scan} show=${show} act=${(/** @type {string} */ name, /** @type {any[]} */ some) => {
      show(some);
      act(name, commands(scan, some));
    }} acknowledge=${(/** @type {any} */ { kind, found }) => send('acknowledge', { op: 'acknowledge', to: kind.replace('_expected', ''), found })} />
    <h2>${t('scan.pages')}</h2>
    <p class="quiet">${t('scan.how')}</p>
    <${Strip} scan=${scan} chosen=${new Set(chosen)} current=${here} choose=${choose} pressed=${pressed} dropped=${dropped} />
    <div class="tray">
      <div class="aside" onDragOver=${(/** @type {Event} */ e) => e.preventDefault()} onDrop=${(/** @type {Event} */ e) => { e.preventDefault(); act('quarantine'); }}>
        ${t('scan.aside', { n: scan.balance.quarantined })}
        ${scan.quarantine.length > 0 && html`<button onClick=${() => show(scan.strip.filter((/** @type {any} */ page) => page.reason))}>${t('scan.show')}</button>`}
      </div>
      <div class="acts" role="toolbar" aria-label=${t('acts')}>
        ${Object.entries(KEYS).map(([name, key]) => html`<button disabled=${!all[name]} aria-keyshortcuts=${key || undefined} onClick=${() => act(name)}>
          ${key && html`<kbd>${key.toUpperCase()}</kbd>`} ${t(`paper.${name}`)}</button>`)}
        <span class="quiet">${t('scan.chosen', { n: pages.length })}</span>
      </div>
      <p role="status">${said}</p>
      <${Trouble} failure=${failure} />
    </div>
    ${asked?.name === 'enlarge' && html`<${Dialog} title=${t('scan.sheet', { sheet: asked.page.sheet })} close=${() => setAsked(null)}>
      <img class="page" alt=${t('page.picture')} src=${pictureOf(asked.page, 1200)} /></${Dialog}>`}
    ${asked?.name === 'move' && html`<${Move} exam=${exam} scan=${scan} close=${() => setAsked(null)}
      move=${(/** @type {any} */ where) => send('move', { ...asked.command, ...where })} />`}
    ${asked?.name === 'replace' && html`<${Dialog} title=${t('paper.replace')} close=${() => setAsked(null)}>
      <div class="pair">${[asked.command.pages[0], asked.command.by].map((page, i) => html`<figure>
        <figcaption>${t(i ? 'page.new' : 'page.old')}</figcaption>
        <img class="page" alt=${t(i ? 'page.new' : 'page.old')} src=${pictureOf(scan.strip.find((/** @type {any} */ each) => each.page_id === page), 760)} />
      </figure>`)}</div>
      <p><button class="main" onClick=${() => send('replace', asked.command)}>${t('paper.replace')}</button></p></${Dialog}>`}
  </main>`;
}

/** What went in and what came out, as a sum that a reader can check. @param {{ scan: any }} props */
function Balance({ scan: { balance, expected, problems } }) {
  // What was scanned twice counts once, lest it hide a sheet that was eaten.
  const of = (/** @type {string} */ what) => problems.find((/** @type {any} */ problem) => problem.kind === `${what}_expected`);
  const sheets = of('sheets')?.found ?? balance.sheets;
  const wrong = (/** @type {number | null} */ wanted, /** @type {number} */ found, /** @type {string} */ what) => {
    const who = of(what)?.acknowledged_by;
    return wanted !== null && wanted !== found && html`<p class=${who ? 'quiet' : 'notice trouble'}>
      <strong>${t(`scan.${what}_differ`, { wanted, found })}</strong> ${who && t('scan.acknowledged', { who })}</p>`;
  };
  return html`<section aria-labelledby="balance">
    <h2 id="balance">${t('scan.balance')}</h2>
    <p class="balance">${['sheets', 'views', 'pages'].map((what, i) => html`${i > 0 && ' = '}<b>${number(balance[what])}</b> ${t(`scan.of.${what}`)}`)} →
      <b> ${number(balance.written)}</b> ${t('scan.of.written', { copies: balance.copies })} + <b>${number(balance.blank)}</b> ${t('scan.of.blank')} +
      <b> ${number(balance.quarantined)}</b> ${t('scan.of.quarantined')}</p>
    ${wrong(expected.sheets, sheets, 'sheets')}
    ${wrong(expected.copies ?? (expected.roster || null), balance.copies, 'copies')}
  </section>`;
}

/** @param {Record<string, any>} props */
function Problems({ exam, scan, show, act, acknowledge }) {
  const problems = scan.problems.map((/** @type {any} */ problem) => looked(scan, problem));
  const open = problems.filter((/** @type {any} */ problem) => problem.open);
  const name = (/** @type {string | null} */ copy) => nameOf(scan.bands.find((/** @type {any} */ band) => band.copy_id === copy) ?? { student: null, anonymous_id: copy });
  const card = (/** @type {any} */ problem) => html`<li>
    <strong>${reasonOf(problem.kind)}</strong>
    ${problem.place && html`<span>${t('scan.place', { ...problem.place, n: problem.place.sheet })}${' '}
      ${problem.place.after && problem.place.before ? t('scan.between', { after: name(problem.place.after), before: name(problem.place.before) }) : ''}</span>`}
    ${problem.copy_id && html`<span>${t('scan.copy', { copy: name(problem.copy_id) })}</span>`}
    ${problem.expected > 0 && !problem.kind.endsWith('_expected') && html`<span>${t('scan.found', problem)}</span>`}
    ${problem.open && known(`mend.${problem.kind}`) && html`<span class="quiet">${t(`mend.${problem.kind}`)}</span>`}
    <span class="acts">
      ${problem.pages.length > 0 && html`<button onClick=${() => show(problem.pages)}>${t('scan.show')}</button>`}
      ${problem.mends.map((/** @type {keyof KEYS} */ mend) => html`<button onClick=${() => act(mend, problem.pages)}>
        ${KEYS[mend] && html`<kbd>${KEYS[mend].toUpperCase()}</kbd>`} ${t(`paper.${mend}`)}</button>`)}
      ${problem.open && problem.kind.endsWith('_expected') && html`<button onClick=${() => acknowledge(problem)}>${t('paper.acknowledge')}</button>`}
      ${problem.open && problem.kind === 'to_decide' && html`<a class="button" href=${examAddress(exam, 'desk/')}>${t('scan.desk')}</a>`}
    </span></li>`;
  return html`<section aria-labelledby="problems">
    <h2 id="problems">${t('scan.problems', { n: open.length })}</h2>
    ${open.length === 0 && html`<p>${t('scan.no_problems')}</p>`}
    <ul class="cards problems">${open.map(card)}</ul>
    ${open.length < problems.length && html`<details><summary>${t('scan.settled', { n: problems.length - open.length })}</summary>
      <ul class="cards problems">${problems.filter((/** @type {any} */ problem) => !problem.open).map(card)}</ul></details>`}
  </section>`;
}

/** Where pages go: to any copy of the exam, for a sheet that was scanned again lies in another pile. @param {Record<string, any>} props */
function Move({ exam, scan, close, move }) {
  const copies = useData(at`api/exams/${exam}/copies/`);
  const [to, setTo] = useState('');
  const [before, setBefore] = useState('');
  const band = scan.bands.find((/** @type {any} */ each) => each.copy_id === to);
  return html`<${Dialog} title=${t('paper.move')} close=${close}>
    ${!copies.data ? html`<${Pending} of=${copies} />` : html`<form class="stack" onSubmit=${(/** @type {Event} */ event) => {
      event.preventDefault();
      move({ to, at: before || null });
    }}>
      <label>${t('move.to')}<select required value=${to} onChange=${(/** @type {any} */ e) => { setTo(e.target.value); setBefore(''); }}>
        <option value=""></option>
        ${copies.data.copies.map((/** @type {any} */ copy) => html`<option value=${copy.copy_id}>
          ${[copyName(copy.anonymous_id), scan.bands.find((/** @type {any} */ each) => each.copy_id === copy.copy_id)?.student].filter(Boolean).join(' – ')}</option>`)}
      </select></label>
      <label>${t('move.before')}<select value=${before} onChange=${(/** @type {any} */ e) => setBefore(e.target.value)}>
        <option value="">${t('move.end')}</option>
        ${band?.pages.map((/** @type {string} */ page, /** @type {number} */ i) => html`<option value=${page}>${t('page.number', { page: number(i + 1) })}</option>`)}
      </select></label>
      <button class="main">${t('paper.move')}</button>
    </form>`}
  </${Dialog}>`;
}
