// The one cookie that holds the record. Effects.

import { cookieAttributes, cookieDomain, cookieName } from './site.js'

export const SECURE = isSecureContext ? ';Secure' : ''

/**
 * A browser may refuse any storage; then there is none.
 * @template T
 * @param {() => T} action
 * @returns {T | undefined}
 */
export const attempt = (action) => {
  try {
    return action()
  } catch {}
}

/** @returns {string[][]} Every cookie this page can see, as name and value. */
export const cookies = () =>
  (attempt(() => document.cookie) || '').split('; ').map((pair) => pair.split(/=(.*)/s))

/**
 * Every value under a name: a parent domain may hold a stranger's cookie of that name.
 * @param {string} name
 * @returns {string[]}
 */
export const readCookie = (name) =>
  cookies()
    .filter((cookie) => cookie[0] == name)
    .map((cookie) => cookie[1])

/**
 * Where the domain of the settings is not this site's, as in a preview, the cookie is this host's own.
 * @param {string} value
 */
export const writeCookie = (value) => {
  for (const where of [cookieDomain, ''])
    if (!readCookie(cookieName).includes(value))
      attempt(() => (document.cookie = cookieName + '=' + value + cookieAttributes + where + SECURE))
}
