// Signing in, with a name and a password or with an access token; and a password of one's own, for who has one from somebody else.

import { call } from './api.js';
import { html, Title, Trouble, useAct, useState } from './elements.js';
import { t } from './words.js';

/** @typedef {{ name: string, roles: string[] | null, password_provisional?: boolean, csrf_token?: string }} User roles are null where
 *     the host doesn't tell */

/** @param {{ entered: (user: User) => void }} props */
export function SignIn({ entered }) {
  const [byToken, setByToken] = useState(false);
  const [name, setName] = useState('');
  const [secret, setSecret] = useState('');
  const act = useAct(async () => {
    const body = byToken ? { token: secret.trim() } : { username: name.trim(), password: secret };
    const { data } = await call('POST', 'api/session/', { body, quiet: true });
    entered(data);
  });
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    act.run();
  };
  const hosted = act.failure && /** @type {any} */ (act.failure).status === 404;
  return html`<main class="narrow">
    <${Title}>${t('sign_in')}</${Title}>
    <form class="stack" onSubmit=${submit}>
      <fieldset class="choice">
        <legend>${t('sign_in.how')}</legend>
        ${[false, true].map((token) => html`<label><input type="radio" name="how" checked=${byToken === token}
          onChange=${() => setByToken(token)} /> ${t(token ? 'sign_in.by_token' : 'sign_in.by_password')}</label>`)}
      </fieldset>
      ${!byToken && html`<label>${t('username')}
        <input name="username" autocomplete="username" required value=${name} onInput=${(/** @type {any} */ e) => setName(e.target.value)} /></label>`}
      <label>${t(byToken ? 'token' : 'password')}
        <input type="password" name=${byToken ? 'token' : 'password'} required value=${secret}
          autocomplete=${byToken ? 'off' : 'current-password'} onInput=${(/** @type {any} */ e) => setSecret(e.target.value)} /></label>
      <button class="main" disabled=${act.busy}>${t('sign_in')}</button>
    </form>
    ${hosted ? html`<p class="notice" role="alert">${t('sign_in.by_host')}</p>` : html`<${Trouble} failure=${act.failure} />`}
    <p class="quiet">${t('sign_in.first')}</p>
  </main>`;
}

/** @param {{ entered: (user: User) => void }} props */
export function OwnPassword({ entered }) {
  const [given, setGiven] = useState('');
  const [own, setOwn] = useState('');
  const act = useAct(async () => {
    const { data } = await call('PUT', 'api/session/password/', { body: { password: given, new_password: own } });
    entered(data);
  });
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    act.run();
  };
  return html`<main class="narrow">
    <${Title}>${t('own_password')}</${Title}>
    <p>${t('own_password.why')}</p>
    <form class="stack" onSubmit=${submit}>
      <label>${t('own_password.given')}<input type="password" name="given" required autocomplete="current-password" value=${given}
        onInput=${(/** @type {any} */ e) => setGiven(e.target.value)} /></label>
      <label>${t('own_password.own')}<input type="password" name="own" required minlength="12" autocomplete="new-password" value=${own}
        onInput=${(/** @type {any} */ e) => setOwn(e.target.value)} /></label>
      <button class="main" disabled=${act.busy}>${t('own_password.set')}</button>
    </form>
    <${Trouble} failure=${act.failure} />
  </main>`;
}
