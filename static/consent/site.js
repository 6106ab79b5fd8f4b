// The configuration of one site in one locale. consent.py puts the real one in this file's place; this one has no
// questions, and shows the shape.

/**
 * @typedef {object} Site
 * @property {string} locale
 * @property {string} version The statement in force: its effective date.
 * @property {string} bundle The first characters of a digest of all that is shown and run.
 * @property {number} life How long a choice counts, in minutes.
 * @property {import('./store.js').Cookie} cookie
 * @property {string} controller
 * @property {string} statement The address of the statement.
 * @property {string[]} exempt Purposes that need no consent.
 * @property {Record<string, [label: string, asked: string]>} purposes Those that do: a label, and the label with the
 *   recipients behind it.
 * @property {import('./scope.js').Services} services
 * @property {string} saved What a screen reader hears after an answer.
 * @property {Record<string, import('./view.js').Tree>} trees
 * @property {string} css
 * @property {Record<string, string>} [google] The purpose behind each signal of Google Consent Mode.
 * @property {string} [endpoint] Where records are sent.
 */

/** @type {Site} */
export const site = {
  locale: 'en',
  version: '2027-01-01',
  bundle: '0',
  life: 262080,
  cookie: { name: 'consent', attributes: ';Path=/;Max-Age=15724800;SameSite=Lax', domain: '' },
  controller: '',
  statement: '',
  exempt: [],
  purposes: {},
  services: {},
  saved: '',
  trees: {},
  css: '',
}

/** @type {import('./main.js').Extra[]} */
export const extras = []
