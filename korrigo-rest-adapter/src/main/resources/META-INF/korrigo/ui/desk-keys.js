// The desk's keys. Digits go by their place on the keyboard, for French ones give signs there; letters by what is printed on them.

import { html, useEffect, useState } from './elements.js';
import { keep, recall, t } from './words.js';

const KEPT_AS = 'korrigo.single-keys';

/** @type {Record<string, string>} what each key does; the help lists them in this order */
export const KEYS = {
  r: 'search',
  n: 'nobody',
  i: 'unreadable',
  d: 'inseparable',
  f: 'merge',
  p: 'skip',
  z: 'undo',
  l: 'reveal',
  arrowright: 'next-sheet',
  arrowleft: 'sheet-before',
  ' ': 'page',
  '+': 'larger',
  '-': 'smaller',
  t: 'turn',
  '?': 'help',
  q: 'leave',
};

/** Whether single keys do something in this browser. */
export const keysOn = () => recall(KEPT_AS) !== 'off';

/**
 * What a key press asks for, or null: `choose-1` to `choose-5`, or one of the acts above. Keys that are held down, that go with Ctrl
 * and the like, that write into a field or that press a button ask for nothing.
 *
 * @param {KeyboardEvent} event
 * @returns {string | null}
 */
export function asked(event) {
  const on = event.target instanceof Element ? event.target : null;
  if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || on?.closest('input, textarea, select, dialog')) {
    return null;
  }
  const digit = /^(?:Digit|Numpad)([1-5])$/.exec(event.code);
  if (digit && !event.shiftKey) return `choose-${digit[1]}`;
  if (event.key === ' ' && on?.closest('button, a, summary')) return null;
  if (event.key.startsWith('Arrow') && on?.closest('.paper:not(.zoom-0)')) return null;
  return KEYS[event.key.toLowerCase()] ?? null;
}

/** Calls for each key that asks for something, with the moment it was pressed. @param {(act: string, pressed: number) => void} act */
export function useKeys(act) {
  useEffect(() => {
    const pressed = (/** @type {KeyboardEvent} */ event) => {
      const wanted = keysOn() ? asked(event) : null;
      if (wanted) {
        event.preventDefault();
        act(wanted, event.timeStamp);
      } else if (event.repeat && (event.key === 'Enter' || event.key === ' ') && event.target instanceof HTMLButtonElement) {
        // A button that is held down would press itself again and again.
        event.preventDefault();
      }
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  });
}

/** The keys as they are printed. @type {Record<string, string>} */
const PRINTED = { ' ': 'key.space', arrowright: 'key.right', arrowleft: 'key.left' };

/** All keys, and the switch for them. */
export function KeyList() {
  const [on, setOn] = useState(keysOn());
  const change = () => {
    keep(KEPT_AS, on ? 'off' : 'on');
    setOn(!on);
  };
  return html`
    <table class="keys whole">
      <tbody>
        <tr><th scope="row"><kbd>1</kbd> … <kbd>5</kbd></th><td>${t('act.choose')}</td></tr>
        ${Object.entries(KEYS).map(([key, act]) => html`<tr key=${key}>
          <th scope="row"><kbd>${PRINTED[key] ? t(PRINTED[key]) : key.toUpperCase()}</kbd></th><td>${t(`act.${act}`)}</td></tr>`)}
      </tbody>
    </table>
    <label class="switch"><input type="checkbox" checked=${on} onChange=${change} /> ${t('keys.on')}</label>`;
}
