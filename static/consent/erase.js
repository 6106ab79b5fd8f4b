// Deletes what a refused purpose had stored here. Effects.
import { SECURE, attempt, cookies } from './store.js'

/** A cookie goes by name, domain and path, and a page cannot ask for the last two: so every one it could have here. */
const eraseCookie = (/** @type {string} */ name) => {
  let domain = location.hostname
  do
    for (let path = location.pathname; path; path = path.replace(/[^/]+$|\/$/, ''))
      document.cookie = name + '=;Max-Age=0;Path=' + path + ';Domain=' + domain + SECURE
  while (domain != (domain = domain.replace(/^[^.]+\.?/, '')))
}

/** @param {import('./scope.js').Element[]} items A name may end in `*`. */
export const erase = (items) => {
  for (const [, pattern, storage] of items)
    attempt(() => {
      const matches = (/** @type {string} */ name) =>
        pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name == pattern
      if (storage == 'cookie') for (const [name] of cookies()) matches(name) && eraseCookie(name)
      else if (storage == 'indexedDB')
        indexedDB.databases().then((all) => all.map(({ name }) => matches(name) && indexedDB.deleteDatabase(name)))
      else for (const name of Object.keys(self[storage])) matches(name) && self[storage].removeItem(name)
    })
}
