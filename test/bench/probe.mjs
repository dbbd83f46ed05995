// Asks for an address every few milliseconds, in a thread whose loop no transfer shares, until it is told to stop;
// then gives how long each answer took, in milliseconds.
import { Agent, get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';

const { url, every } = workerData;
const agent = new Agent({ keepAlive: true });
const times = [];
let stopped = false;
parentPort.once('message', () => {
  stopped = true;
});

const ask = () =>
  new Promise((resolve, reject) => {
    get(url, { agent }, (answer) => answer.resume().once('end', resolve)).once('error', reject);
  });

while (!stopped) {
  const began = performance.now();
  await ask();
  times.push(performance.now() - began);
  await sleep(every);
}
agent.destroy();
parentPort.postMessage(times);
