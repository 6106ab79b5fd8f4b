// Gated markup: templates, scripts of type text/plain, and whatever keeps its address in data-src. Effects.
//
// Nothing here is an HTML or script sink: an inert script is cloned and its type set, which Trusted Types lets pass.

/**
 * @param {ReturnType<typeof import('./gate.js').createGate>} gate
 * @param {(key: string) => boolean} allowed
 * @param {(element: HTMLElement, key: string, height: number, once: () => void) => HTMLElement | undefined} placeholder
 */
export const watchMarkup = (gate, allowed, placeholder) => {
  /** Of what has been seen. */
  const heights = new WeakMap()
  /** @type {Record<string, Promise<unknown>>} Scripts of one key run in the order of the page, as they would have. */
  const queues = {}

  const start = (/** @type {any} */ entry, /** @type {any} */ inert, /** @type {string} */ type) => {
    queues[entry.key] = Promise.resolve(queues[entry.key]).then(
      () =>
        entry.open &&
        new Promise((done) => {
          const script = inert.cloneNode(true)
          heights.set(script, 0)
          script.type = type
          script.async = inert.hasAttribute('async')
          script.onload = script.onerror = done
          inert.replaceWith(script)
          if (!script.src || script.async || !script.isConnected) done()
        }),
    )
  }

  const admit = (/** @type {any} */ element) => {
    const { content, dataset } = element
    const key = dataset.consent
    const isScript = element.localName == 'script'
    const hasScript = isScript || content?.querySelector('script')
    const isEmbed = element.matches('iframe,[data-consent-embed]') || content?.querySelector('iframe')
    let holder, copies

    const entry = {
      key,
      run: () => {
        holder?.remove()
        element.style.display = ''
        if (isScript) start(entry, element, dataset.type || '')
        else if (!content) element.src = dataset.src
        else if (!copies || !hasScript) {
          const copy = document.importNode(content, true)
          copies = [...copy.childNodes]
          for (const script of copy.querySelectorAll('script')) {
            const { type } = script
            script.type = 'text/plain'
            start(entry, script, type)
          }
          element.after(copy)
        }
      },
      stop: !hasScript && (() => {
        if (content) for (const node of copies) node.remove()
        else {
          element.removeAttribute('src')
          element.replaceWith(element) // put back afresh, a frame forgets its page
        }
        hold()
      }),
    }
    const hold = () => {
      holder = isEmbed && placeholder(element, key, heights.get(element), () => gate.once(entry))
      if (!holder) return
      element.after(holder)
      element.style.display = 'none'
    }
    if (!allowed(key)) hold()
    gate.add(entry)
  }

  /** Measures all before it replaces any: one layout of the page, and not one for each embed. */
  const scan = () => {
    const fresh = [...document.querySelectorAll('[data-consent]')].filter((element) => !heights.has(element))
    for (const element of fresh) heights.set(element, element.offsetHeight)
    fresh.forEach(admit)
  }
  new MutationObserver(scan).observe(document, { childList: true, subtree: true })
  scan()
}
