// The message logs: puts messages where they belong, replaces them, keeps scroll and focus.

const NEAR = 160;

export class Log {
  constructor(panel) {
    this.panel = panel;
    this.box = panel.querySelector('.log');
    this.empty = panel.querySelector('.empty');
    this.clear();
  }

  clear() {
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
    const stick = this.atEnd() || message.mine;
    const home = message.thread ? this.thread(message.thread) : this.box;
    const next = [...home.children].find((other) => placeOf(other) > message.place);
    const item = home === this.box ? wrapped(article) : article;
    home.insertBefore(item, next ?? null);
    // An answer appears below its question, which need not be the end of the log.
    if (this.live && (stick || message.thread)) this.reveal(article);
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
    return this.box.scrollHeight - this.box.scrollTop - this.box.clientHeight < NEAR;
  }

  toEnd() {
    this.box.scrollTop = this.box.scrollHeight;
  }

  // Show the beginning of what does not fit, the whole of what does.
  reveal(article) {
    const tall = article.offsetHeight > this.box.clientHeight;
    article.scrollIntoView({ block: tall ? 'start' : 'nearest' });
  }
}

// Give the focus to the same button of a message that was drawn anew, else to the message.
export function focusButton(article, wanted) {
  const buttons = wanted ? [...article.querySelectorAll('[data-press]')] : [];
  const same = buttons.find((b) => b.dataset.press === wanted.press && b.dataset.value === wanted.value);
  (same ?? article).focus();
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
