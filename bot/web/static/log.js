// The message logs: puts messages where they belong, replaces them, keeps scroll and focus.

const NEAR = 160;
const PAGING = ['PageUp', 'PageDown', 'Home', 'End', 'ArrowUp', 'ArrowDown'];
const calm = matchMedia('(prefers-reduced-motion: reduce)');

export class Log {
  constructor(panel) {
    this.panel = panel;
    this.box = panel.querySelector('.log');
    this.empty = panel.querySelector('.empty');
    this.clear();
    this.watch();
  }

  // Tell a reader who scrolls from a box that is scrolled.
  watch() {
    const strolls = () => {
      this.strolled = true;
      this.gliding = false;
    };
    this.box.addEventListener('wheel', strolls, { passive: true });
    this.box.addEventListener('touchmove', strolls, { passive: true });
    this.box.addEventListener('keydown', (event) => { if (PAGING.includes(event.key)) strolls(); });
    this.box.addEventListener('pointerdown', (event) => { if (event.target === this.box) strolls(); }); // Its scroll bar.
    this.box.addEventListener('scrollend', () => { this.gliding = false; });
  }

  clear() {
    this.stay();
    this.wanted = '';
    this.gliding = false;
    this.box.replaceChildren();
    this.box.setAttribute('aria-busy', 'true');
    this.live = false;
    this.lastPlace = 0;
    this.empty.hidden = true;
  }

  ready() {
    this.live = true;
    this.box.setAttribute('aria-busy', 'false');
    this.empty.hidden = this.box.childElementCount > 0;
    this.toEnd();
  }

  show(message) {
    this.empty.hidden = true;
    this.lastPlace = Math.max(this.lastPlace, message.place);
    const article = parsed(message.html);
    Object.assign(article.dataset, { id: message.id, place: message.place });
    const old = this.find(message.id);
    if (old) this.replace(old, article);
    else this.insert(article, message);
  }

  replace(old, article) {
    const focused = document.activeElement;
    const button = old.contains(focused) && focused.dataset.press ? focused.dataset : null;
    const hadFocus = old.contains(focused);
    old.replaceWith(article);
    if (hadFocus) focusButton(article, button);
  }

  insert(article, message) {
    if (message.mine) this.stay();
    const stick = this.atEnd() || message.mine;
    const home = message.thread ? this.thread(message.thread) : this.box;
    const next = [...home.children].find((other) => placeOf(other) > message.place);
    const item = home === this.box ? wrapped(article) : article;
    home.insertBefore(item, next ?? null);
    // An answer appears below its question, which need not be the end of the log.
    if (this.live && (stick || (message.thread && !this.strolled))) this.reveal(article);
    if (message.id === this.wanted) this.bring(message.id);
  }

  // The reader does something here and waits for what comes of it.
  stay() {
    this.strolled = false;
  }

  // Scroll to a reply, now or as soon as it arrives, unless the reader has gone elsewhere meanwhile.
  bring(id) {
    const article = id && this.find(id);
    this.wanted = article ? '' : id;
    if (article && !this.strolled) this.reveal(article, { gently: true });
  }

  // The place for answers below a message; the log itself where that message cannot be seen.
  thread(id) {
    const root = this.find(id)?.closest('.entry');
    if (!root) return this.box;
    let home = root.querySelector(':scope > .thread');
    if (!home) {
      home = document.createElement('div');
      home.className = 'thread';
      home.setAttribute('role', 'group');
      home.setAttribute('aria-label', 'Answers');
      root.append(home);
    }
    return home;
  }

  find(id) {
    return this.box.querySelector(`article[data-id="${CSS.escape(id)}"]`);
  }

  atEnd() {
    return this.gliding || this.box.scrollHeight - this.box.scrollTop - this.box.clientHeight < NEAR;
  }

  toEnd() {
    this.box.scrollTop = this.box.scrollHeight;
  }

  // Show the beginning of what does not fit, the whole of what does.
  reveal(article, { gently = false } = {}) {
    const tall = article.offsetHeight > this.box.clientHeight;
    const glide = gently && !calm.matches && 'onscrollend' in window && !this.holds(article);
    if (glide) this.gliding = true;
    article.scrollIntoView({ block: tall ? 'start' : 'nearest', behavior: glide ? 'smooth' : 'auto' });
  }

  holds(article) {
    const [inner, outer] = [article, this.box].map((element) => element.getBoundingClientRect());
    return inner.top >= outer.top && inner.bottom <= outer.bottom;
  }
}

// Give the focus to the same button of a message that was drawn anew, else to the message.
function focusButton(article, wanted, how) {
  const buttons = wanted ? [...article.querySelectorAll('[data-press]')] : [];
  const same = buttons.find((b) => b.dataset.press === wanted.press && b.dataset.value === wanted.value);
  (same ?? article).focus(how);
}

// Remember a button, so that the focus finds back to it even when its message was drawn anew.
export function remembered(button) {
  const { press, value } = button.dataset;
  return { press, value, message: button.closest('article').dataset.id, element: button };
}

// Give the focus back to a remembered button. Nothing is scrolled: the reply may stand further down.
export function focusAgain(button, messageOf) {
  const how = { preventScroll: true };
  if (button.element.isConnected) {
    button.element.focus(how);
    return;
  }
  const article = messageOf(button.message);
  if (article) focusButton(article, button, how);
}

function parsed(html) {
  const template = document.createElement('template');
  template.innerHTML = html; // The server has escaped everything in it that is not its own.
  return template.content.firstElementChild;
}

function wrapped(article) {
  const entry = document.createElement('div');
  entry.className = 'entry';
  entry.append(article);
  return entry;
}

function placeOf(item) {
  return Number((item.dataset.place ? item : item.querySelector('article')).dataset.place);
}
