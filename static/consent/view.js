// What the reader sees: one strip at the bottom of the page, and placeholders for embeds. Effects.
//
// The markup comes as nested arrays made from templates/consent/*.html: built node by node, it needs no HTML sink.

import { css, embedTree, locale, statusTree } from './site.js'

/** @typedef {[tag: string, ...parts: (Tree | string | Record<string, string>)[]]} Tree Children and attributes. */

/** @param {string} text  @param {Record<string, any>} values */
const fill = (text, values) => text.replace(/{(\w+)}/g, (hole, name) => values[name] ?? hole)

/** @param {any} tree  @param {Record<string, any>} values  @returns {any} */
const build = ([tag, ...parts], values) => {
  const element = document.createElement(tag)
  for (const part of parts)
    if (part.at) element.append(part.map ? build(part, values) : fill(part, values))
    else for (const name in part) element.setAttribute(name, fill(part[name], values))
  return element
}

/**
 * @param {Record<string, (switches: any) => void>} actions What a button does, by its name.
 */
export const createView = (actions) => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)

  /** An element that the style sheets of the page do not reach. */
  const island = (/** @type {any} */ content, /** @type {(name: string) => void} */ press) => {
    const host = document.createElement('your-choice')
    const root = host.attachShadow({ mode: 'open' })
    host.lang = locale
    root.adoptedStyleSheets = [sheet]
    root.append(content)
    root.addEventListener('click', ({ target }) => {
      const button = /** @type {Element} */ (target).closest('button')
      if (button) press(button.name)
    })
    return host
  }

  /** @type {any} */
  let strip
  /** @type {any} Where the reader was before coming here. */
  let reader
  const status = build(statusTree, {})
  const host = island(status, (name) => actions[name](strip.querySelectorAll('input')))
  host.addEventListener('focusin', ({ relatedTarget }) => (reader = relatedTarget || reader))
  host.addEventListener('keydown', ({ key }) => key == 'Escape' && actions.leave())

  // The strip lies over the end of the page: so the page grows by its height, and scrolls focus clear of it.
  const room = new CSSStyleSheet()
  const observer = new ResizeObserver(() => {
    const height = strip.offsetHeight
    room.replaceSync(height && `html{padding-bottom:${height}px!important;scroll-padding-bottom:${height}px!important}`)
  })
  document.adoptedStyleSheets.push(room)
  document.body.prepend(host)

  /** Whether the strip had focus when it went. */
  const clear = () => {
    const focused = document.activeElement == host
    strip?.remove()
    return focused
  }

  return {
    /**
     * Focus moves only when it was in the strip, or the reader asked for it with a control of the page.
     * @param {Tree} tree
     * @param {Record<string, any>} [values] Fill the holes; an element with `data-if` stays when its value is there.
     * @param {any} [control]
     */
    show: (tree, values = {}, control) => {
      const focused = clear()
      strip = build(tree, values)
      for (const element of strip.querySelectorAll('[data-if]')) values[element.dataset.if] || element.remove()
      for (const input of strip.querySelectorAll('input')) input.checked = values[input.name]
      status.textContent = ''
      status.before(strip)
      observer.observe(strip)
      reader = control || reader
      if (focused || control) strip.querySelector('[tabindex]').focus()
    },
    /** Closes the strip and puts focus back where the reader was. */
    hide: (/** @type {string} */ message = '') => {
      status.textContent = message
      if (clear()) (reader?.isConnected ? reader : status).focus({ preventScroll: true })
    },
    /** @param {number} height  @param {Record<string, any>} values  @param {(name: string) => void} press */
    placeholder: (height, values, press) => {
      const box = build(embedTree, values)
      box.style.minHeight = height + 'px'
      return island(box, press)
    },
  }
}
