/*
 * Boundary: the automatic reply outside communication hours, set on Google's side.
 *
 * For one Gmail mailbox, with this computer off. It was tried against a stand-in of Google's
 * services, and never at Google itself: look at Gmail's vacation setting on the first evening.
 *
 * 1. Open script.google.com with the mailbox's account, New project, and put this file in place of
 *    what is there. In Project Settings, show appsscript.json, and put in its place what
 *    "boundary replies apps-script --manifest" prints.
 * 2. Choose "start" at the top, then Run. Google asks for two permissions: to manage mail settings,
 *    and to run when you are away. No message is read or sent. It may warn that it has not reviewed
 *    the program: the program is yours, and Advanced leads on.
 * 3. Leave it. It looks four times an hour, sets the window that is closed now or next, leaves any
 *    reply alone that is not its own, and ends by itself after the last window below.
 *
 * Choose "stop" and Run to end it sooner; what was set before comes back. Do not keep the same
 * mailbox in Boundary too. In this file are your words and hours, and no password.
 */

/* Each window: start and end (ms since 1970, UTC), which text, and the opening it names. */
const PLAN = "@plan@";

const EVERY = 15;
const ME = 'me';
const OURS = 'boundary.ours';
const HERS = 'boundary.hers';

/** Begins: run this once by hand. */
function start() {
  dropTriggers();
  ScriptApp.newTrigger('look').timeBased().everyMinutes(EVERY).create();
  look();
}

/** Ends, and puts back what was set before. */
function stop() {
  const found = Gmail.Users.Settings.getVacation(ME);
  const kept = PropertiesService.getScriptProperties();
  if (isOurs(found)) {
    const hers = kept.getProperty(HERS);
    Gmail.Users.Settings.updateVacation(hers ? JSON.parse(hers) : { enableAutoReply: false }, ME);
  }
  kept.deleteProperty(HERS);
  kept.deleteProperty(OURS);
  dropTriggers();
}

/** Looks, and sets what is wanted now; it may be run at any time, any number of times. */
function look() {
  const now = Date.now();
  const next = PLAN.windows.find((one) => now < one[1]);
  if (!next) {
    stop();
    return;
  }
  const found = Gmail.Users.Settings.getVacation(ME);
  const wanted = settingFor(next);
  const ours = isOurs(found);
  if (found.enableAutoReply) {
    if (isSame(found, wanted)) {
      return;
    }
    const over = found.endTime && Number(found.endTime) <= now;
    if (!ours && !over) {
      console.log('A reply that is not ours is set: it stays.');
      return;
    }
  } else if (ours && isSame(found, wanted)) {
    console.log('Ended by hand: it stays off until the next window.');
    return;
  }
  const kept = PropertiesService.getScriptProperties();
  if (!ours && (said(found) || !kept.getProperty(HERS))) {
    kept.setProperty(HERS, JSON.stringify(found));
  }
  kept.setProperty(OURS, said(wanted));
  Gmail.Users.Settings.updateVacation(wanted, ME);
}

function settingFor(one) {
  return {
    enableAutoReply: true,
    responseSubject: PLAN.texts[one[2]][0],
    responseBodyPlainText: textOf(one),
    restrictToContacts: false,
    restrictToDomain: false,
    startTime: String(one[0]),
    endTime: String(one[1]),
  };
}

function textOf(one) {
  return PLAN.texts[one[2]][1].split(PLAN.place).join(one[3]);
}

function isSame(found, wanted) {
  return (
    said(found) === said(wanted) &&
    found.startTime === wanted.startTime &&
    found.endTime === wanted.endTime
  );
}

function isOurs(found) {
  const words = said(found);
  if (!words) {
    return false;
  }
  const last = PropertiesService.getScriptProperties().getProperty(OURS);
  return words === last || PLAN.windows.some((one) => words === said(settingFor(one)));
}

/* What a setting says, without markup: Gmail may dress a text. */
function said(setting) {
  const markup = setting.responseBodyHtml;
  const text = markup ? undressed(markup) : setting.responseBodyPlainText || '';
  const words = ((setting.responseSubject || '') + ' ' + text).split(/\s+/);
  return words.filter((word) => word).join(' ');
}

function undressed(markup) {
  const plain = markup.replace(/<[^>]*>/g, ' ');
  const signs = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&nbsp;': ' ' };
  const shown = plain.replace(/&(lt|gt|quot|#39|nbsp);/g, (sign) => signs[sign]);
  return shown.replace(/&amp;/g, '&');
}

function dropTriggers() {
  for (const trigger of ScriptApp.getProjectTriggers()) {
    if (trigger.getHandlerFunction() === 'look') {
      ScriptApp.deleteTrigger(trigger);
    }
  }
}
