// The identification desk: a person reads a copy's header and says whose it is, without knowing what a machine thinks.

import { examAddress } from './address.js';
import { at } from './api.js';
import { Candidates, called, Comparison, Search, twins } from './desk-choices.js';
import { KeyList, useKeys } from './desk-keys.js';
import { FIRST_VIEW, moved, Picture } from './desk-picture.js';
import { useDesk } from './desk-work.js';
import { Dialog, html, Pending, Title, Trouble, useData, useEffect, useRef, useState } from './elements.js';
import { copyName, day, keep, moment, percent, recall, t } from './words.js';

/** Reasons for which somebody may not be able to tell. */
const OF_TWO = ['twins', 'homonyms', 'namesakes', 'tie'];

const ALWAYS_REVEAL = 'korrigo.always-reveal';

/** @param {{ ids: string[], query: URLSearchParams }} props */
export function Desk({ ids: [exam], query }) {
  const work = useDesk(exam, query.get('copy'));
  const { waiting, queue } = work;
  const [view, setView] = useState(FIRST_VIEW);
  const [help, setHelp] = useState(false);
  const [merging, setMerging] = useState(false);
  const heading = useRef(/** @type {HTMLElement | null} */ (null));
  const copy = waiting?.copy.copy_id;
  useEffect(() => {
    setView(FIRST_VIEW);
    // From here Enter presses nothing, and a reader hears which copy it is.
    heading.current?.focus({ preventScroll: true });
    if (copy && recall(ALWAYS_REVEAL) === 'on') work.reveal();
  }, [copy]);
  const show = (/** @type {string} */ act) => waiting && setView(moved(view, act, waiting));
  const pair = waiting !== null && (OF_TWO.includes(waiting.reason.code) || twins(waiting.candidates));
  const outcome = (/** @type {'nobody' | 'unreadable' | 'inseparable'} */ name, /** @type {number} */ pressed) =>
    !work.comparing && work.decide({ student: null, outcome: name }, { pressed });
  const act = (/** @type {string} */ wanted, /** @type {number} */ pressed) => {
    const choice = /^choose-(\d)$/.exec(wanted);
    const student = choice && waiting?.candidates[Number(choice[1]) - 1];
    if (choice) return student && !work.comparing && work.decide({ student }, { pressed });
    switch (wanted) {
      case 'nobody': return outcome('nobody', pressed);
      case 'unreadable': return outcome('unreadable', pressed);
      case 'inseparable': return pair && outcome('inseparable', pressed);
      case 'merge': return waiting && !work.comparing && setMerging(true);
      case 'skip': return work.skip();
      case 'undo': return work.undo();
      case 'reveal': return work.reveal();
      case 'search': return document.getElementById('search')?.focus();
      case 'help': return setHelp(true);
      case 'leave': return work.leave();
      default: return show(wanted);
    }
  };
  useKeys(act);
  if (!queue) return html`<main><${Title}>${t('desk')}</${Title}><${Pending} of=${work.desk} /></main>`;
  if (!waiting) {
    return html`<main><${Title}>${t('desk')}</${Title}>
      ${queue.length > 0 && !work.failure ? html`<p role="status">${t('loading')}</p>` : ''}
      <${Trouble} failure=${work.failure} again=${work.again} />
      ${queue.length === 0 && html`<p class="notice" role="status">${work.said} ${t('desk.finished')}</p>
        ${work.made.length > 0 && html`<p><button onClick=${work.undo}>${t('act.undo')}</button></p>`}`}
      ${work.revoking && html`<${Revoking} ...${work.revoking} close=${work.keep} />`}
      <p><a class="button" href=${examAddress(exam)}>${t('desk.back')}</a></p></main>`;
  }
  const decided = waiting.copy.decided && waiting.copy.decided !== 'inseparable';
  /** The second click of a double click is no decision. */
  const clicked = (/** @type {MouseEvent} */ event, /** @type {(pressed: number) => void} */ then) => event.detail < 2 && then(event.timeStamp);
  const button = (/** @type {string} */ name, /** @type {string} */ key) => html`<button onClick=${(/** @type {MouseEvent} */ e) =>
    clicked(e, (pressed) => act(name, pressed))}><kbd aria-hidden="true">${key}</kbd>${t(`act.${name}`)}</button>`;
  return html`<main class="desk">
    <div class="head">
      <${Title}>${t('desk')}</${Title}>
      <p class="quiet">${t('desk.left', { n: queue.length })} · ${t('desk.made', { n: work.made.length })}</p>
      <button onClick=${() => setHelp(true)}><kbd aria-hidden="true">?</kbd>${t('keys')}</button>
    </div>
    <${Picture} key=${copy} waiting=${waiting} view=${view} show=${show} choose=${setView} painted=${work.painted} />
    <div class="choices">
      <h2 ref=${heading} tabindex="-1">${t('desk.copy', { copy: copyName(waiting.copy.anonymous_id) })}</h2>
      ${work.failure ? html`<${Trouble} failure=${work.failure} />` : html`<p class="notice">${decided ? t('desk.decided_already', { name: waiting.decided_by ?? '' }) : waiting.reason.text}</p>`}
      ${work.comparing
        ? html`<${Comparison} chosen=${work.comparing.choice.student} machine=${work.comparing.machine?.student ?? null}
            confirm=${() => work.comparing && work.decide(work.comparing.choice, { pressed: performance.now(), confirmed: true })} review=${work.review} />`
        : html`
          <${Candidates} candidates=${waiting.candidates} choose=${(/** @type {any} */ student, /** @type {MouseEvent} */ e) =>
            clicked(e, (pressed) => work.decide({ student }, { pressed }))} />
          <${Search} key=${copy} exam=${exam} choose=${(/** @type {any} */ student) => work.decide({ student }, { pressed: performance.now() })} />
          <div class="four">${button('nobody', 'N')}${button('unreadable', 'I')}${pair && button('inseparable', 'D')}${button('merge', 'F')}${button('skip', 'P')}${button('undo', 'Z')}</div>`}
      ${!work.comparing && html`<${Reading} revealed=${work.revealed} reveal=${work.reveal} />`}
      <p role="status">${work.said}</p>
    </div>
    ${work.revoking && html`<${Revoking} ...${work.revoking} close=${work.keep} />`}
    ${merging && html`<${Merge} exam=${exam} copy=${waiting.copy} close=${() => setMerging(false)} merge=${(/** @type {any} */ into) => {
      setMerging(false);
      work.decide({ student: null, into }, { pressed: performance.now() });
    }} />`}
    ${help && html`<${Dialog} title=${t('keys')} close=${() => setHelp(false)}><${KeyList} /><${AlwaysReveal} /></${Dialog}>`}
  </main>`;
}

