import { expect, test } from 'vitest';
import {
  bytesPerSecond,
  type SpeedSamples,
  secondsLeft,
  withSample,
} from '../../../../../web/app/files/uploads/speed.ts';

function steady(perSecond: number, seconds: number, from: SpeedSamples = []): SpeedSamples {
  const began = from.at(-1) ?? { at: 0, sent: 0 };
  let samples = from;
  for (let at = 0; at <= seconds * 1000; at += 250) {
    samples = withSample(samples, began.at + at, began.sent + (perSecond * at) / 1000);
  }
  return samples;
}

test('a steady transfer shows its speed', () => {
  expect(bytesPerSecond(steady(1000, 5), 5000)).toBeCloseTo(1000);
});

test('nothing is said before there is enough to go by', () => {
  expect(bytesPerSecond([], 0)).toBeNull();
  expect(bytesPerSecond(steady(1000, 0.5), 500)).toBeNull();
});

test('a change of speed is noticed within the window', () => {
  const slower = steady(100, 7, steady(10_000, 10));
  expect(bytesPerSecond(slower, 17_000)).toBeCloseTo(100);
});

test('a stalled transfer sinks instead of standing still', () => {
  const samples = steady(1000, 6);
  expect(bytesPerSecond(samples, 16_000)).toBeLessThan(500);
});

test('however often it is told, few readings are kept', () => {
  let samples: SpeedSamples = [];
  for (let at = 0; at < 60_000; at += 10) samples = withSample(samples, at, at);
  expect(samples.length).toBeLessThanOrEqual(32);
});

test('the time left is what remains by the speed', () => {
  expect(secondsLeft(5000, 1000)).toBe(5);
  expect(secondsLeft(5000, null)).toBeNull();
  expect(secondsLeft(5000, 0)).toBeNull();
  expect(secondsLeft(0, null)).toBe(0);
});
