import { files } from '../format/count.ts';
import { splitName } from '../name/middle.ts';
import { plainName } from '../name/visible.ts';
import { isBusy, isUnfinished, type Queue } from './queue.ts';
import { summarize } from './summary.ts';

/**
 * What a screen reader is told when the queue goes from one state to the next: starts, quarters,
 * ends and failures. Null for everything else, so that ticks of progress stay silent.
 */
export function announcement(before: Queue, after: Queue): string | null {
  const news = [starts(before, after), failures(before, after)].filter((sentence) => sentence !== null);
  if (news.length > 0) return news.join(' ');
  const summary = summarize(after, 0);
  if (isBusy(before) && !isBusy(after)) return summary.stored > 0 ? `${files(summary.stored)} uploaded.` : null;
  return quarter(summarize(before, 0).percent, summary.percent);
}

function quarter(before: number, after: number): string | null {
  const passed = [75, 50, 25].find((mark) => before < mark && after >= mark);
  return passed === undefined || after === 100 ? null : `${passed} percent uploaded.`;
}

function starts(before: Queue, after: Queue): string | null {
  const known = new Set(before.map((upload) => upload.id));
  const fresh = after.filter((upload) => !known.has(upload.id) && isUnfinished(upload));
  const [first] = fresh;
  if (first === undefined) return null;
  return fresh.length === 1 ? `Uploading ${spoken(first.name)}.` : `Uploading ${files(fresh.length)}.`;
}

function failures(before: Queue, after: Queue): string | null {
  const known = new Set(before.filter((upload) => upload.phase.kind === 'failed').map((upload) => upload.id));
  const fresh = after.filter((upload) => upload.phase.kind === 'failed' && !known.has(upload.id));
  const [first] = fresh;
  if (first?.phase.kind !== 'failed') return null;
  const { happened, todo } = first.phase.trouble;
  const what = fresh.length === 1 ? `${spoken(first.name)} was` : `${files(fresh.length)} were`;
  return `${what} not uploaded. ${happened} ${todo}`;
}

/** Long names are heard by their beginning and their end. */
function spoken(name: string): string {
  const { head, tail } = splitName(name);
  const start = [...head].slice(0, 40).join('');
  return plainName(start === head ? name : `${start}… ${tail}`);
}
