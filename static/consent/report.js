// Sends the record of each choice to the site's own endpoint. In the bundle only when the settings name one.
//
// A beacon cannot tell whether it arrived. A request with `keepalive` outlives the page just as well and can: until
// the endpoint has answered, the record waits in localStorage under its own id and is sent again at the next page.
import { endpoint } from './site.js'
import { attempt } from './store.js'

const PREFIX = 'consent-unsent-'

const send = (/** @type {string} */ key, /** @type {string} */ body) => {
  const arrived = () => attempt(() => localStorage.removeItem(key))
  if ('keepalive' in Request.prototype)
    fetch(endpoint, { method: 'POST', body, keepalive: true, credentials: 'omit' })
      .then((response) => response.ok && arrived())
      .catch(() => {})
  else if (navigator.sendBeacon(endpoint, body)) arrived()
}

/** @type {import('./main.js').Extra} */
export const report = (first, allowed, standing, made) => {
  if (first)
    attempt(() => {
      for (const key of Object.keys(localStorage))
        if (key.startsWith(PREFIX)) send(key, localStorage[key])
    })
  else if (made) {
    const record_id = crypto.randomUUID?.()
    const body = JSON.stringify({ record_id, ...made() })
    attempt(() => localStorage.setItem(PREFIX + record_id, body))
    send(PREFIX + record_id, body)
  }
}
