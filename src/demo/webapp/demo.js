'use strict';

// Everything that came from another user is set as textContent: never as HTML.
function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined && text !== null) made.textContent = String(text);
  return made;
}

const byId = id => document.getElementById(id);
const time = text => text ? new Date(text).toLocaleTimeString([], { hour12: false }) : '–';
const number = value => Number(value).toLocaleString();

function due(action) {
  if (action.state !== 'waiting') return time(action.endAt);
  const seconds = Math.ceil((new Date(action.endAt) - Date.now()) / 1000);
  if (seconds <= 0) return 'now';
  return seconds < 3600 ? 'in ' + seconds + ' s' : new Date(action.endAt).toLocaleString([], { hour12: false });
}

// What a visitor sees of a row's state. A row that has failed waits for its next attempt.
function stateOf(action) {
  if (action.state !== 'waiting') return action.state;
  if (!action.routed) return 'unrouted';
  return action.failCount > 0 ? 'retrying' : 'waiting';
}

// The class of an error without its package, which the tooltip has.
function note(action) {
  const cell = element('td', 'note', action.reason ?? action.lastError?.replace(/^.*\./, ''));
  if (!action.reason && action.lastError) cell.title = action.lastError;
  return cell;
}

function actionRow(action) {
  const row = element('tr');
  const state = element('td');
  state.append(element('span', 'state ' + stateOf(action), stateOf(action)));
  row.append(
    element('td', '', action.id), element('td', '', action.type), state, element('td', '', due(action)),
    element('td', '', time(action.claimedAt)), element('td', '', time(action.processedAt)),
    element('td', '', action.failCount), element('td', '', action.executionId ?? '–'),
    note(action));
  return row;
}

function counts(actions) {
  const found = new Map();
  actions.map(stateOf).forEach(state => found.set(state, (found.get(state) ?? 0) + 1));
  return [...found].map(([state, count]) => count + ' ' + state).join(' · ');
}

function mailItem(mail) {
  const item = element('li', 'item');
  const line = element('div', 'line');
  line.append(element('strong', '', mail.subject), element('span', '', time(mail.date)));
  item.append(line, element('div', '', 'to ' + mail.to + ', from ' + mail.from), element('p', 'text', mail.text.trim()));
  return item;
}

function fileItem(file) {
  const item = element('li', 'item');
  const line = element('div', 'line');
  const link = element('a', '', file.name);
  link.href = file.link;
  line.append(link, element('span', '', number(file.rows) + ' rows, ' + number(file.bytes) + ' bytes'));
  item.append(line);
  return item;
}

function show(id, items, make) {
  byId(id).replaceChildren(...items.map(make));
  byId(id + '-empty').hidden = items.length > 0;
}

async function json(path, options) {
  const response = await fetch(path, { headers: { Accept: 'application/json' }, ...options });
  const body = await response.json();
  if (!response.ok) throw new Error(body.error ?? 'the server answered ' + response.status);
  return body;
}

async function refresh() {
  const link = byId('link');
  try {
    const [actions, mails, files] = await Promise.all([json('actions'), json('inbox'), json('reports')]);
    show('actions', actions, actionRow);
    byId('counts').textContent = counts(actions);
    show('inbox', mails, mailItem);
    show('files', files, fileItem);
    link.className = 'link up';
    link.textContent = 'live';
  } catch (error) {
    link.className = 'link down';
    link.textContent = 'no answer: ' + error.message;
  }
}

// One round after the other: a slow server is asked less often, never twice at the same time.
async function poll() {
  await refresh();
  setTimeout(poll, 1000);
}

document.querySelectorAll('form').forEach(form => form.addEventListener('submit', async event => {
  event.preventDefault();
  const output = form.querySelector('output');
  const button = form.querySelector('button');
  button.disabled = true;
  try {
    const answer = await json(form.getAttribute('action'), { method: 'POST', body: new URLSearchParams(new FormData(form)) });
    output.className = '';
    output.textContent = 'published' in answer
      ? (answer.published > 0 ? answer.published + ' rows are published.' : 'They have been published already.')
      : answer.result === 'duplicate'
      ? 'Action ' + answer.id + ' stands for this already: nothing was added.'
      : 'Action ' + answer.id + ' is ' + answer.result + '.';
    await refresh();
  } catch (error) {
    output.className = 'bad';
    output.textContent = error.message;
  } finally {
    button.disabled = false;
  }
}));

poll();
