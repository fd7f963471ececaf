// A scan on its way in parts: what breaks off costs one of them, and whoever drops the same file again goes on.

import { at, call, Refusal } from './api.js';

/** Milliseconds after which a part is sent again: a router that starts anew takes half a minute. */
const PAUSES = [1_000, 4_000, 10_000, 20_000];

/** Whether this browser can: it makes hashes on encrypted pages and on this machine's own only. */
export const canSendInParts = () => Boolean(globalThis.crypto?.subtle);

/** @param {ArrayBuffer} bytes */
const sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));

/** @param {Uint8Array} bytes */
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** What is worth trying again: no answer, a part that arrived otherwise than it was sent, a service that is busy. @param {unknown} failure */
const mayPass = (failure) => failure instanceof Refusal
  && ([0, 429, 502, 503, 504].includes(failure.status) || ['upload.broken', 'upload.part_damaged'].includes(failure.problem.code));

/** @template T @param {() => Promise<T>} act @returns {Promise<T>} */
async function again(act) {
  for (const pause of PAUSES) {
    try {
      return await act();
    } catch (failure) {
      if (!mayPass(failure)) throw failure;
      await new Promise((done) => setTimeout(done, pause));
    }
  }
  return act();
}

/**
 * Sends a scan and has it imported.
 *
 * @param {string} exam
 * @param {File} file
 * @param {URLSearchParams} expected `sheets` and `copies`, as far as they are known
 * @param {(share: number) => void} sent is told how much has arrived, 0 to 1
 * @returns {Promise<any>} what the exam made of this very file before, or null once its import is under way
 */
export async function sendInParts(exam, file, expected, sent) {
  const whole = hex(await sha256(await file.arrayBuffer()));
  const body = { filename: file.name, bytes: file.size, sha256: whole };
  const { data: upload } = await again(() => call('POST', at`api/exams/${exam}/uploads/`, { body }));
  if (upload.scan) return upload.scan;
  for (let part = 1; part <= upload.parts; part++) {
    sent((part - 1) / upload.parts);
    if (upload.received.includes(part)) continue;
    const bytes = file.slice((part - 1) * upload.part_bytes, part * upload.part_bytes);
    const digest = btoa(String.fromCharCode(...(await sha256(await bytes.arrayBuffer()))));
    await again(() => call('PUT', at`api/exams/${exam}/uploads/${upload.upload_id}/parts/${part}/`, { bytes, digest }));
  }
  sent(1);
  const { data, status } = await again(() => call('POST', at`api/exams/${exam}/uploads/${upload.upload_id}/import/` + (expected.size ? `?${expected}` : '')));
  return status === 200 ? data : null;
}
