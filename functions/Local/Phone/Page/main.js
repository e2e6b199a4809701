// Puts the pieces together: the phone in the middle, the desk beside it, the exchanges below.
import { Member } from './api/member.js';
import { insertSim } from './api/sms.js';
import { app, show, showSignal, showWaiting } from './screens/app.js';
import './screens/enter.js';
import './screens/home.js';
import './screens/affiliation.js';
import './screens/papers.js';
import './screens/letter.js';
import './screens/account.js';
import './screens/savings.js';
import './screens/contacts.js';
import './screens/claims.js';
import './screens/claim.js';
import './screens/email.js';
import './screens/my-data.js';
import './screens/face.js';
import './screens/lost.js';
import './screens/links.js';
import './screens/credits/credits.js';
import { showDesk } from './desk/desk.js';
import { showDrawer } from './desk/drawer.js';
import { kept } from './core/kept.js';

/** Takes this person's phone into the hand. */
async function choose(person) {
  await kept.put('chosen', person.dni);
  document.dispatchEvent(new CustomEvent('chosen', { detail: person.dni }));
  app.member = await new Member(person).wake();
  app.member.onWaiting = showWaiting;
  app.member.onEnded = () => show('welcome');
  document.getElementById('owner').textContent = `Chip de ${person.givenNames}`;
  document.getElementById('banner').hidden = true;
  showWaiting(false);
  await insertSim((await app.member.recall('phone')) ?? person.phone);
  await refresh();
  // What was wished before a reload or a flat battery goes out now, under the keys it had.
  app.member.sendWaiting().then((sent) => sent && refresh());
}

/** The screen that this phone would open with. */
const refresh = () => show(app.member.isSignedIn ? 'home' : 'welcome').catch(() => show('welcome'));

function choosePlace(name) {
  document.body.dataset.place = name;
  for (const button of document.querySelectorAll('#places button')) {
    button.setAttribute('aria-pressed', String(button.dataset.place === name));
  }
}

for (const button of document.querySelectorAll('#places button')) {
  button.addEventListener('click', () => choosePlace(button.dataset.place));
}

const people = await (await fetch('/_local/telefono/personas.json')).json();
choosePlace('phone');
showSignal();
showDrawer();
showDesk({ people, choose, refresh });
const last = await kept.get('chosen');
await choose(people.find((person) => person.dni === last) ?? people[0]);
document.body.dataset.ready = 'true';
