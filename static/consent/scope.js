// What an answer was about, and whether it still counts. Pure.
//
// A scope is a set of elements: a service, a recipient, a country, a storage item. Each has a code of six characters:
// four say which element it is, two how many days it lives. Only what was added, or lives longer, widens a scope;
// taking away, renaming and rewording never do.

/**
 * A storage item says where the browser keeps it: `cookie`, `localStorage`, `sessionStorage` or `indexedDB`.
 * @typedef {[code: string, name: string, storage?: string]} Element
 * @typedef {Record<string, Element[]>} Services By `purpose/service`; the first element is the service itself.
 */

/** A key is a purpose, or `purpose/service`. */
export const purposeOf = (/** @type {string} */ key) => key.split('/')[0]

/**
 * @param {Services} services
 * @param {string} key
 * @returns {[string, Element[]][]} The service of a key, or all services of a purpose.
 */
export const servicesOf = (services, key) =>
  Object.entries(services).filter(([service]) => service == key || purposeOf(service) == key)

/**
 * @param {Services} services
 * @param {string} key
 */
export const elementsOf = (services, key) => servicesOf(services, key).flatMap(([, elements]) => elements)

/**
 * @param {string} scope
 * @returns {(element: Element) => boolean} Whether an element is new to this scope.
 */
export const isNewTo = (scope) => {
  const held = scope.match(/.{6}/g) || []
  return ([code]) => !held.some((old) => old.slice(0, 4) == code.slice(0, 4) && old >= code)
}

/**
 * The names of what a purpose covers now and did not then. A new service says it all: its items need no mention.
 * @param {Services} services
 * @param {string} key
 * @param {string} scope
 * @returns {string[]}
 */
export const addedNames = (services, key, scope) => {
  const isNew = isNewTo(scope)
  return servicesOf(services, key).flatMap(([, [service, ...rest]]) =>
    (isNew(service) ? [service] : rest.filter(isNew)).map(([, name]) => name),
  )
}

/**
 * An answer counts for as long as it was given for. One from the future is none; clocks may differ by minutes.
 * @param {import('./record.js').Answer} answer
 * @param {number} now
 * @param {number} life
 */
export const inTime = ([, , , time], now, life) => time < now + 9 && now < time + life

/**
 * Whether an answer is about no less than what is asked today.
 * @param {import('./record.js').Answer} answer
 * @param {Services} services
 */
export const covers = ([key, , , , , , scope], services) => !elementsOf(services, key).some(isNewTo(scope))
