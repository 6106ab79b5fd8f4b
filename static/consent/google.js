// Google Consent Mode v2, basic mode: signals for a Google tag that itself waits for consent. In the bundle only when
// the register declares such a tag.

import { google } from './site.js'

/** @param {(key: string) => boolean} allowed */
const signals = (allowed) =>
  Object.fromEntries(
    Object.entries(google).map(([signal, purpose]) => [signal, allowed(purpose) ? 'granted' : 'denied']),
  )

/** The queue Google's tags read: they want the very `arguments` object. */
function gtag() {
  ;(self.dataLayer ||= []).push(arguments)
}

/** @type {import('./main.js').Extra} The default comes first on every page, the update after each choice. */
export const googleConsent = (first, allowed, standing) => {
  self.gtag ||= gtag
  if (first) gtag('consent', 'default', { ...signals(() => false), security_storage: 'granted' })
  if (standing[0]) gtag('consent', 'update', signals(allowed))
}
