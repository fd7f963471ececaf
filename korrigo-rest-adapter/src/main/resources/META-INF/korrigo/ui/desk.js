// The identification desk: a person reads a copy's header and says whose it is, without knowing what a machine thinks.

import { examAddress } from './address.js';
import { Candidates, called, Comparison, Search } from './desk-choices.js';
import { KeyList, useKeys } from './desk-keys.js';
import { FIRST_VIEW, moved, Picture } from './desk-picture.js';
import { useDesk } from './desk-work.js';
import { Dialog, html, Pending, Title, Trouble, useEffect, useRef, useState } from './elements.js';
import { day, keep, percent, recall, t } from './words.js';

const ALWAYS_REVEAL = 'korrigo.always-reveal';

/** @param {{ ids: string[], query: URLSearchParams }} props */
export function Desk({ ids: [exam], query }) {
  const work = useDesk(exam, query.get('copy'));
  const { waiting, queue } = work;
  const [view, setView] = useState(FIRST_VIEW);
  const [help, setHelp] = useState(false);
  const heading = useRef(/** @type {HTMLElement | null} */ (null));
  const copy = waiting?.copy.copy_id;
  useEffect(() => {
    setView(FIRST_VIEW);
    // From here Enter presses nothing, and a reader hears which copy it is.
    heading.current?.focus({ preventScroll: true });
    if (copy && recall(ALWAYS_REVEAL) === 'on') work.reveal();
  }, [copy]);
  const show = (/** @type {string} */ act) => waiting && setView(moved(view, act, waiting));
  const outcome = (/** @type {'nobody' | 'unreadable'} */ name, /** @type {number} */ pressed) =>
    !work.comparing && work.decide({ student: null, outcome: name }, { pressed });
  const act = (/** @type {string} */ wanted, /** @type {number} */ pressed) => {
    const choice = /^choose-(\d)$/.exec(wanted);
    const student = choice && waiting?.candidates[Number(choice[1]) - 1];
    if (choice) return student && !work.comparing && work.decide({ student }, { pressed });
    switch (wanted) {
      case 'nobody': return outcome('nobody', pressed);
      case 'unreadable': return outcome('unreadable', pressed);
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
      <${Trouble} failure=${work.failure} />
      ${queue.length === 0 && html`<p class="notice" role="status">${work.said} ${t('desk.finished')}</p>
        ${work.made.length > 0 && html`<p><button onClick=${work.undo}>${t('act.undo')}</button></p>`}`}
      <p><a class="button" href=${examAddress(exam)}>${t('desk.back')}</a></p></main>`;
  }
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
      <h2 ref=${heading} tabindex="-1">${t('desk.copy', { copy: waiting.copy.anonymous_id })}</h2>
      <p class="notice">${waiting.reason.text}</p>
      ${waiting.copy.decided && html`<p class="notice">${t('desk.decided_already')}</p>`}
      <${Trouble} failure=${work.failure} />
      ${work.comparing
        ? html`<${Comparison} chosen=${work.comparing.choice.student} machine=${work.comparing.machine?.student ?? null}
            confirm=${() => work.comparing && work.decide(work.comparing.choice, { pressed: performance.now(), confirmed: true })} review=${work.review} />`
        : html`
          <${Candidates} candidates=${waiting.candidates} choose=${(/** @type {any} */ student, /** @type {MouseEvent} */ e) =>
            clicked(e, (pressed) => work.decide({ student }, { pressed }))} />
          <${Search} key=${copy} exam=${exam} choose=${(/** @type {any} */ student) => work.decide({ student }, { pressed: performance.now() })} />
          <div class="four">${button('nobody', 'N')}${button('unreadable', 'I')}${button('skip', 'P')}${button('undo', 'Z')}</div>`}
      <${Reading} revealed=${work.revealed} reveal=${work.reveal} />
      <p role="status">${work.said}</p>
    </div>
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

/** For who can't see the picture: the reading from the start, which counts as revealed. */
function AlwaysReveal() {
  const [on, setOn] = useState(recall(ALWAYS_REVEAL) === 'on');
  const change = () => {
    keep(ALWAYS_REVEAL, on ? 'off' : 'on');
    setOn(!on);
  };
  return html`<label class="switch"><input type="checkbox" checked=${on} onChange=${change} /> ${t('keys.always_reveal')}</label>`;
}
