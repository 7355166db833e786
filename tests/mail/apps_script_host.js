/*
 * Runs a program as Google Apps Script would, at moved clocks.
 *
 * It stands in for Gmail.Users.Settings (strict: a setting that the API would refuse is an error),
 * the triggers of ScriptApp and PropertiesService. A job comes on stdin as JSON: `program`,
 * `setting` at first, and `steps`, each one of {"run": NAME, "at": MS}, {"until": MS} (triggers
 * fire as they are due), {"skip": MS} (they are not run until then), {"setting": OBJECT},
 * {"failing": BOOLEAN}. On stdout: the settings in force, each from when on, and what is left.
 */
'use strict';

const vm = require('node:vm');

const job = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));
const PHASE = 7 * 60000;
const KINDS = {
  enableAutoReply: 'boolean',
  responseSubject: 'string',
  responseBodyPlainText: 'string',
  responseBodyHtml: 'string',
  restrictToContacts: 'boolean',
  restrictToDomain: 'boolean',
  startTime: 'digits',
  endTime: 'digits',
};

let now = 0;
let setting = job.setting;
let failing = false;
let triggers = [];
const properties = {};
const held = [];
const errors = [];
const calls = { get: 0, update: 0 };

function check(body) {
  for (const [name, value] of Object.entries(body)) {
    const kind = KINDS[name];
    const fits =
      kind === 'digits'
        ? typeof value === 'string' && /^[0-9]+$/.test(value)
        : kind !== undefined && typeof value === kind;
    if (!fits) {
      throw new Error('Invalid value at ' + name);
    }
  }
  if (body.startTime && body.endTime && Number(body.startTime) >= Number(body.endTime)) {
    throw new Error('it ends before it starts');
  }
  const says = body.responseSubject || body.responseBodyPlainText || body.responseBodyHtml;
  if (body.enableAutoReply && !says) {
    throw new Error('it says nothing');
  }
}

function note() {
  held.push([now, setting]);
}

function mine(user) {
  if (user !== 'me') {
    throw new Error('Delegation denied');
  }
  if (failing) {
    throw new Error('Backend Error');
  }
}

const Gmail = {
  Users: {
    Settings: {
      getVacation(user) {
        mine(user);
        calls.get += 1;
        return JSON.parse(JSON.stringify(setting));
      },
      updateVacation(body, user) {
        mine(user);
        check(body);
        calls.update += 1;
        setting = JSON.parse(JSON.stringify(body));
        note();
        return setting;
      },
    },
  },
};

const ScriptApp = {
  newTrigger(name) {
    return {
      timeBased: () => ({
        everyMinutes(minutes) {
          if (![1, 5, 10, 15, 30].includes(minutes)) {
            throw new Error('no such trigger');
          }
          return {
            create() {
              const trigger = { getHandlerFunction: () => name, minutes };
              triggers.push(trigger);
              return trigger;
            },
          };
        },
      }),
    };
  },
  getProjectTriggers: () => triggers.slice(),
  deleteTrigger(trigger) {
    triggers = triggers.filter((one) => one !== trigger);
  },
};

const PropertiesService = {
  getScriptProperties: () => ({
    getProperty: (name) => (name in properties ? properties[name] : null),
    setProperty(name, value) {
      if (typeof value !== 'string' || value.length > 9216) {
        throw new Error('Argument too large: value');
      }
      properties[name] = value;
    },
    deleteProperty(name) {
      delete properties[name];
    },
  }),
};

class MovedDate extends Date {
  constructor(...given) {
    super(...(given.length ? given : [now]));
  }

  static now() {
    return now;
  }
}

const context = vm.createContext({
  Gmail,
  ScriptApp,
  PropertiesService,
  Date: MovedDate,
  console: { log() {} },
});
vm.runInContext(job.program, context);

function run(name) {
  try {
    vm.runInContext(name + '()', context);
  } catch (error) {
    errors.push(error.message);
  }
}

function passUntil(end) {
  while (triggers.length) {
    const due = Math.min(
      ...triggers.map(({ minutes }) => {
        const beat = minutes * 60000;
        return Math.floor((now - PHASE) / beat + 1) * beat + PHASE;
      }),
    );
    if (due > end) {
      break;
    }
    now = due;
    for (const trigger of triggers) {
      run(trigger.getHandlerFunction());
    }
  }
  now = end;
}

for (const step of job.steps) {
  if ('at' in step) {
    now = step.at;
  }
  if ('run' in step) {
    run(step.run);
  } else if ('until' in step) {
    passUntil(step.until);
  } else if ('skip' in step) {
    now = step.skip;
  } else if ('failing' in step) {
    failing = step.failing;
  } else {
    setting = step.setting;
    note();
  }
}

process.stdout.write(
  JSON.stringify({ held, setting, triggers: triggers.length, properties, errors, calls }),
);
