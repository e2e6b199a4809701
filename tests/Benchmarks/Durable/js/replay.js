// Replays the histories of ReplayBenchmarks on the public JavaScript orchestrator and prints events per second.
// "replay" starts from parsed events, "turn" from the JSON text that the host sends and ends with the JSON text of the answer.
"use strict";
const path = require("path");
const { Orchestrator } = require(path.join(path.dirname(require.resolve("durable-functions/package.json")), "lib/src/orchestrations/Orchestrator"));

const at = (n) => new Date(Date.UTC(2026, 2, 2, 8, 0, n)).toISOString();
const Type = { ExecutionStarted: 0, TaskScheduled: 4, TaskCompleted: 5, OrchestratorStarted: 12, OrchestratorCompleted: 13 };
const event = (type, id, n, more) => ({ EventType: type, EventId: id, IsPlayed: false, Timestamp: at(n), ...more });
const started = (n) => event(Type.OrchestratorStarted, -1, n);
const completed = (n) => event(Type.OrchestratorCompleted, -1, n);
const scheduled = (id, n) => event(Type.TaskScheduled, id, n, { Name: "Step", Version: "", Input: null });
const done = (id, n) => event(Type.TaskCompleted, -1, n, { TaskScheduledId: id, Result: JSON.stringify({ amount: id }) });
const begin = () => [started(0), event(Type.ExecutionStarted, -1, 0, { Name: "Flow", Input: "500" })];

function chain(steps) {
  const history = begin();
  for (let id = 0; id < steps; id++) {
    history.push(scheduled(id, id), completed(id), started(id + 1), done(id, id + 1));
  }
  return history;
}

function fanOut(steps) {
  const history = begin();
  for (let id = 0; id < steps; id++) history.push(scheduled(id, 0));
  history.push(completed(0), started(1));
  for (let id = 0; id < steps; id++) history.push(done(id, 1));
  return history;
}

function* chainFlow(context) {
  let sum = 0;
  for (let n = 0; n < 500; n++) sum += (yield context.df.callActivity("Step", { amount: n })).amount;
  return sum;
}

function* fanOutFlow(context) {
  const calls = [];
  for (let n = 0; n < 500; n++) calls.push(context.df.callActivity("Step", { amount: n }));
  return (yield context.df.Task.all(calls)).reduce((sum, result) => sum + result.amount, 0);
}

const trigger = (history) => ({
  history, input: "500", instanceId: "case-1", isReplaying: true, upperSchemaVersion: 3, upperSchemaVersionNew: 4,
  longRunningTimerIntervalDuration: "3.00:00:00", maximumShortTimerDuration: "6.00:00:00", defaultHttpAsyncRequestSleepTimeMillseconds: 30000,
});

async function run(flow, input) {
  const state = await new Orchestrator(flow).handle(input, {});
  if (!state.isDone || state.output !== 124750) throw new Error("wrong result: " + JSON.stringify(state).slice(0, 200));
  return state;
}

// Processor time, not the wall clock: the machine may be busy with other things.
const used = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1e6; };

async function round(seconds, body) {
  const before = used();
  let turns = 0;
  while (used() - before < seconds) {
    for (let turn = 0; turn < 20; turn++) await body();
    turns += 20;
  }
  return turns / (used() - before);
}

async function measure(name, events, body) {
  await round(3, body);
  const rates = [];
  for (let n = 0; n < 7; n++) rates.push((await round(0.7, body)) * events);
  rates.sort((a, b) => a - b);
  console.log(`${name}: ${Math.round(rates[3]).toLocaleString("en")} events/s of processor time (${events} events)`);
}

(async () => {
  for (const [name, flow, history] of [["chain", chainFlow, chain(500)], ["fan-out", fanOutFlow, fanOut(500)]]) {
    const text = JSON.stringify(trigger(history));
    const parsed = JSON.parse(text);
    await measure(`${name} replay`, history.length, () => run(flow, parsed));
    await measure(`${name} turn`, history.length, async () => JSON.stringify(await run(flow, JSON.parse(text))));
  }
})();
