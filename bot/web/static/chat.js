// The page: seats, conversations, the clock and the live stream. No library, nothing from elsewhere.

import { Question } from './ask.js';
import { FormDialog } from './dialog.js';
import { focusAgain, Log, remembered } from './log.js';

const $ = (id) => document.getElementById(id);
const tabs = [...document.querySelectorAll('[role="tab"]')];
const logs = Object.fromEntries(tabs.map(({ dataset: { conversation } }) => [conversation, new Log($(`panel-${conversation}`))]));
const messageOf = (id) => Object.values(logs).map((log) => log.find(id)).find(Boolean) ?? null;
const question = new Question();
const dialog = new FormDialog((data) => act('/form', data), messageOf, question);

let seat = null;
let open = 'direct';
let stream = null;
let unsent = null; // What could not be sent, with its id: sent again unchanged, it is recognised.
const seen = new Map();

// ---- Talking to the server ----

async function post(path, data) {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(data),
    });
    return await response.json();
  } catch {
    return { error: 'Bunsen could not be reached, and nothing was sent. Is the demo still running?', lost: true };
  }
}

// Post something that is done in the open conversation, and scroll to what comes of it.
async function act(path, data) {
  const log = logs[open];
  log.stay();
  const answer = await post(path, { id: freshId(), seat: seat.id, ...data });
  log.bring(answer.message ?? '');
  return answer;
}

function freshId() {
  return crypto.randomUUID();
}

function listen() {
  stream?.close();
  const mine = new EventSource(`/events?seat=${encodeURIComponent(seat.id)}`);
  stream = mine;
  const on = (name, act) => mine.addEventListener(name, (event) => stream === mine && act(JSON.parse(event.data)));
  on('reset', () => {
    seen.clear();
    Object.values(logs).forEach((log) => log.clear());
  });
  on('ready', () => {
    Object.values(logs).forEach((log) => log.ready());
    reportSeen();
  });
  on('message', arrived);
  on('unread', showUnread);
  on('clock', ({ label }) => { $('clock').textContent = label; });
  mine.onopen = () => { $('offline').textContent = ''; };
  mine.onerror = () => {
    $('offline').textContent = 'The demo does not answer. If it was stopped, start it again with “bunsen demo”.';
  };
}

function arrived(message) {
  (logs[message.conversation] ?? logs.direct).show(message);
  reportSeen();
}

// ---- Seats ----

function sit(input) {
  seat = { id: input.value, ...input.dataset };
  remember('seat', seat.id);
  dialog.close();
  seen.clear();
  Object.values(logs).forEach((log) => log.clear());
  $('you').textContent = `You are ${seat.name}, ${seat.role}.`;
  $('blurb').textContent = seat.blurb;
  $('announcer').textContent = `You sit in the seat of ${seat.name}, ${seat.role}.`;
  suggest();
  listen();
  post('/sit', { seat: seat.id });
}

function suggest() {
  const words = JSON.parse(seat.suggestions);
  const buttons = words.map((text) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'plain';
    button.textContent = text;
    return button;
  });
  $('suggestions').replaceChildren(...offered(), ...buttons);
}

// A file that this seat may fetch, to try what is done with files.
function offered() {
  if (!seat.offer) return [];
  const link = document.createElement('a');
  Object.assign(link, { href: seat.path, download: '', className: 'offer', textContent: seat.offer });
  return [link];
}

// ---- Conversations ----

function show(conversation, { focus = false } = {}) {
  open = conversation;
  remember('open', open);
  for (const tab of tabs) {
    const chosen = tab.dataset.conversation === open;
    tab.setAttribute('aria-selected', String(chosen));
    tab.tabIndex = chosen ? 0 : -1;
    $(tab.getAttribute('aria-controls')).hidden = !chosen;
    if (chosen && focus) tab.focus();
  }
  const channel = open === 'channel';
  $('composer').hidden = open === 'mail';
  $('composer-label').textContent = channel ? 'Message to the channel technicians' : 'Message to Bunsen';
  $('composer-text').placeholder = channel ? '@bunsen asks Bunsen' : 'Ask Bunsen';
  $('attach').hidden = channel;
  logs[open].toEnd();
  reportSeen();
}

function moveTab(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const next = (tabs.indexOf(event.target) + step + tabs.length) % tabs.length;
  show(tabs[next].dataset.conversation, { focus: true });
}

function reportSeen() {
  const { live, lastPlace } = logs[open];
  if (!live || document.hidden || (seen.get(open) ?? 0) >= lastPlace) return;
  seen.set(open, lastPlace);
  post('/seen', { seat: seat.id, conversation: address(), place: lastPlace });
}

function showUnread({ direct, channel, mail }) {
  document.querySelectorAll('.seat').forEach((label) => {
    badge(label, direct[label.querySelector('input').value]);
  });
  badge($('tab-direct'), direct[seat.id]);
  badge($('tab-channel'), channel);
  badge($('tab-mail'), mail);
}

