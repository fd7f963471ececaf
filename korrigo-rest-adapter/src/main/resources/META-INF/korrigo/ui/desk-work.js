// Deciding at the desk: one copy after the other, each only once its picture was seen, and taken back without limit.

import { at, call, Refusal } from './api.js';
import { examAddress, go } from './address.js';
import { called } from './desk-choices.js';
import { DeskQueue } from './desk-queue.js';
import { useData, useEffect, useMemo, useRef, useState } from './elements.js';
import { copyName, t } from './words.js';

/** Milliseconds from a picture's first paint on in which nobody can have read it: what is pressed then was meant for the copy before. */
const UNREADABLY_SHORT = 150;

/** @typedef {import('./desk-queue.js').Student} Student */
/** Milliseconds after which a copy that is still looked at is taken anew, before its lease of 90 s is over. */
const LOOKED_AT = 60_000;

/** @typedef {{ copy_id: string, anonymous_id: string }} Named */
/** @typedef {{ student: Student | null, outcome?: 'nobody' | 'unreadable' | 'inseparable', into?: Named }} Choice the student is null where
 *     there is an outcome, or another copy of which this one is a part */
/** @typedef {{ copy: string, name: string, etag: string | null, correction?: number }} Made a merge has the number of its correction */
/** @typedef {{ student: Student | null, probability: number, reading: Record<string, string> | null } | null} Machine */

/**
 * All that the desk's screen shows and can ask for.
 *
 * @param {string} exam
 * @param {string | null} wanted the copy that the address names
 */