/** What the machine read and thinks, hidden until somebody asks. @param {{ revealed: { machine: any } | null, reveal: () => void }} props */
function Reading({ revealed, reveal }) {
  if (!revealed) return html`<p class="reading"><button onClick=${reveal}><kbd aria-hidden="true">L</kbd>${t('act.reveal')}</button></p>`;
  const { machine } = revealed;
  if (!machine) return html`<p class="reading">${t('machine.nothing')}</p>`;
  return html`<dl class="reading">
    ${machine.reading && html`<dt>${t('machine.read')}</dt><dd>${['last_name', 'first_name', 'date_of_birth'].map((field) => machine.reading[field]).filter(Boolean).join(' · ')}</dd>`}
    <dt>${t('machine.thinks')}</dt><dd>${machine.student ? `${called(machine.student)} ${machine.student.birth_date ? day(machine.student.birth_date) : ''}` : t('desk.said_nobody')} (${percent(machine.probability)})</dd>
  </dl>`;
}

/** Of which copy this one is a part. @param {{ exam: string, copy: any, close: () => void, merge: (into: any) => void }} props */
function Merge({ exam, copy, close, merge }) {
  const copies = useData(at`api/exams/${exam}/copies/`);
  const [into, setInto] = useState('');
  const list = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => list.current?.focus(), [copies.data]);
  const others = copies.data?.copies.filter((/** @type {any} */ each) => each.copy_id !== copy.copy_id && each.pages > 0);
  return html`<${Dialog} title=${t('desk.merge', { copy: copyName(copy.anonymous_id) })} close=${close}>
    ${!others ? html`<${Pending} of=${copies} />` : html`<form class="stack" onSubmit=${(/** @type {Event} */ event) => {
      event.preventDefault();
      merge(others.find((/** @type {any} */ each) => each.copy_id === into));
    }}>
      <label>${t('desk.merge_into')}<select required ref=${list} value=${into} onChange=${(/** @type {any} */ e) => setInto(e.target.value)}>
        <option value=""></option>
        ${others.map((/** @type {any} */ each) => html`<option value=${each.copy_id}>${copyName(each.anonymous_id)}</option>`)}
      </select></label>
      <button class="main">${t('desk.merge_go')}</button>
    </form>`}
  </${Dialog}>`;
}

/** Asks before something is changed that was built on and perhaps handed out. @param {{ built: any, go: () => void, close: () => void }} props */
function Revoking({ built, go, close }) {
  return html`<${Dialog} title=${t('revoke')} close=${close}>
    <p>${t('revoke.what', { n: built.exports.length })}</p>
    <p>${t('revoke.downloads', { n: built.downloads.length })}</p>
    <ul>${built.downloads.map((/** @type {any} */ each) => html`<li>${moment(each.at)}, ${each.actor}</li>`)}</ul>
    <p><button onClick=${go}>${t('revoke.go')}</button></p>
  </${Dialog}>`;
}

/** For who can't see the picture: the reading from the start, which counts as revealed. */
function AlwaysReveal() {
  const [on, setOn] = useState(recall(ALWAYS_REVEAL) === 'on');
  const change = () => {
    keep(ALWAYS_REVEAL, on ? 'off' : 'on');
    setOn(!on);
  };
  return html`<label class="switch"><input type="checkbox" checked=${on} onChange=${change} /> ${t('keys.always_reveal')}</label>`;
}
