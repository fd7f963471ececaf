// Where the pages and the service are, and which page is shown: all of its state is in the address.

/** The pages' own address; this module lies two folders below it. */
export const home = new URL('../../', import.meta.url);

/** The service's, beside them. */
export const service = new URL('../', home);

/** @typedef {{ path: string, query: URLSearchParams }} Place */

/** @type {Set<() => void>} */
const watchers = new Set();

/** @returns {Place} the path is without slash at its beginning, '' for the first page */
export function place() {
  const path = location.pathname.startsWith(home.pathname) ? location.pathname.slice(home.pathname.length) : '';
  return { path, query: new URLSearchParams(location.search) };
}

/** The whole address of a page, with slash at the end of its path. @param {string} path @param {Record<string, string>} [query] */
export function address(path, query) {
  const url = new URL(path, home);
  url.search = new URLSearchParams(query ?? {}).toString();
  return url.href;
}

/** The address of an exam's page. @param {string} id @param {string} [rest] */
export const examAddress = (id, rest = '') => address(`exams/${encodeURIComponent(id)}/${rest}`);

/** Shows another page. @param {string} url @param {boolean} [instead] of this one, which no "back" leads to then */
export function go(url, instead = false) {
  history[instead ? 'replaceState' : 'pushState'](null, '', url);
  watchers.forEach((watcher) => watcher());
}

/** Calls back when another page is to be shown. @param {() => void} watcher @returns {() => void} ends it */
export function watch(watcher) {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

window.addEventListener('popstate', () => watchers.forEach((watcher) => watcher()));

// Plain links between pages need no new document.
document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (link && plain && !event.defaultPrevented && !link.target && !link.hasAttribute('download')
      && link.href.startsWith(home.href) && link.getAttribute('href')?.[0] !== '#') {
    event.preventDefault();
    go(link.href);
  }
});
