// Calls of the service. Nothing else on the pages calls it.

import { service } from './address.js';
import { known, spoken, t } from './words.js';

/** Longer than any call but an upload takes on a bad line. */
const PATIENCE = 30_000;

/** @type {Set<() => void>} */
const onSignedOut = new Set();

/** Calls back when the service doesn't know any more who calls. @param {() => void} listener */
export const whenSignedOut = (listener) => onSignedOut.add(listener);

let proof = '';

/** Takes what proves, where filters take away the usual signs, that a call comes from these pages. @param {string | undefined} token */
export function prove(token) {
  proof = token ?? '';
}

/** A call that brought nothing. `status` is 0 where no answer came at all. */
export class Refusal extends Error {
  /** @param {number} status @param {string} detail @param {Record<string, any>} [problem] the body, RFC 9457 */
  constructor(status, detail, problem = {}) {
    super(detail);
    this.status = status;
    this.detail = detail;
    this.problem = problem;
  }
}

/** What happened, in words: the service's own, which say what to do; only where nothing or somebody else answered, those of the pages. @param {unknown} failure */
export function told(failure) {
  if (!(failure instanceof Refusal)) return `${t('problem.page')} ${failure}`;
  const { status, detail } = failure;
  return detail || (known(`problem.${status}`) ? t(`problem.${status}`) : t('problem.other', { status: String(status) }));
}

/** @typedef {{ data: any, etag: string | null, status: number }} Answer */

/**
 * Sends a call and reads its answer.
 *
 * @param {string} method
 * @param {string} path as `api/exams/`
 * @param {{ body?: unknown, form?: FormData, bytes?: Blob, digest?: string, etag?: string | null, signal?: AbortSignal, quiet?: boolean }} [more]
 *     a JSON body, a form, or bytes with the Base64 of their SHA-256; what the change is based on, and whether being signed out is no news
 * @returns {Promise<Answer>}
 * @throws {Refusal}
 */
export async function call(method, path, { body, form, bytes, digest, etag, signal, quiet } = {}) {
  /** @type {Record<string, string>} */
  const headers = { Accept: 'application/json', 'Accept-Language': spoken() };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (bytes) Object.assign(headers, { 'Content-Type': 'application/octet-stream', 'Content-Digest': `sha-256=:${digest}:` });
  if (etag) headers['If-Match'] = etag;
  if (proof && method !== 'GET') headers['X-CSRF-Token'] = proof;
  let response;
  let text;
  try {
    response = await fetch(new URL(path, service), {
      method,
      headers,
      body: form ?? bytes ?? (body === undefined ? undefined : JSON.stringify(body)),
      credentials: 'same-origin',
      signal: signal ?? (form ?? bytes ? undefined : AbortSignal.timeout(PATIENCE)),
    });
    text = await response.text();
  } catch {
    // Browsers say why in words of their own.
    throw new Refusal(0, '');
  }
  let data = null;
  try {
    data = text ? JSON.parse(text) : null;
  } catch {
    // A proxy's page: the status tells.
  }
  if (!response.ok) {
    if (response.status === 401 && !quiet) onSignedOut.forEach((listener) => listener());
    throw new Refusal(response.status, data?.detail ?? '', data ?? {});
  }
  return { data, etag: response.headers.get('ETag'), status: response.status };
}

/** @param {string} path @param {AbortSignal} [signal] */
export const get = (path, signal) => call('GET', path, { signal });

/** A path of the service with its variables escaped. @param {TemplateStringsArray} strings @param {(string | number)[]} values */
export const at = (strings, ...values) =>
  strings.reduce((path, piece, i) => path + encodeURIComponent(String(values[i - 1])) + piece);

/** The whole address of a file of the service, for a picture or a link. @param {string} path */
export const file = (path) => new URL(path, service).href;
