// A client of the original Korrigo, as its documents tell to write one: axios, a look every two seconds, sixty at most, until "ready".
// Arguments: axios' module, the server's address, an administrator's token, an exam, its copy with a header and its copy without a page.
import assert from 'node:assert/strict';

const [module, server, token, exam, copy, empty] = process.argv.slice(2);
const { default: axios } = await import(module);
const api = axios.create({ baseURL: server, headers: { Authorization: `Bearer ${token}` } });

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function poll(statusUrl, shown) {
  for (let tries = 0; tries < 60; tries++) {
    const { data } = await api.get(statusUrl);
    assert.equal(typeof data.ready, 'boolean');
    if (data.progress) {
      shown.push(data.progress.percent);
    }
    if (data.ready) {
      return data;
    }
    assert.ok(['PENDING', 'STARTED', 'PROGRESS', 'RETRY'].includes(data.status), data.status);
    await pause(2000);
  }
  throw new Error('not ready after sixty looks');
}

async function refused(call, status) {
  const error = await call.then(() => assert.fail('not refused'), (failure) => failure);
  assert.equal(error.response?.status, status);
  assert.equal(typeof error.response.data.error, 'string');
  return error.response.data.error;
}

// This build of axios is for browsers, where it leaves the type with its boundary to them.
const upload = (form) => api.post('/api/students/import/', form, { headers: { 'Content-Type': false } });

function roster(text) {
  const form = new FormData();
  form.append('file', new File([text], 's.csv', { type: 'text/csv' }));
  return form;
}

// GET /api/health/live/
assert.deepEqual((await axios.get(`${server}/api/health/live/`)).data, { status: 'alive' });
const ready = (await axios.get(`${server}/api/health/ready/`)).data;
assert.equal(ready.status, 'ready');
assert.equal(ready.checks.database, 'ok');
assert.equal(ready.checks.media, 'ok');
console.log('health: ready');

// POST /api/students/import/ -F file=@s.csv
const csv = 'Nom;Prénom;Date de naissance;E-mail\nDupont;Jean;01/01/2000;jean.dupont@example.org\nMoreau;Hugo;05/11/2008;\n';
const imported = await upload(roster(csv));
assert.equal(imported.status, 202);
assert.equal(imported.data.message, 'Student import started.');
assert.equal(imported.data.filename, 's.csv');
assert.equal(imported.data.status_url, `/api/tasks/${imported.data.task_id}/status/`);
const students = await poll(imported.data.status_url, []);
assert.equal(students.task_id, imported.data.task_id);
assert.equal(students.status, 'SUCCESS');
assert.equal(students.result.status, 'success');
assert.equal(students.result.created, 2);
assert.equal(students.result.updated, 0);
assert.equal(students.result.skipped, 0);
assert.deepEqual(students.result.errors, []);
assert.equal(Object.keys(students.result.passwords).length, 2);
console.log('import: 2 created');

// POST /api/identification/cmen-ocr/{copy_id}/
const begun = await api.post(`/api/identification/cmen-ocr/${copy}/`);
assert.equal(begun.status, 202);
assert.equal(begun.data.message, 'OCR processing started.');
assert.equal(begun.data.copy_id, copy);
const read = await poll(begun.data.status_url, []);
assert.equal(read.status, 'SUCCESS');
assert.equal(read.result.copy_id, copy);
assert.equal(read.result.status, 'success');
assert.equal(read.result.header_result.last_name, 'DUPONT');
assert.equal(read.result.header_result.date_of_birth, '01/01/2000');
assert.equal(typeof read.result.matched_student.id, 'string');
assert.ok(read.result.matched_student.confidence > 0.5);
assert.equal(typeof read.result.auto_identified, 'boolean');
console.log('ocr: read');

// POST /api/exams/{exam_id}/export-all/
const queued = await api.post(`/api/exams/${exam}/export-all/`);
assert.equal(queued.status, 202);
assert.equal(queued.data.message, `Export of ${queued.data.copies_count} copies queued.`);
const percents = [];
const exported = await poll(queued.data.status_url, percents);
assert.equal(exported.result.exam_id, exam);
assert.equal(exported.result.total, queued.data.copies_count);
assert.equal(exported.result.task_ids.length, exported.result.total);
for (const percent of percents) {
  assert.ok(Number.isInteger(percent) && percent >= 0 && percent <= 100, percent);
}
assert.deepEqual(percents, [...percents].sort((a, b) => a - b));
console.log('export: done');

// What goes wrong, with "error" as the original has it.
await refused(api.post(`/api/identification/cmen-ocr/${empty}/`), 400);
await refused(upload(new FormData()), 400);
await refused(axios.get(server + queued.data.status_url), 401);
await refused(api.get('/api/tasks/0f8fad5b-d9cb-469f-a165-70867728950e/status/'), 404);
const bad = await upload(roster('Taille;Poids\n1;2\n'));
const failed = await poll(bad.data.status_url, []);
assert.equal(failed.status, 'FAILURE');
assert.equal(failed.result.status, 'error');
assert.equal(typeof failed.result.error, 'string');
console.log('errors: told');
