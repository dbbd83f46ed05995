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
  const failure = after.find((upload) => upload.phase.kind === 'failed' && !wasFailed(before, upload.id));
  if (failure?.phase.kind === 'failed') {
    const { happened, todo } = failure.phase.trouble;
    return `${spoken(failure.name)} was not uploaded. ${happened} ${todo}`;
  }
  const known = new Set(before.map((upload) => upload.id));
  const fresh = after.filter((upload) => !known.has(upload.id) && isUnfinished(upload));
  const first = fresh[0];
  if (first !== undefined) {
    return fresh.length === 1 ? `Uploading ${spoken(first.name)}.` : `Uploading ${files(fresh.length)}.`;
  }
  const summary = summarize(after, 0);
  if (isBusy(before) && !isBusy(after)) return summary.stored > 0 ? `${files(summary.stored)} uploaded.` : null;
  return quarter(summarize(before, 0).percent, summary.percent);
}

function quarter(before: number, after: number): string | null {
  const passed = [75, 50, 25].find((mark) => before < mark && after >= mark);
  return passed === undefined || after === 100 ? null : `${passed} percent uploaded.`;
}

function wasFailed(before: Queue, id: string): boolean {
  return before.find((upload) => upload.id === id)?.phase.kind === 'failed';
}

/** Long names are heard by their beginning and their end. */
function spoken(name: string): string {
  const { head, tail } = splitName(name);
  const start = [...head].slice(0, 40).join('');
  return plainName(start === head ? name : `${start}… ${tail}`);
}
