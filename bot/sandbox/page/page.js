// The chat page: panes side by side, a clock, a guided tour. Each change on the server patches the panes that it concerns.

import { $, element, get, listen, post } from './net.js';
import { Pane } from './pane.js';
import { language, say, speak, t } from './words.js';

let state, panes = [], step = 0, wall = 0, since = 0;

// page is what the panes know of the page.
const page = {
  get people() { return state.people; },
  changed: tabs,
  close(pane) {
    if (panes.length === 1) return;
    panes = panes.filter(p => p !== pane);
    pane.root.remove();
    tabs();
  },
  alert(text) {
    $('alert').querySelector('p').textContent = text;
    $('alert').querySelector('button').textContent = t('ok');
    $('alert').showModal();
  },
  view(src, name) {
    const picture = $('viewer').querySelector('img');
    picture.src = src;
    picture.alt = name;
    $('viewer').showModal();
  },
};

// The clock runs on here between the server's answers; it shows the time where the bot is, whatever zone the browser is in.
function setClock(now) {
  wall = new Date(now).getTime();
  since = performance.now();
  showClock();
}

function showClock() {
  const d = new Date(wall + performance.now() - since);
  const two = n => String(n).padStart(2, '0');
  const day = language() === 'zh' ? `${d.getFullYear()}年${d.getMonth() + 1}月${d.getDate()}日` : `${d.getDate()} ${d.toLocaleString('en', { month: 'short' })} ${d.getFullYear()}`;
  $('now').textContent = `${day} ${t('days')[d.getDay()]} ${two(d.getHours())}:${two(d.getMinutes())}`;
}

async function move(how) {
  const buttons = [...document.querySelectorAll('#clock button')];
  buttons.forEach(b => { b.disabled = true; });
  try {
    setClock((await post('clock', how === 'next' ? { next: true } : { hours: Number(how) })).now);
  } catch (e) { panes[0].toast(e.message, true); }
  buttons.forEach(b => { b.disabled = false; });
}

// On a narrow screen one pane is shown at a time, and tabs choose which.
function tabs() {
  if (!panes.length) return;
  const name = p => state.people.find(x => x.id === p.person)?.name || '';
  const shown = Math.max(0, panes.findIndex(p => p.root.classList.contains('shown')));
  panes.forEach((p, i) => p.root.classList.toggle('shown', i === shown));
  const total = p => [...p.unread.values()].reduce((a, b) => a + b, 0);
  $('tabs').replaceChildren(...panes.map((p, i) => element('button', { type: 'button', role: 'tab', 'aria-selected': String(i === shown), onclick: () => show(p) }, name(p), p.badge(i === shown ? 0 : total(p)))));
}

function show(pane) {
  panes.forEach(p => p.root.classList.toggle('shown', p === pane));
  pane.read();
  pane.log.bottom();
  tabs();
}

function add(person) {
  panes.push(new Pane(page, person));
  tabs();
}

function label() {
  $('title').textContent = document.title = say(state.title) || state.bot;
  for (const k of ['next', 'day', 'week']) $(k).textContent = t(k);
  $('lang').textContent = t('lang');
  $('pane-add').title = t('addPane');
  $('pane-add').setAttribute('aria-label', t('addPane'));
  $('tour-open').textContent = t('tour');
  $('tour-close').setAttribute('aria-label', t('close'));
  $('offline').textContent = t('offline');
  showClock();
  panes.forEach(p => { p.root.querySelector('textarea').placeholder = ''; p.label(); p.log.redraw(); p.log.bottom(); });
  tour();
}

function tour() {
  const steps = state.tour || [];
  $('tour-open').hidden = !steps.length || !$('tour').hidden;
  panes.forEach(p => p.root.classList.remove('lit'));
  if (!steps.length || $('tour').hidden) return;
  const s = steps[step];
  $('tour-text').textContent = say(s.text);
  $('tour-count').textContent = `${step + 1}/${steps.length}`;
  $('tour-back').textContent = t('back');
  $('tour-next').textContent = step + 1 < steps.length ? t('forward') : t('done');
  $('tour-back').disabled = step === 0;
  $('tour-do').textContent = t('doIt');
  $('tour-do').hidden = !(say(s.say) || say(s.press) || s.move);
  const pane = panes.find(p => p.person === s.pane);
  if (!pane) return;
  pane.root.classList.add('lit');
  if (matchMedia('(max-width: 760px)').matches) show(pane);
}

// perform does the step of the tour that is shown.
async function perform() {
  const s = state.tour[step];
  const pane = panes.find(p => p.person === s.pane) || panes[0];
  $('tour-do').disabled = true;
  try {
    if (s.move) await move(s.move);
    else if (say(s.say)) await pane.say(say(s.say));
    else [...pane.root.querySelectorAll('.buttons button')].reverse().find(x => x.textContent === s.press.zh || x.textContent === s.press.en)?.click();
  } finally { $('tour-do').disabled = false; }
}

function wire() {
  document.querySelectorAll('#clock button').forEach(b => b.addEventListener('click', () => move(b.dataset.move)));
  $('lang').addEventListener('click', () => { speak(language() === 'zh' ? 'en' : 'zh'); label(); });
  $('pane-add').addEventListener('click', () => { const free = state.people.find(x => !panes.some(p => p.person === x.id)) || state.people[0]; if (free) add(free.id); });
  $('tour-next').addEventListener('click', () => { if (step + 1 < state.tour.length) step++; else $('tour').hidden = true; tour(); });
  $('tour-back').addEventListener('click', () => { step = Math.max(0, step - 1); tour(); });
  $('tour-close').addEventListener('click', () => { $('tour').hidden = true; tour(); });
  $('tour-open').addEventListener('click', () => { $('tour').hidden = false; tour(); });
  $('tour-do').addEventListener('click', perform);
  if (state.clock) setInterval(showClock, 5000);
}

async function begin() {
  state = await get('/page/state');
  const asked = new URLSearchParams(location.search);
  speak(asked.get('lang') || state.lang || 'zh');
  setClock(state.now);
  $('clock').hidden = !state.clock;
  $('tour').hidden = !(state.tour && state.tour.length) || asked.has('notour');
  await listen((kind, e) => panes.forEach(p => p.take(kind, e)), again);
  const wanted = asked.get('panes')?.split(',').map(Number) || state.panes || [];
  const known = wanted.filter(id => state.people.some(p => p.id === id));
  (known.length ? known : state.people.slice(0, 1).map(p => p.id)).forEach(add);
  wire();
  label();
}

async function again() {
  state = { ...state, ...await get('/page/state') };
  setClock(state.now);
  panes.forEach(p => p.again());
}

begin();