function badge(element, count) {
  const mark = element.querySelector('.badge');
  mark.hidden = !count;
  mark.querySelector('.count').textContent = count || '';
}

function address() {
  return open === 'direct' ? seat.direct : open;
}

// ---- Writing ----

async function say(text) {
  const again = unsent?.text === text && unsent.seat === seat.id && unsent.conversation === address();
  const message = again ? unsent : { id: freshId(), seat: seat.id, conversation: address(), text };
  const answer = await post('/say', message);
  unsent = answer.lost ? message : null;
  refuse(answer.error);
  return !answer.error;
}

async function sendTyped(event) {
  event?.preventDefault();
  const field = $('composer-text');
  const text = field.value;
  if (!text.trim() || field.readOnly) return;
  field.readOnly = true; // What is typed stays until it is known to have arrived.
  const sent = await say(text);
  field.readOnly = false;
  if (sent) field.value = '';
  fit(field);
  field.focus();
}

function sendSuggestion(event) {
  const text = event.target.closest('button')?.textContent;
  if (!text) return;
  const addressed = open === 'channel' && !/^\/bunsen|@bunsen/i.test(text);
  say(addressed ? `@bunsen ${text}` : text);
}

async function drop(file) {
  if (!file) return;
  const told = { id: freshId(), seat: seat.id, conversation: address(), name: file.name, type: file.type };
  refuse('');
  $('announcer').textContent = `Sending ${file.name}.`;
  logs[open].stay();
  try {
    const response = await fetch(`/drop?${new URLSearchParams(told)}`, { method: 'POST', body: file });
    refuse((await response.json()).error);
  } catch {
    refuse(`${file.name} could not be sent. Is the demo still running?`);
  }
}

function refuse(problem) {
  $('refused').textContent = problem ?? '';
}

function fit(field) {
  field.rows = Math.min(8, field.value.split('\n').length);
}

// ---- Pressing ----

async function press(button) {
  if (button.getAttribute('aria-busy') === 'true' || !await agreed(button)) return;
  button.setAttribute('aria-busy', 'true');
  const { press: name, value } = button.dataset;
  const origin = button.closest('article').dataset.id;
  const answer = await act('/press', { origin, press: name, value });
  button.removeAttribute('aria-busy');
  refuse(answer.error);
  if (answer.outcome === 'form') dialog.open(answer.html, button);
}

async function agreed(button) {
  const { confirm: text } = button.dataset;
  if (!text) return true;
  const label = button.textContent;
  const weight = button.classList.contains('danger') ? 'danger' : 'primary';
  const opener = remembered(button);
  const yes = await question.ask({ title: `${label}?`, text, agree: label, decline: 'Not now', weight });
  focusAgain(opener, messageOf);
  return yes;
}

async function forward(button) {
  const group = button.parentElement;
  if (group.getAttribute('aria-busy') === 'true') return;
  group.setAttribute('aria-busy', 'true');
  $('clock-said').textContent = 'Moving the clock forward.';
  const answer = await post('/clock', { to: button.dataset.to });
  group.removeAttribute('aria-busy');
  $('clock-said').textContent = answer.error ?? answer.said;
}

// ---- Beginning ----

function remember(name, value) {
  try {
    sessionStorage.setItem(name, value);
  } catch { /* A browser that keeps nothing only forgets the seat over a reload. */ }
}

function recall(name) {
  try {
    return sessionStorage.getItem(name);
  } catch {
    return null;
  }
}

function begin() {
  const seats = [...document.querySelectorAll('input[name="seat"]')];
  const first = seats.find((input) => input.value === recall('seat')) ?? seats[0];
  first.checked = true;
  document.querySelector('.seats').addEventListener('change', (event) => sit(event.target));
  document.querySelector('.clock').addEventListener('click', (event) => {
    const button = event.target.closest('[data-to]');
    if (button) forward(button);
  });
  tabs.forEach((tab) => {
    tab.addEventListener('click', () => show(tab.dataset.conversation));
    tab.addEventListener('keydown', moveTab);
  });
  document.querySelector('main').addEventListener('click', (event) => {
    const button = event.target.closest('[data-press]');
    if (button) press(button);
  });
  $('composer').addEventListener('submit', sendTyped);
  $('suggestions').addEventListener('click', sendSuggestion);
  $('attached').addEventListener('change', ({ target }) => {
    drop(target.files[0]);
    target.value = ''; // The same file may be sent again, once it was changed.
  });
  $('panel-direct').addEventListener('dragover', (event) => event.preventDefault());
  $('panel-direct').addEventListener('drop', (event) => {
    event.preventDefault();
    drop(event.dataTransfer.files[0]);
  });
  $('composer-text').addEventListener('input', (event) => fit(event.target));
  $('composer-text').addEventListener('keydown', (event) => {
    // A composing input method uses Enter for itself.
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) sendTyped(event);
  });
  document.addEventListener('visibilitychange', reportSeen);
  sit(first);
  show(recall('open') in logs ? recall('open') : 'direct');
}

begin();
