// The question before something that cannot be undone. Whoever says nothing, by Escape, has not agreed.

export class Question {
  constructor() {
    this.box = document.getElementById('question');
    this.box.addEventListener('click', (event) => {
      const { answer } = event.target.closest('[data-answer]')?.dataset ?? {};
      if (answer) this.box.close(answer);
    });
    onEscape(this.box, () => this.box.close());
  }

  // Resolves to whether the reader agreed. `weight` is the class of the button that agrees.
  ask({ title, text, agree, decline, weight }) {
    if (this.box.open) return Promise.resolve(false);
    const [no, yes] = this.box.querySelectorAll('[data-answer]');
    this.box.querySelector('h2').textContent = title;
    this.box.querySelector('p').textContent = text;
    no.textContent = decline;
    yes.textContent = agree;
    yes.className = weight;
    this.box.returnValue = '';
    this.box.showModal();
    return new Promise((resolve) => {
      this.box.addEventListener('close', () => resolve(this.box.returnValue === 'yes'), { once: true });
    });
  }

  dismiss() {
    if (this.box.open) this.box.close();
  }
}

// Answer Escape ourselves: left to browsers, one press may close two dialogs, and a second cannot be refused.
export function onEscape(box, act, when = () => true) {
  box.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.isComposing || !when()) return;
    event.preventDefault();
    act();
  });
}
