// Tasks as they go on. One tab of a browser listens to the service's events and tells the others, for a browser has few connections
// and a server counts listeners. Where that can't be had, it asks every five seconds.

import { call } from './api.js';
import { home, service } from './address.js';

const ASKED_EVERY = 5_000;
const FAILURES_BORNE = 3;
/** After so long of asking, events are tried again. */
const TRIED_AGAIN = 60_000;

/** @typedef {{ task_id: string, kind: string, status: string, ready: boolean, exam_id: string | null, submitted_at: string,
 *     ended_at: string | null, error?: string, progress?: { current: number, total: number, percent: number } }} Task */

/** @type {Set<(task: Task) => void>} */
const listeners = new Set();
/** @type {Set<(polling: boolean) => void>} */
const manners = new Set();
let lastId = '';
let polling = false;
/** @type {AbortController | null} */
let turn = null;
let running = false;
const channel = 'BroadcastChannel' in window ? new BroadcastChannel('korrigo ' + home.pathname) : null;

/** Hears of each change of a task. @param {(task: Task) => void} listener @returns {() => void} ends it */
export function onTask(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Hears whether changes are asked for instead of told. @param {(polling: boolean) => void} listener @returns {() => void} ends it */
export function onManner(listener) {
  manners.add(listener);
  listener(polling);
  return () => manners.delete(listener);
}

/** Begins, once somebody is signed in. */
export function start() {
  if (!running) {
    running = true;
    document.addEventListener('visibilitychange', queue);
    queue();
  }
}

/** Ends, when they have signed out. */
export function stop() {
  running = false;
  document.removeEventListener('visibilitychange', queue);
  turn?.abort();
  turn = null;
}

/** A tab that nobody sees gives its turn away, so that one that is seen listens, or nobody. */
function queue() {
  turn?.abort();
  turn = null;
  if (!running || document.hidden) return;
  const mine = new AbortController();
  turn = mine;
  if (!navigator.locks || !channel) {
    ask(mine.signal);
    return;
  }
  navigator.locks
    .request('korrigo events ' + home.pathname, { signal: mine.signal }, () => lead(mine.signal))
    .catch(() => {}); // The turn was given away before it came.
}

/** @param {AbortSignal} signal */
async function lead(signal) {
  while (!signal.aborted) {
    await listen(signal);
    if (!signal.aborted) await ask(signal, TRIED_AGAIN);
  }
}

/** Listens until events fail three times in a row. @param {AbortSignal} signal @returns {Promise<void>} */
function listen(signal) {
  return new Promise((resolve) => {
    const url = new URL('api/events/', service);
    if (lastId) url.searchParams.set('last_event_id', lastId);
    const source = new EventSource(url);
    let failures = 0;
    const end = () => {
      source.close();
      resolve();
    };
    signal.addEventListener('abort', end);
    source.onopen = () => {
      failures = 0;
      tell({ polling: false });
    };
    source.onerror = () => {
      failures++;
      if (source.readyState === EventSource.CLOSED || failures >= FAILURES_BORNE) end();
    };
    source.addEventListener('task', (event) => tell({ task: JSON.parse(event.data), id: event.lastEventId }));
  });
}

/** Asks for the last tasks again and again. @param {AbortSignal} signal @param {number} [during] milliseconds */
async function ask(signal, during = Infinity) {
  const until = Date.now() + during;
  const seen = new Map();
  tell({ polling: true });
  while (!signal.aborted && Date.now() < until) {
    try {
      const { data } = await call('GET', 'api/tasks/?limit=50', { signal });
      data.tasks.reverse().forEach((/** @type {Task} */ task) => {
        const now = JSON.stringify(task);
        if (seen.get(task.task_id) !== now) tell({ task });
        seen.set(task.task_id, now);
      });
    } catch {
      // Asked again; being signed out is told by the call itself.
    }
    await new Promise((resolve) => setTimeout(resolve, ASKED_EVERY));
  }
}

/** @param {{ task?: Task, id?: string, polling?: boolean }} news */
function tell(news) {
  hear(news);
  channel?.postMessage(news);
}

/** @param {{ task?: Task, id?: string, polling?: boolean }} news */
function hear({ task, id, polling: asked }) {
  if (id) lastId = id;
  if (asked !== undefined && asked !== polling) {
    polling = asked;
    manners.forEach((manner) => manner(polling));
  }
  if (task) listeners.forEach((listener) => listener(task));
}

if (channel) channel.onmessage = (event) => hear(event.data);
