// Deciding at the desk: one copy after the other, each only once its picture was seen, and taken back without limit.

import { at, call, Refusal } from './api.js';
import { examAddress, go } from './address.js';
import { called } from './desk-choices.js';
import { DeskQueue } from './desk-queue.js';
import { useData, useEffect, useMemo, useRef, useState } from './elements.js';
import { t } from './words.js';

/** Milliseconds from a picture's first paint on in which nobody can have read it: what is pressed then was meant for the copy before. */
const UNREADABLY_SHORT = 150;

/** @typedef {import('./desk-queue.js').Student} Student */
/** @typedef {{ student: Student | null, outcome?: 'nobody' | 'unreadable' }} Choice the student is null where there is an outcome */
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
  const [made, setMade] = useState(/** @type {{ copy: string, name: string, etag: string | null }[]} */ ([]));
  const seen = useRef({ copy: '', at: 0 });
  const busy = useRef(false);
  const id = wanted ?? queue?.[0] ?? null;

  useEffect(() => {
    if (desk.data && !queue) setQueue(desk.data.queue);
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

  /** @param {string} copy @param {import('./desk-queue.js').Waiting} read */
  const arrive = (copy, read) => {
    // Decided elsewhere since the queue was made: there is nothing to do here.
    if (read.copy.decided && queue?.includes(copy)) {
      setSaid(t('desk.decided_elsewhere', { copy: read.copy.anonymous_id }));
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
  }, [id]);

  /** Whether the copy of this address is the one whose picture was on the screen when something was pressed. @param {number} pressed */
  const ready = (pressed) =>
    waiting !== null && waiting.copy.copy_id === id && seen.current.copy === id && pressed - seen.current.at >= UNREADABLY_SHORT && !busy.current;

  /** @param {Choice} choice */
  const named = (choice) => (choice.student ? called(choice.student) : t(`desk.said_${choice.outcome}`));

  /** @param {any} answer @returns {Machine} */
  const machine = (answer) => answer.machine && {
    student: answer.machine.student_id === null ? null
      : waiting?.candidates.find((each) => each.student_id === answer.machine.student_id)
        ?? { student_id: answer.machine.student_id, last_name: t('compare.another'), usage_name: null, first_name: '', birth_date: null, class_name: null, taken_by: null },
    probability: answer.machine.probability,
    reading: answer.reading,
  };

  /** @param {Choice} choice @param {{ pressed: number, confirmed?: boolean }} how */
  const decide = async (choice, { pressed, confirmed = false }) => {
    if (!ready(pressed) || !waiting || !id) return;
    busy.current = true;
    setFailure(null);
    const body = {
      ...(choice.student ? { student_id: choice.student.student_id } : { outcome: choice.outcome }),
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
      setMade((before) => [...before, { copy: id, name: waiting.copy.anonymous_id, etag }]);
      setSaid(t('desk.said', { copy: waiting.copy.anonymous_id, name: named(choice) }));
      if (choice.student) copies.taken(choice.student.student_id, waiting.copy.anonymous_id);
      leave(id);
    } catch (refusal) {
      await explain(refusal, id);
    } finally {
      busy.current = false;
    }
  };

  /** @param {string} copy that is done */
  const leave = (copy) => {
    const next = after(copy);
    setComparing(null);
    setQueue(without(copy, queue ?? []));
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
    if (now?.copy.decided && refusal.status === 412) {
      setSaid(t('desk.decided_elsewhere', { copy: now.copy.anonymous_id }));
      leave(copy);
    } else {
      if (now) setWaiting(now);
      setFailure(refusal);
    }
  };

  const undo = async () => {
    const last = made[made.length - 1];
    if (busy.current) return;
    if (!last) {
      setSaid(t('desk.nothing_to_undo'));
      return;
    }
    busy.current = true;
    try {
      await call('POST', at`api/copies/${last.copy}/identification/undo/`, { etag: last.etag });
      setMade(made.slice(0, -1));
      setSaid(t('desk.undone', { copy: last.name }));
      copies.read.clear();
      setQueue([last.copy, ...without(last.copy, queue ?? [])]);
      show(last.copy);
    } catch (refusal) {
      setFailure(refusal);
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
    said,
    comparing,
    made,
    revealed: id && id in revealed ? { machine: revealed[id] } : null,
    decide,
    undo,
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
