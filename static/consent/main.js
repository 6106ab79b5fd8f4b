// The consent banner: reads the record, lets run what it allows, asks what is not answered. Ties the parts together.
import { receipt } from './proof.js'
import { decode, encode } from './record.js'
import { createView } from './view.js'
import { createGate } from './gate.js'
import { extras } from './extras.js'
import { added, elementsOf, inTime, purposeOf } from './scope.js'
import { watchMarkup } from './markup.js'
import { objects } from './signals.js'
import { readCookie, writeCookie } from './store.js'
import { erase } from './erase.js'
import {
  and,
  askTree,
  bundle,
  changedTree,
  chooseTree,
  cookieName,
  exempt,
  life,
  locale,
  purposes,
  saved,
  services,
  signalTree,
  version,
} from './site.js'

/**
 * A part that only some sites need. `first`: the page has just been opened; `made` gives the record of a choice that
 * was made here, and not in another tab.
 * @typedef {(first: boolean, allowed: (key: string) => boolean, standing: import('./record.js').Answer[],
 *   made?: () => object) => void} Extra
 */

const begin = () => {
  /** @type {string} The cookie as it was last read. */
  let stored
  /** @type {string} */
  let seen
  /** @type {import('./record.js').Answer[]} All that were given, and those of them that count. */
  let answers, standing
  /** Whether all choices were asked for: then the first question waits until they are left. */
  let opened

  const now = () => Math.floor(Date.now() / 6e4)
  /** a, b and c. The first `Intl.ListFormat` of a page takes 25 ms, and this is the page's first second. */
  const list = (/** @type {string[]} */ names) => {
    const all = [...new Set(names)]
    const last = all.pop()
    return all[0] ? all.join(', ') + and + last : last
  }
  const known = { ...purposes, ...services }
  const isKnown = (/** @type {string} */ key) => Object.hasOwn(known, key)
  const isRecent = (/** @type {import('./record.js').Answer} */ answer) => inTime(answer, now(), life)
  const texts = () => readCookie(cookieName)
  const sift = () => {
    stored = texts().join()
    standing = answers.filter((answer) => isKnown(answer[0]) && isRecent(answer) && !added(answer, services)[0])
  }
  const read = () => {
    ;({ seen, answers } = texts().map(decode).find(Boolean) || { answers: [] })
    sift()
  }
  const write = () => {
    seen = version
    writeCookie(encode({ seen, answers }))
    sift()
  }

  const record = () => receipt(standing)
  const unanswered = () => Object.keys(purposes).filter((purpose) => !standing.some(([key]) => key == purpose))
  /** What the register does not name, nobody can have agreed to. */
  const allowed = (/** @type {string} */ key) =>
    exempt.includes(purposeOf(key)) ||
    (isKnown(key) && standing.some(([other, yes]) => yes && (other == key || other == purposeOf(key))))
  const gate = createGate(allowed)

  /** What refused services left behind, unless an allowed one keeps it too. */
  const leftovers = () => {
    /** @type {import('./scope.js').Element[]} */
    const left = []
    let kept = ''
    for (const key in services)
      if (allowed(key)) kept += services[key] + ','
      else if (!unanswered().includes(purposeOf(key))) left.push(...services[key])
    return left.filter(([, name, storage]) => !kept.includes(`,${name},${storage},`))
  }

  const tidy = () => {
    erase(leftovers())
    document.dispatchEvent(new CustomEvent('consent', { detail: record() }))
  }
  /** Makes the page agree with the record after a choice: here if it is `made`, else in another tab. */
  const settle = (/** @type {(() => object) | undefined} */ made) => {
    const stuck = gate.apply()
    for (const extra of extras) extra(false, allowed, standing, made)
    queueMicrotask(() => {
      tidy()
      if (stuck) location.reload()
    })
  }

  /** Stores answers by key; one to a purpose replaces what was decided service by service. */
  const decide = (/** @type {[key: string, yes: boolean][]} */ decisions, /** @type {string} */ how) => {
    const grants = Object.fromEntries(decisions)
    const given = standing.filter(([key, yes]) => yes && !grants[key]).map(([key]) => key + '/')
    answers = answers.filter(([key]) => !(key in grants || purposeOf(key) in grants))
    for (const [key, yes] of decisions)
      answers.push([
        key,
        yes ? 1 : '',
        !yes && given.some((other) => other.startsWith(key + '/')) ? 'withdraw' : how,
        now(),
        version,
        bundle,
        elementsOf(services, key).map(([code]) => code).join(''),
      ])
    write()
    settle(record)
    proceed(saved)
  }

  /** Asks what is not answered, else says once that the statement changed. A browser that objects has answered. */
  const ask = () => {
    const keys = unanswered()
    if (keys.length && objects()) {
      decide(keys.map((key) => [key, false]), 'gpc')
      view().show(signalTree)
    } else if (keys.length) {
      const before = answers.filter((answer) => isRecent(answer) && keys.includes(answer[0]))
      view().show(askTree, {
        purposes: list(keys.map((key) => purposes[key][1])),
        added: list(before.flatMap((answer) => added(answer, services)).map(([, name]) => name)),
      })
    } else if (seen < version) {
      write()
      view().show(changedTree)
    }
  }
  const proceed = (/** @type {string} */ message) => (unanswered().length ? ask() : view().hide(message))

  /** Shows everything there is to choose, as it stands. */
  const open = (/** @type {any} */ control) => {
    opened = true
    const last = Math.max(...standing.map(([, , , time]) => time))
    view().show(
      chooseTree,
      {
        ...Object.fromEntries(standing),
        DATE: last > 0 && new Date(last * 6e4).toLocaleDateString(locale, { dateStyle: 'long' }),
        RECORD: encodeURIComponent(JSON.stringify(record())),
      },
      control,
    )
  }

  /** The first layer answers what it asks, the second everything. */
  const answer = (/** @type {boolean} */ granted, /** @type {string} */ how) => (/** @type {any} */ switches) =>
    decide((switches[0] ? Object.keys(purposes) : unanswered()).map((key) => [key, granted]), how)

  /** @type {ReturnType<typeof createView>} */
  let made
  /** Made at first use: a page where everything is answered gets no element at all. */
  const view = () =>
    (made ||= createView({
      accept: answer(true, 'accept'),
      reject: answer(false, 'reject'),
      choose: () => open(),
      save: (switches) => decide([...switches].map(({ name, checked }) => [name, checked]), 'choose'),
      leave: () => proceed(),
    }))

  /** Another tab may have answered, and a page that comes back from the history may be older than the answer. */
  const follow = () => {
    if (texts().join() == stored) return
    read()
    settle()
    proceed()
  }

  /** What touches the page: its markup that waits, with a placeholder for each embed, and then the question. */
  const attend = () => {
    tidy()
    watchMarkup(gate, allowed, (element, key, height, once) => {
      if (!isKnown(key)) return
      const names = elementsOf(services, key).flatMap(([, name, storage]) => (storage ? [] : [name]))
      const [purpose] = purposes[purposeOf(key)]
      const values = { what: key in purposes ? purpose : names[0], who: [...new Set(names)].join(', '), purpose }
      return view().placeholder(height, values, (name) => {
        if (name == 'once') once()
        else decide([[key, true]], 'embed')
        element.focus()
      })
    })
    document.addEventListener('click', (event) => {
      const control = event.target.closest('[data-consent-open]')
      if (control) {
        event.preventDefault()
        open(control)
      }
    })
    self.cookieStore?.addEventListener('change', follow)
    for (const event of ['focus', 'pageshow']) addEventListener(event, follow)
    setTimeout(() => opened || ask())
  }

  read()
  for (const extra of extras) extra(true, allowed, standing)
  self.consent = {
    get: (key) => (key ? allowed(key) : record()),
    on: (key, run, stop) => gate.add({ key, run, stop, hook: !!stop }),
    open: () => open(document.activeElement),
  }

  // In tasks of its own: within the task that ends the page it would make a long one. Without `defer` the page is not
  // there yet.
  const later = () => setTimeout(attend)
  if (document.readyState == 'loading') addEventListener('DOMContentLoaded', later)
  else later()
}

if (!self.consent?.on) begin() // else it is embedded twice
