import type { Invitation } from '../../../shared/invitations.ts';
import type { SeenEvent, SeenVersion } from '../../store/invitations.ts';
import type { CalendarEvent } from './calendar.ts';

type Versioned = Pick<
  CalendarEvent,
  'sequence' | 'stamp' | 'isCancelled' | 'title' | 'place' | 'start' | 'end'
>;

interface Comparison {
  /** Newer than what was seen, or the first that is seen. */
  isNews: boolean;
  /** A newer version was seen. */
  isOutdated: boolean;
  /** Against the version before this one. */
  changes: Invitation['changes'];
}

/** This version of an event beside the latest that was seen (RFC 5546 section 2.1.5). */
export function compare(event: Versioned, seen: SeenEvent | null): Comparison {
  if (!seen) return { isNews: true, isOutdated: false, changes: [] };
  const order = event.sequence - seen.sequence || event.stamp - seen.stamp;
  const before = order > 0 ? seen.version : order === 0 ? seen.before : null;
  return {
    isNews: order > 0,
    isOutdated: order < 0,
    changes: before && !event.isCancelled ? changesBetween(before, event) : [],
  };
}

function changesBetween(before: SeenVersion, now: SeenVersion): Invitation['changes'] {
  const changes: Invitation['changes'] = [];
  if (before.title !== now.title) changes.push('title');
  if (before.start !== now.start || before.end !== now.end) changes.push('time');
  if (before.place !== now.place) changes.push('place');
  return changes;
}

/** What is to be kept of an event once this version was seen. */
export function nextSeen(event: Versioned, seen: SeenEvent | null, now: number): SeenEvent {
  const { sequence, stamp, isCancelled, title, place, start, end } = event;
  return {
    sequence,
    stamp,
    isCancelled,
    version: { title, place, start, end },
    before: seen?.version ?? null,
    answer: seen?.answer ?? null,
    answered: seen?.answered ?? null,
    updatedAt: now,
  };
}
