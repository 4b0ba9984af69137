// The conversation of this tab: a reload keeps it, and another tab has its own. It makes no request and writes no HTML.
// Gradio keeps one conversation a browser. That one is taken up by a tab that has none yet, where no other tab is open.
export async function own(key, last) {
  const alone = await taken(key);
  const kept = sessionStorage.getItem(key);
  return kept ? JSON.parse(kept) : alone ? last : [];
}

export function keep(key, talk) {
  try {
    sessionStorage.setItem(key, JSON.stringify(talk));
  } catch {
    sessionStorage.removeItem(key); // no room: sooner none than one that is not what stands on the page
  }
}

// True when no other tab has a conversation of this case open; each holds a lock for as long as it is. Where a browser has
// no locks (an address without https that is not this machine) nobody can tell, and a new tab starts anew.
async function taken(key) {
  if (!navigator.locks) return false;
  const { held } = await navigator.locks.query();
  navigator.locks.request(key, { mode: "shared" }, () => new Promise(() => {}));
  return !held.some((lock) => lock.name === key);
}
