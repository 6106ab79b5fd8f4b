// A vendor that counts: two cookies, a key in localStorage, and a call home every five seconds.
{
  const home = new URL(document.currentScript.src).origin
  document.cookie = 'count_id=1;Max-Age=2592000;Path=/'
  document.cookie = 'count_visit=1;Max-Age=2592000;Path=/'
  localStorage.setItem('count', '1')
  const call = () => fetch(home + '/hit', { mode: 'no-cors' }).catch(() => {})
  call()
  setInterval(call, 5000)
}
