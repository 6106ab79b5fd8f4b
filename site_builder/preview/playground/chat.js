// A vendor that chats: something in every kind of storage, and a call home every five seconds.
{
  const home = new URL(document.currentScript.src).origin
  document.cookie = 'chat_session=1;Path=/'
  localStorage.setItem('chat.token', '1')
  localStorage.setItem('chat.seen', '1')
  sessionStorage.setItem('chat_tab', '1')
  indexedDB.open('chat_database', 1).onsuccess = ({ target }) => target.result.close()
  const call = () => fetch(home + '/hit', { mode: 'no-cors' }).catch(() => {})
  call()
  setInterval(call, 5000)
}
