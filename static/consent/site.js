// The facts and words of one site in one locale. The build puts the real ones in this file's place; these ask nothing,
// and show the shape.

export const locale = 'en'
/** What stands between the last two of a list. */
export const and = ' and '
/** The statement in force: its effective date. */
export const version = '2027-01-01'
/** The first characters of a digest of all that is shown and run. */
export const bundle = '0'
/** How long an answer counts, in minutes. */
export const life = 262080
export const cookieName = 'consent'
export const cookieAttributes = ';Path=/;Max-Age=15724800;SameSite=Lax'
export const cookieDomain = ''
export const controller = ''
/** The address of the statement. */
export const statement = ''
/** Purposes that need no consent. @type {string[]} */
export const exempt = []
/** Purposes that do: a label, and the label with the recipients behind it. @type {Record<string, [string, string]>} */
export const purposes = {}
/** Their services. @type {import('./scope.js').Services} */
export const services = {}
/** What a screen reader hears after an answer. */
export const saved = ''
/** @type {import('./view.js').Tree} */
export const askTree = ['p']
/** @type {import('./view.js').Tree} */
export const chooseTree = ['p']
/** @type {import('./view.js').Tree} */
export const embedTree = ['p']
/** @type {import('./view.js').Tree} */
export const signalTree = ['p']
/** @type {import('./view.js').Tree} */
export const changedTree = ['p']
/** @type {import('./view.js').Tree} */
export const statusTree = ['p']
export const css = ''
/** The purpose behind each signal of Google Consent Mode. @type {Record<string, string>} */
export const google = {}
/** Where records are sent. */
export const endpoint = ''
