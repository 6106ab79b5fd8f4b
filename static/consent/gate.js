// What waits for consent, what runs, and what has to stop. Pure: it is told what is allowed, and calls what it has.

/**
 * @typedef {object} Entry
 * @property {string} key A purpose or `purpose/service`.
 * @property {() => void} run
 * @property {(() => void) | undefined} stop Undoes `run`; without one only a reload stops it.
 * @property {boolean} [hook] Whether `stop` also stops the scripts of the same key.
 * @property {boolean} [open]
 * @property {boolean} [once] Runs because the reader asked for it this once, whatever else was chosen.
 */

/** @param {(key: string) => boolean} allowed */
export const createGate = (allowed) => {
  /** @type {Entry[]} */
  const entries = []
  /** Whether something runs on without its yes, and only a reload stops it. */
  let stuck = false

  /** Each in a microtask of its own: what one script throws is reported, and harms no other. */
  const turn = (/** @type {Entry} */ entry) => {
    const { key, run, stop, open, once } = entry
    if (allowed(key)) {
      if (!open) queueMicrotask(run)
      entry.open = true
      entry.once = false
    } else if (open && !once) {
      if (stop) queueMicrotask(stop)
      else if (!entries.some((other) => other.hook && other.key == key)) stuck = true
      entry.open = false
    }
  }

  return {
    /** @param {Entry} entry */
    add: (entry) => {
      entries.push(entry)
      turn(entry)
    },
    /** @param {Entry} entry */
    once: (entry) => {
      entry.open = entry.once = true
      entry.run()
    },
    /** Runs and stops after a change; true when that takes a reload. */
    apply: () => {
      entries.forEach(turn)
      return stuck
    },
  }
}
