// The frame around all screens: who is signed in, in which language, and which screen an address shows.

import { address, go, place, watch } from './address.js';
import { call, prove, Refusal, whenSignedOut } from './api.js';
import { html, render, Title, Trouble, useEffect, useState } from './elements.js';
import { ExamPage } from './exam.js';
import { Exams } from './exams.js';
import { onManner, start, stop } from './live.js';
import { OwnPassword, SignIn } from './signin.js';
import { speak, spoken, t } from './words.js';

/**
 * Each screen: its address below the pages' own, and what shows it. A component gets `ids`, the address' variable parts, `query`
 * and `user`; it renders one `main` with one `Title`. Large ones are loaded later, for all that a browser loads to open one of them is
 * 40 KB at most.
 *
 * @type {{ at: RegExp, show: any }[]}
 */
const SCREENS = [
  { at: /^$/, show: Exams },
  { at: /^exams\/([^/]+)\/$/, show: ExamPage },
  { at: /^exams\/([^/]+)\/desk\/$/, show: later(() => import('./desk.js').then((module) => module.Desk)) },
  { at: /^exams\/([^/]+)\/scans\/([^/]+)\/$/, show: later(() => import('./scan.js').then((module) => module.ScanPage)) },
  { at: /^exams\/([^/]+)\/copies\/([^/]+)\/$/, show: later(() => import('./marks.js').then((module) => module.Marks)) },
  { at: /^tasks\/$/, show: later(() => import('./tasks.js').then((module) => module.Tasks)) },
  { at: /^tasks\/([^/]+)\/$/, show: later(() => import('./task.js').then((module) => module.TaskPage)) },
  { at: /^roster\/$/, show: later(() => import('./roster.js').then((module) => module.Roster)) },
];
const MINE = later(() => import('./mine.js').then((module) => module.Mine));

/** A screen that is loaded when it is opened first. @param {() => Promise<any>} load */
function later(load) {
  /** @type {any} */
  let screen = null;
  return function Later(/** @type {any} */ props) {
    const [failure, setFailure] = useState(/** @type {unknown} */ (null));
    const [, setLoaded] = useState(false);
    useEffect(() => {
      load().then((found) => {
        screen = found;
        setLoaded(true);
      }, setFailure);
    }, []);
    // After an update of the server its modules have other addresses, and only the document knows them.
    const anew = () => location.reload();
    if (screen) return html`<${screen} ...${props} />`;
    return html`<main><${Title}>Korrigo</${Title}>
      ${failure ? html`<${Trouble} failure=${failure} again=${anew} />` : html`<p role="status">${t('loading')}</p>`}</main>`;
  };
}

/** Where the host doesn't tell roles, the service refuses what somebody may not do. @param {import('./signin.js').User} user */
const staff = (user) => !user.roles || user.roles.some((role) => role === 'admin' || role === 'teacher');

/** @param {{ user: import('./signin.js').User }} props */
function Screen({ user }) {
  const { path, query } = place();
  if (!staff(user)) return html`<${MINE} user=${user} />`;
  for (const { at, show } of SCREENS) {
    const match = at.exec(path);
    if (match) {
      const ids = match.slice(1).map(decodeURIComponent);
      return html`<${show} key=${path} ids=${ids} query=${query} user=${user} />`;
    }
  }
  return html`<main><${Title}>${t('nothing_here')}</${Title}><p><a href=${address('')}>${t('exams')}</a></p></main>`;
}

const LANGUAGES = { fr: 'Français', en: 'English' };

function Frame() {
  const [, setTurn] = useState(0);
  const [user, setUser] = useState(/** @type {import('./signin.js').User | null | undefined} */ (undefined));
  const [failure, setFailure] = useState(/** @type {unknown} */ (null));
  const [polling, setPolling] = useState(false);
  const anew = () => setTurn((turn) => turn + 1);
  const entered = (/** @type {import('./signin.js').User} */ somebody) => {
    prove(somebody.csrf_token);
    setUser(somebody);
  };
  const enter = async () => {
    setFailure(null);
    try {
      entered((await call('GET', 'api/session/', { quiet: true })).data);
    } catch (refusal) {
      const status = refusal instanceof Refusal ? refusal.status : 0;
      if (status === 401) setUser(null);
      // The host signs in, and its session is as good.
      else if (status === 404) setUser({ name: '', roles: null });
      else setFailure(refusal);
    }
  };
  useEffect(() => {
    enter();
    whenSignedOut(() => setUser(null));
    return watch(anew);
  }, []);
  useEffect(() => onManner(setPolling), []);
  useEffect(() => {
    if (user && staff(user) && !user.password_provisional) start();
    else stop();
  }, [user]);
  const leave = async () => {
    try {
      await call('DELETE', 'api/session/', { quiet: true });
    } finally {
      setUser(null);
      // Whoever comes next begins at the beginning.
      go(address(''));
    }
  };
  const other = spoken() === 'fr' ? 'en' : 'fr';
  return html`
    <a class="skip" href="#screen">${t('skip')}</a>
    <header>
      <nav aria-label="Korrigo"><a class="brand" href=${address('')}>Korrigo</a>
        ${user && staff(user) && html` <a href=${address('tasks/')}>${t('tasks.all')}</a>`}
        ${user?.roles?.includes('admin') && html` <a href=${address('roster/')}>${t('students')}</a>`}</nav>
      <span>
        <button lang=${other} title=${LANGUAGES[other]} aria-label=${LANGUAGES[other]} onClick=${() => speak(other).then(anew)}>${other.toUpperCase()}</button>
        ${user?.name && html`<span class="who">${user.name}</span> <button onClick=${leave}>${t('sign_out')}</button>`}
      </span>
    </header>
    ${polling && user && html`<p class="notice quiet" role="status">${t('polling')}</p>`}
    <div id="screen" key=${spoken()}>
      ${failure ? html`<main><${Title}>Korrigo</${Title}><${Trouble} failure=${failure} again=${enter} /></main>`
        : user === undefined ? html`<main><${Title}>Korrigo</${Title}><p role="status">${t('loading')}</p></main>`
        : user === null ? html`<${SignIn} entered=${entered} />`
        : user.password_provisional ? html`<${OwnPassword} entered=${entered} />`
        : html`<${Screen} user=${user} />`}
    </div>`;
}

const app = document.getElementById('app');
if (app) render(html`<${Frame} />`, app);
