// The form dialog: opens what the server rendered, sends it, shows what is wrong beside each field.

import { onEscape } from './ask.js';
import { focusAgain, remembered } from './log.js';

const LOSING = {
  title: 'Close without sending?',
  text: 'What you typed is lost.',
  agree: 'Close without sending',
  decline: 'Keep writing',
  weight: 'danger',
};

export class FormDialog {
  // `send` posts a form and gives the answer; `messageOf` finds the message that a form came from;
  // `question` asks before what was typed is lost.
  constructor(send, messageOf, question) {
    this.box = document.getElementById('dialog');
    this.send = send;
    this.messageOf = messageOf;
    this.question = question;
    this.box.addEventListener('close', () => this.closed());
    this.box.addEventListener('submit', (event) => this.submitted(event));
    this.box.addEventListener('focusin', (event) => { this.focused = event.target; });
    onEscape(this.box, () => this.leave(), () => this.unsent());
    this.box.addEventListener('cancel', (event) => { // Other ways back than Escape, as on a phone.
      if (!this.unsent()) return;
      event.preventDefault();
      this.leave();
    });
    this.box.addEventListener('click', (event) => {
      if (event.target.closest('[data-cancel]')) this.leave();
    });
  }

  open(html, opener) {
    this.opener = opener && remembered(opener);
    this.fill(html);
    this.before = this.values();
    this.meant = false;
    if (!this.box.open) this.box.showModal();
    this.box.scrollTop = 0;
    this.box.querySelector('h2').focus();
  }

  fill(html) {
    const template = document.createElement('template');
    template.innerHTML = html; // Escaped by the server.
    this.box.replaceChildren(template.content);
  }

  close() {
    if (!this.box.open) return;
    this.meant = true;
    this.question.dismiss();
    this.box.close();
  }

  async leave() {
    if (!this.unsent() || await this.question.ask(LOSING)) this.close();
  }

  // Whether something was typed or chosen since the form was opened.
  unsent() {
    return this.values() !== this.before;
  }

  values() {
    const form = this.box.querySelector('form');
    return form ? JSON.stringify(valuesOf(form)) : '';
  }

  closed() {
    if (!this.meant && this.unsent()) {
      // Browsers heed only so many refusals. What was typed is still here, so it is shown again.
      const focused = this.focused;
      this.box.showModal();
      focused?.focus();
      this.leave();
      return;
    }
    this.box.replaceChildren();
    if (this.opener) focusAgain(this.opener, this.messageOf);
  }

  async submitted(event) {
    event.preventDefault();
    const form = event.target;
    if (form.getAttribute('aria-busy') === 'true') return;
    const tooLong = overlong(form);
    if (Object.keys(tooLong).length) {
      this.mark(form, { errors: tooLong, summary: 'Please shorten what is marked.' });
      return;
    }
    form.setAttribute('aria-busy', 'true');
    const answer = await this.send({
      form: form.dataset.form,
      context: form.dataset.context,
      nonce: form.dataset.nonce,
      origin: form.dataset.origin,
      values: valuesOf(form),
    });
    form.removeAttribute('aria-busy');
    if (form.isConnected) this.answered(form, answer);
  }

  answered(form, answer) {
    if (answer.error) this.mark(form, { errors: {}, summary: answer.error });
    else if (answer.outcome === 'errors') this.mark(form, answer);
    else if (answer.outcome === 'form') this.open(answer.html, this.opener?.element);
    else this.close();
  }

  mark(form, { errors, summary }) {
    const stray = [];
    unmark(form);
    for (const [key, text] of Object.entries(errors)) {
      if (!markField(form, key, text)) stray.push(text);
    }
    const trouble = form.querySelector('.trouble');
    trouble.textContent = [summary, ...stray].join(' ');
    (form.querySelector('[aria-invalid="true"]:not(fieldset), fieldset[aria-invalid="true"] input') ?? trouble).focus();
  }
}

function markField(form, key, text) {
  const control = form.elements.namedItem(key);
  const first = control instanceof RadioNodeList ? control[0] : control;
  if (!first) return false;
  const field = first.closest('.field');
  const note = field.querySelector('.error');
  note.textContent = text;
  note.hidden = false;
  (field.matches('fieldset') ? field : first).setAttribute('aria-invalid', 'true');
  field.classList.add('wrong');
  return true;
}

function unmark(form) {
  form.querySelectorAll('[aria-invalid]').forEach((element) => element.removeAttribute('aria-invalid'));
  form.querySelectorAll('.field.wrong').forEach((field) => field.classList.remove('wrong'));
  form.querySelectorAll('.error').forEach((note) => {
    note.textContent = '';
    note.hidden = true;
  });
}

function valuesOf(form) {
  const values = {};
  for (const element of form.elements) {
    if (element.name && element.type === 'checkbox') {
      const before = values[element.name] ? [values[element.name]] : [];
      values[element.name] = [...before, ...(element.checked ? [element.value] : [])].join(',');
    } else if (element.name && element.type !== 'radio') values[element.name] = element.value;
    else if (element.name && (element.checked || !(element.name in values))) {
      values[element.name] = element.checked ? element.value : '';
    }
  }
  return values;
}

function overlong(form) {
  const errors = {};
  form.querySelectorAll('[data-longest]').forEach((field) => {
    const length = [...field.value].length;
    const longest = Number(field.dataset.longest);
    if (length > longest) {
      const [most, now] = [longest, length].map((n) => n.toLocaleString('en-GB'));
      errors[field.name] = `This has room for ${most} characters; there are ${now}.`;
    }
  });
  return errors;
}
