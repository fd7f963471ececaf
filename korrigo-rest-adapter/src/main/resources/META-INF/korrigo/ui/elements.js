// What screens are made of.

import { Component, html, render, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from './htm-preact.js';
import { address } from './address.js';
import { get, Refusal, told } from './api.js';
import { moment, number, t } from './words.js';

export { Component, html, render, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState };

/** Data on a slow network are shown with their age after so many milliseconds. */
const SLOW = 10_000;

/**
 * What a call of the service answers, read when a screen begins and whenever `again` is called. While it is read again, and where
 * that fails, the last data stay.
 *
 * @param {string} path
 * @returns {{ data: any, etag: string | null, failure: unknown, at: number, again: () => Promise<void> }}
 */
export function useData(path) {
  /** @type {{ path: string, data: any, etag: string | null, failure: unknown, at: number }} */
  const nothing = { path: '', data: null, etag: null, failure: null, at: 0 };
  const [state, setState] = useState(nothing);
  const last = useRef('');
  last.current = path;
  const again = useCallback(async () => {
    try {
      const { data, etag } = await get(path);
      if (last.current === path) setState({ path, data, etag, failure: null, at: Date.now() });
    } catch (failure) {
      if (last.current === path) setState((before) => ({ ...(before.path === path ? before : nothing), path, failure }));
    }
  }, [path]);
  useEffect(() => {
    again();
  }, [again]);
  const current = state.path === path ? state : nothing;
  return { ...current, again };
}

/** What to show until there is data: that it is read, or why it can't be. @param {{ of: ReturnType<typeof useData> }} props */
export function Pending({ of }) {
  return of.failure ? html`<${Trouble} failure=${of.failure} again=${of.again} />` : html`<p class="quiet" role="status">${t('loading')}</p>`;
}

/** That data shown are not the last ones. @param {{ of: ReturnType<typeof useData> }} props */
export function Age({ of }) {
  return of.failure && of.data && Date.now() - of.at > SLOW
    ? html`<p class="notice" role="status">${t('as_of', { at: moment(of.at) })} <button onClick=${of.again}>${t('again')}</button></p>`
    : null;
}

/** What went wrong, and what to do. @param {{ failure: unknown, again?: () => void }} props */
export function Trouble({ failure, again }) {
  if (!failure) return null;
  // What isn't there, isn't there when it is asked for again.
  const absent = failure instanceof Refusal && failure.status === 404;
  return html`<div class="notice trouble" role="alert">
    <p><strong>${told(failure)}</strong></p>
    ${again && html`<p>${absent ? html`<a class="button" href=${address('')}>${t('exams')}</a>` : html`<button onClick=${again}>${t('again')}</button>`}</p>`}
  </div>`;
}

/** The heading of a screen, which has the focus when the screen appears and names the window. @param {{ children?: any }} props */
export function Title({ children }) {
  const heading = useRef(/** @type {HTMLElement | null} */ (null));
  useLayoutEffect(() => {
    document.title = `${heading.current?.textContent} – Korrigo`;
  });
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return html`<h1 ref=${heading} tabindex="-1">${children}</h1>`;
}

/** How far something is. @param {{ current: number, total: number, label: string }} props */
export function Bar({ current, total, label }) {
  return html`<span class="bar">
    <progress value=${current} max=${Math.max(1, total)} aria-label=${label}></progress>
    <span>${number(current)} / ${number(total)}</span>
  </span>`;
}

/** A dialog over the page, which Escape closes. None of its buttons has the focus: Enter, pressed once too often, agrees to nothing. @param {{ title: string, close: () => void, children?: any }} props */
export function Dialog({ title, close, children }) {
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null));
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return html`<dialog ref=${dialog} onClose=${close} aria-labelledby="dialog-title">
    <h2 id="dialog-title" tabindex="-1" autofocus>${title}</h2>
    ${children}
    <form method="dialog"><button>${t('close')}</button></form>
  </dialog>`;
}

/**
 * An act that calls the service: it can't be begun twice, and says what went wrong.
 *
 * @param {() => Promise<void>} work
 * @returns {{ busy: boolean, failure: unknown, run: () => Promise<void> }}
 */
export function useAct(work) {
  const [state, setState] = useState({ busy: false, failure: /** @type {unknown} */ (null) });
  const busy = useRef(false);
  const run = async () => {
    if (busy.current) return;
    busy.current = true;
    setState({ busy: true, failure: null });
    try {
      await work();
      setState({ busy: false, failure: null });
    } catch (failure) {
      setState({ busy: false, failure });
    } finally {
      busy.current = false;
    }
  };
  return { ...state, run };
}
