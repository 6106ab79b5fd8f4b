// Measures a banner where it stands. Evaluated in the page by browse.py; returns plain values, changes nothing but focus
// and scroll, which it puts back.

async ({ box, accept, reject }) => {
  const STYLE = ['fontSize', 'fontWeight', 'fontFamily', 'paddingTop', 'paddingRight', 'paddingBottom', 'paddingLeft',
    'borderTopWidth', 'borderTopStyle', 'borderTopColor', 'borderRadius', 'backgroundColor', 'backgroundImage', 'color',
    'opacity', 'textDecorationLine', 'textTransform', 'boxShadow', 'cursor', 'letterSpacing', 'filter']

  /** The parent in the tree that is drawn: a shadow root belongs to its host. */
  const above = (node) => node.assignedSlot || node.parentNode || node.host
  const within = (outer, inner) => {
    for (let node = inner; node; node = above(node)) if (node === outer) return true
    return false
  }
  const at = (x, y) => {
    let found = document.elementFromPoint(x, y)
    for (let inner; (inner = found?.shadowRoot?.elementFromPoint(x, y)) && inner !== found; ) found = inner
    return found
  }
  const middle = (element) => {
    const { left, top, width, height } = element.getBoundingClientRect()
    return at(left + width / 2, top + height / 2)
  }
  /** Below the edge of the screen nothing can be said; that is another rule. */
  const hit = (element) => {
    const { left, top, width, height } = element.getBoundingClientRect()
    const [x, y] = [left + width / 2, top + height / 2]
    if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) return true
    const found = at(x, y)
    return !!found && (within(element, found) || within(found, element) && found.localName == 'label')
  }

  // --- colours, painted to be read: a browser knows more ways to write one than we do
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1)
    canvas.fillStyle = colour
    canvas.fillRect(0, 0, 1, 1)
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data
    return [r, g, b, a / 255]
  }
  const over = ([r, g, b, a], [R, G, B]) => [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a), 1]
  const luminance = ([r, g, b]) => {
    const [R, G, B] = [r, g, b].map((c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    return 0.2126 * R + 0.7152 * G + 0.0722 * B
  }
  const contrast = (one, other) => {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b)
    return Math.round(((light + 0.05) / (dark + 0.05)) * 100) / 100
  }
  /** What is painted behind an element's own content, or nothing where a picture makes that unknowable. */
  const ground = (element) => {
    const layers = []
    let node = element
    for (; node; node = above(node)) {
      if (!(node instanceof Element)) continue
      const { backgroundColor, backgroundImage } = getComputedStyle(node)
      if (backgroundImage != 'none') return
      const colour = rgba(backgroundColor)
      layers.push(colour)
      if (colour[3] == 1) break
    }
    const page = matchMedia('(prefers-color-scheme: dark)').matches ? rgba('Canvas') : [255, 255, 255, 1]
    return layers.reduceRight((below, layer) => over(layer, below), page)
  }
  const opacity = (element) => {
    let product = 1
    for (let node = element; node; node = above(node)) if (node instanceof Element) product *= getComputedStyle(node).opacity
    return product
  }

  const button = (element) => {
    if (!element) return null
    const computed = getComputedStyle(element)
    const { width, height } = element.getBoundingClientRect()
    const inner = ground(element), outer = ground(above(element))
    const faded = (colour, below) => { const [r, g, b, a] = rgba(colour); return over([r, g, b, a * opacity(element)], below) }
    const bordered = parseFloat(computed.borderTopWidth) > 0 && computed.borderTopStyle != 'none'
    const edges = inner && outer && [contrast(over([...inner.slice(0, 3), opacity(element)], outer), outer),
      ...(bordered ? [contrast(faded(computed.borderTopColor, outer), outer)] : [])]
    return {
      width: Math.round(width * 10) / 10,
      height: Math.round(height * 10) / 10,
      style: Object.fromEntries(STYLE.map((name) => [name, computed[name]])),
      label: inner ? contrast(faded(computed.color, inner), inner) : null,
      edge: edges ? Math.max(...edges) : null,
      seen: element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && width > 1 && height > 1 &&
        !element.closest('[aria-hidden=true]') && opacity(element) > 0.1,
      hit: hit(element),
    }
  }

  // --- what the rest of the page suffers
  const frame = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
  const focused = () => { let one = document.activeElement; while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement; return one }
  const initial = focused()
  const scroll = [scrollX, scrollY]
  let top = box
  for (let node = box; node && node !== document.body; node = above(node)) if (node instanceof Element) top = node
  const veil = (element) => {
    for (let node = element; node; node = above(node))
      if (node instanceof Element && getComputedStyle(node).position == 'fixed') {
        const { width, height } = node.getBoundingClientRect()
        return width * height > innerWidth * innerHeight / 2
      }
    return false
  }
  const controls = [...document.querySelectorAll('a[href],button,input,select,textarea')].filter(
    (one) => !within(top, one) && one.checkVisibility() && one.tabIndex >= 0)
  const covered = []
  for (const one of [...new Set([...controls.slice(0, 3), ...controls.slice(-3)])]) {
    one.focus()
    await frame()
    const found = middle(one)
    if (found && !within(one, found) && !within(found, one) && (within(top, found) || veil(found)))
      covered.push((one.textContent || one.name || one.localName).trim().slice(0, 60))
  }
  const root = document.documentElement
  const locked = [root, document.body].some((one) => ['hidden', 'clip'].includes(getComputedStyle(one).overflowY)) &&
    Math.max(root.scrollHeight, document.body.scrollHeight) > innerHeight + 1
  initial?.focus?.({ preventScroll: true })
  if (focused() != initial) focused()?.blur?.()
  scrollTo({ left: scroll[0], top: scroll[1], behavior: 'instant' })
  await frame()

  const group = (one, other) => one.parentElement == other.parentElement || one.parentElement?.parentElement == other.parentElement?.parentElement
  return {
    accept: button(accept),
    reject: button(reject),
    together: !reject || group(accept, reject),
    focus_on_accept: initial == accept,
    covered: [...new Set(covered)],
    scroll_locked: locked,
  }
}
