// A vendor that follows: a cookie whose name ends in a number, one that switches it on, and a call home.
{
  const home = new URL(document.currentScript.src).origin
  document.cookie = 'prism_90210=1;Max-Age=2592000;Path=/'
  document.cookie = 'ac_enable_tracking=1;Max-Age=2592000;Path=/'
  const call = () => fetch(home + '/hit', { mode: 'no-cors' }).catch(() => {})
  call()
  setInterval(call, 5000)
}
