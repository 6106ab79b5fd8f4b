// Tells who stores what. Evaluated in every frame before its own scripts; the functions do as they did.

(() => {
  const tell = self.siteBuilderSaw
  if (!tell) return
  const cause = () => (new Error().stack.match(/https?:[^\s)]+/) || [''])[0].replace(/(:\d+){1,2}$/, '')
  const wrap = (holder, name, kind, nameOf = (first) => String(first)) => {
    const original = holder?.[name]
    if (!original) return
    holder[name] = function (...given) {
      try { tell([kind(this), nameOf(given[0]), cause(), '']) } catch {}
      return original.apply(this, given)
    }
  }
  wrap(self.Storage?.prototype, 'setItem', (area) => area === self.localStorage ? 'local_storage' : 'session_storage')
  wrap(self.IDBFactory?.prototype, 'open', () => 'indexed_db')
  wrap(self.CookieStore?.prototype, 'set', () => 'cookie', (first) => String(first?.name ?? first))
  const cookie = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie')
  Object.defineProperty(Document.prototype, 'cookie', {
    ...cookie,
    set(value) {
      try { tell(['cookie', String(value).split('=')[0].trim(), cause(), String(value)]) } catch {}
      cookie.set.call(this, value)
    },
  })
})()
