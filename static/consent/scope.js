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
 * The elements of a service, or of all services of a purpose.
 * @param {Services} services
 * @param {string} key
 */
export const elementsOf = (services, key) =>
  Object.keys(services).flatMap((service) => (service == key || purposeOf(service) == key ? services[service] : []))

/**
 * What a key covers now and an answer to it did not.
 * @param {import('./record.js').Answer} answer
 * @param {Services} services
 */
export const added = ([key, , , , , , scope], services) => {
  const held = scope.match(/.{6}/g) || []
  return elementsOf(services, key).filter(
    ([code]) => !held.some((old) => old.slice(0, 4) == code.slice(0, 4) && old >= code),
  )
}

/**
 * An answer counts for as long as it was given for. One from the future is none; clocks may differ by minutes.
 * @param {import('./record.js').Answer} answer
 * @param {number} now
 * @param {number} life
 */
export const inTime = ([, , , time], now, life) => time < now + 9 && time > now - life