export function useDesk(exam, wanted) {
  const desk = useData(at`api/exams/${exam}/desk/`);
  const copies = useMemo(() => new DeskQueue(exam), [exam]);
  const [queue, setQueue] = useState(/** @type {string[] | null} */ (null));
  const [waiting, setWaiting] = useState(/** @type {import('./desk-queue.js').Waiting | null} */ (null));
  const [failure, setFailure] = useState(/** @type {unknown} */ (null));
  const [said, setSaid] = useState('');
  const [comparing, setComparing] = useState(/** @type {{ choice: Choice, machine: Machine } | null} */ (null));
  const [revealed, setRevealed] = useState(/** @type {Record<string, Machine>} */ ({}));
  const [made, setMade] = useState(/** @type {Made[]} */ ([]));
  const [revoking, setRevoking] = useState(/** @type {{ built: any, go: () => void } | null} */ (null));
  const [turn, setTurn] = useState(0);
  const seen = useRef({ copy: '', at: 0 });
  const busy = useRef(false);
  const passed = useRef(new Set());
  const id = wanted ?? queue?.[0] ?? null;

  useEffect(() => {
    if (!desk.data || queue) return;
    setQueue(desk.data.queue);
    // What was decided on another day, or in another window, is taken back as well.
    setMade(desk.data.made.map((/** @type {any} */ each) => ({ copy: each.copy_id, name: copyName(each.anonymous_id), etag: `"${each.version}"` })).reverse());
  }, [desk.data]);

  const show = (/** @type {string | undefined} */ copy) =>
    go(examAddress(exam, 'desk/') + (copy ? `?copy=${encodeURIComponent(copy)}` : ''), true);

  /** @param {string} copy @param {string[]} from */
  const without = (copy, from) => from.filter((each) => each !== copy);

  /** The copy after this one; the first one after the last. @param {string} copy */
  const after = (copy) => {
    const left = without(copy, queue ?? []);
    return left[Math.max(0, (queue ?? []).indexOf(copy)) % Math.max(1, left.length)];
  };

  /** Whether somebody else has decided it, which is said. @param {import('./desk-queue.js').Waiting | null} read */
  const elsewhere = (read) => {
    if (!read?.copy.decided || read.copy.decided === 'inseparable') return false;
    setSaid(t('desk.decided_elsewhere', { copy: copyName(read.copy.anonymous_id), name: read.decided_by ?? '' }));
    return true;
  };

  /** @param {string} copy @param {import('./desk-queue.js').Waiting} read */
  const arrive = (copy, read) => {
    // Decided elsewhere since the queue was made: there is nothing to do here.
    if (queue?.includes(copy) && elsewhere(read)) {
      leave(copy);
      return;
    }
    setWaiting(read);
    setFailure(null);
    copies.prepare(queue ?? [], copy);
  };

  useEffect(() => {
    let gone = false;
    setComparing(null);
    if (!id) {
      setWaiting(null);
      return undefined;
    }
    copies.copy(id).then((read) => !gone && arrive(id, read), (refusal) => !gone && setFailure(refusal));
    return () => {
      gone = true;
    };
  }, [id, turn]);

  const shown = waiting?.copy.copy_id;
  useEffect(() => {
    if (!shown || shown !== id) return undefined;
    const take = async () => {
      const { data } = await call('POST', at`api/copies/${shown}/identification/lease/`);
      // Where all are being read, one of them is read twice: nothing is decided twice by it.
      if (!data.held_by || passed.current.has(shown) || after(shown) === undefined) return;
      passed.current.add(shown);
      setSaid(t('desk.held', { copy: copyName(waiting?.copy.anonymous_id ?? ''), name: data.held_by }));
      show(after(shown));
    };
    const again = () => take().catch(() => {}); // Leases keep colleagues apart; a decision needs none.
    again();
    const timer = setInterval(again, LOOKED_AT);
    return () => clearInterval(timer);
  }, [shown, id]);

  /** Whether the copy of this address is the one whose picture was on the screen when something was pressed. @param {number} pressed */
  const ready = (pressed) =>
    waiting !== null && waiting.copy.copy_id === id && seen.current.copy === id && pressed - seen.current.at >= UNREADABLY_SHORT && !busy.current;

  /** @param {Choice} choice */
  const named = (choice) => (choice.student ? called(choice.student)
    : choice.into ? t('desk.said_merged', { copy: copyName(choice.into.anonymous_id) }) : t(`desk.said_${choice.outcome}`));

  /** @param {any} answer @returns {Machine} */
  const machine = (answer) => answer.machine && {
    student: answer.machine.student_id === null ? null
      : waiting?.candidates.find((each) => each.student_id === answer.machine.student_id)
        ?? { student_id: answer.machine.student_id, last_name: t('compare.another'), usage_name: null, first_name: '', birth_date: null, class_name: null, taken_by: null },
    probability: answer.machine.probability,
    reading: answer.reading,
  };

  /** @param {Choice} choice @param {{ pressed: number, confirmed?: boolean, revoke?: boolean }} how */
  const decide = async (choice, { pressed, confirmed = false, revoke = false }) => {
    if (!ready(pressed) || !waiting || !id) return;
    busy.current = true;
    setFailure(null);
    const body = {
      student_id: choice.student?.student_id,
      outcome: choice.outcome,
      merge_into: choice.into?.copy_id,
      revoke,
      confirmed,
      revealed: id in revealed,
      shown: waiting.candidates.length,
      ms: Math.min(86_400_000, Math.round(pressed - seen.current.at)),
    };
    try {
      const { data, etag } = await call('PUT', at`api/copies/${id}/identification/`, { body, etag: waiting.etag });
      if (!data.stored) {
        setComparing({ choice, machine: machine(data) });
        return;
      }
      setMade((before) => [...before, { copy: id, name: copyName(waiting.copy.anonymous_id), etag, correction: data.correction }]);
      setSaid(`${t('desk.said', { copy: copyName(waiting.copy.anonymous_id), name: named(choice) })} ${touched(data, 'desk.touched')}`);
      if (choice.into) copies.forget(choice.into.copy_id);
      if (choice.student) copies.taken(choice.student.student_id, waiting.copy.anonymous_id);
      leave(id, ids(data));
    } catch (refusal) {
      if (graded(refusal)) await ask(id, () => decide(choice, { pressed, confirmed, revoke: true }));
      else await explain(refusal, id);
    } finally {
      busy.current = false;
    }
  };

  /** @param {any} answer @returns {string[]} */
  const ids = (answer) => answer.touched.map((/** @type {Named} */ each) => each.copy_id);

  /** What a decision did to other copies. @param {any} answer @param {string} name */
  const touched = ({ touched: others }, name) => (others.length === 0 ? ''
    : t(name, { n: others.length, copies: others.map((/** @type {Named} */ each) => copyName(each.anonymous_id)).join(', ') }));

  /** @param {unknown} refusal */
  const graded = (refusal) => refusal instanceof Refusal && refusal.problem.code === 'decision.graded_revoke';

  /** Shows what was built on a graded copy, before it is taken back. @param {string} copy @param {() => void} then */
  const ask = async (copy, then) => {
    const { data } = await call('GET', at`api/copies/${copy}/revocation/`);
    setRevoking({
      built: data,
      go: () => {
        setRevoking(null);
        then();
      },
    });
  };

  /** @param {string} copy that is done @param {string[]} [others] that are done with it */
  const leave = (copy, others = []) => {
    const left = without(copy, queue ?? []).filter((each) => !others.includes(each));
    const next = left.includes(after(copy) ?? '') ? after(copy) : left[0];
    setComparing(null);
    setQueue(left);
    if (next === undefined) desk.again();
    show(next);
  };

  /** @param {unknown} refusal @param {string} copy */
  const explain = async (refusal, copy) => {
    const changed = refusal instanceof Refusal && (refusal.status === 412 || refusal.status === 409);
    if (!changed) {
      setFailure(refusal);
      return;
    }
    const now = await copies.again(copy).catch(() => null);
    setComparing(null);
    if (refusal.status === 412 && elsewhere(now)) {
      leave(copy);
    } else {
      if (now) setWaiting(now);
      setFailure(refusal);
    }
  };

  const undo = async (revoke = false) => {
    const last = made[made.length - 1];
    if (busy.current) return;
    if (!last) {
      setSaid(t('desk.nothing_to_undo'));
      return;
    }
    busy.current = true;
    try {
      const how = new URLSearchParams({ revoke: String(revoke), ...(last.correction === undefined ? {} : { correction: String(last.correction) }) });
      const { data } = await call('POST', `${at`api/copies/${last.copy}/identification/undo/`}?${how}`, { etag: last.etag });
      setMade(made.slice(0, -1));
      setSaid(`${t('desk.undone', { copy: last.name })} ${touched(data, 'desk.untouched')}`);
      copies.read.clear();
      const open = [last.copy, ...ids(data)];
      setQueue([...open, ...(queue ?? []).filter((each) => !open.includes(each))]);
      show(last.copy);
    } catch (refusal) {
      if (graded(refusal)) await ask(last.copy, () => undo(true));
      else {
        // Decided anew by somebody since: theirs to take back.
        if (refusal instanceof Refusal && refusal.status === 412) setMade(made.slice(0, -1));
        setFailure(refusal);
      }
    } finally {
      busy.current = false;
    }
  };

  const reveal = async () => {
    if (!id || id in revealed || busy.current) return;
    try {
      const { data } = await call('POST', at`api/copies/${id}/identification/reveal/`);
      setRevealed((before) => ({ ...before, [id]: machine(data) }));
    } catch (refusal) {
      setFailure(refusal);
    }
  };

  return {
    desk,
    queue,
    waiting,
    failure,
    /** Reads the copy that could not be read. */
    again: () => setTurn(turn + 1),
    said,
    comparing,
    made,
    revealed: id && id in revealed ? { machine: revealed[id] } : null,
    decide,
    undo: () => undo(),
    revoking,
    keep: () => setRevoking(null),
    reveal,
    skip: () => id && !busy.current && show(after(id)),
    painted: (/** @type {string} */ copy) => {
      if (seen.current.copy !== copy) seen.current = { copy, at: performance.now() };
    },
    /** Back to the choices, from now on with the machine's answer in mind. */
    review: () => {
      if (id && comparing) setRevealed((before) => ({ ...before, [id]: comparing.machine }));
      setComparing(null);
    },
    leave: () => go(examAddress(exam)),
  };
}
