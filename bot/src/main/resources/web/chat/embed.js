// The page inside another website's frame: tells the site how many messages are new and when to close, and nothing else.

/**
 * @param hooks opened(): the citizen sees the page; closed(): no longer
 * @return how to talk to the site; `closed` is true while the frame is not shown
 */
export function embed(hooks) {
  let site = null;
  const host = {
    closed: false,
    say(message) {
      if (site) window.parent.postMessage(message, site);
    },
    close() {
      host.say({ motcua: 'close' });
    },
  };
  if (window.parent === window) return host;
  document.documentElement.classList.add('framed');
  window.addEventListener('message', (e) => {
    // frame-ancestors lets in none but allowed sites; from the first greeting on it is one and the same
    if (e.source !== window.parent || !e.data || (site && e.origin !== site)) return;
    if (e.data.motcua === 'hello') {
      site = e.origin;
      document.documentElement.classList.add('widget');
      host.closed = !e.data.open;
      if (e.data.open) hooks.opened(); else hooks.closed();
    } else if (e.data.motcua === 'open') {
      host.closed = false;
      hooks.opened();
    } else if (e.data.motcua === 'closed') {
      host.closed = true;
      hooks.closed();
    }
  });
  document.addEventListener('keydown', (e) => {
    if (e.key === 'Escape' && !e.defaultPrevented) host.close();
  });
  return host;
}
