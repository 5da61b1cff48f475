import type { BasketLine, previewBasket } from '../../../shared/clean-up.ts';
import type { OutputOf } from '../../../shared/endpoint.ts';
import type { ReviewRow } from '../../../shared/storage-map.ts';
import { toUidSet } from '../../../shared/values.ts';
import type { Context } from '../../context.ts';
import { toSequenceSet } from '../../mail/ranges.ts';
import type { SignedIn } from '../session/session.ts';
import type { Fact } from '../storage/facts.ts';
import { type Chosen, choose } from './choose.ts';
import { addWeights, weigh } from './weigh.ts';

const SAMPLES = 5;

/** What lines would take now: recounted. */
export async function preview(
  context: Context,
  session: SignedIn,
  lines: BasketLine[],
): Promise<OutputOf<typeof previewBasket>> {
  const chosen = await choose(context, session, lines);
  const subjects = await readSubjects(context, session, chosen.flatMap(heaviestOf));
  const previews = chosen.map((one) => {
    const facts = one.folders.flatMap((folder) => folder.facts);
    const weight = weigh(facts);
    const spared = { starred: 0, answered: 0, contacts: 0, recent: 0, ...one.spared };
    return {
      id: one.line.id,
      ...weight,
      samples: heaviestOf(one).map((place) => toRow(place, subjects)),
      spared,
      frees: one.line.action === 'lighten' ? filesOf(facts) : weight.bytes,
    };
  });
  return { lines: previews, whole: addWeights(previews) };
}

interface Place {
  folder: string;
  uidValidity: string;
  fact: Fact;
}

function heaviestOf({ folders }: Chosen): Place[] {
  const heaviest: Place[] = [];
  for (const { folder, uidValidity, facts } of folders) {
    for (const fact of facts) {
      if (heaviest.length === SAMPLES && fact.size <= heaviest.at(-1)!.fact.size) continue;
      heaviest.push({ folder, uidValidity, fact });
      heaviest.sort((a, b) => b.fact.size - a.fact.size);
      heaviest.length = Math.min(heaviest.length, SAMPLES);
    }
  }
  return heaviest;
}

const filesOf = (facts: Fact[]) =>
  facts.reduce((sum, { files }) => sum + files.reduce((all, { bytes }) => all + bytes, 0), 0);

const keyOf = (folder: string, uid: number) => `${folder}\0${uid}`;

/** The inventory keeps no subjects: those of the samples are asked for. */
async function readSubjects({ mail }: Context, session: SignedIn, places: Place[]) {
  const subjects = new Map<string, string>();
  for (const folder of new Set(places.map((place) => place.folder))) {
    const own = places.filter((place) => place.folder === folder);
    const range = toSequenceSet(toUidSet(own.map(({ fact }) => fact.uid)));
    await mail.inFolder(
      session,
      folder,
      async (imap, { uidValidity }) => {
        if (String(uidValidity) !== own[0]!.uidValidity) return;
        for await (const one of imap.fetch(range, { envelope: true }, { uid: true }))
          subjects.set(keyOf(folder, one.uid), one.envelope?.subject ?? '');
      },
      { repeatable: true },
    );
  }
  return subjects;
}

function toRow({ folder, uidValidity, fact }: Place, subjects: Map<string, string>): ReviewRow {
  const { uid, size, received, seen, starred, answered, files, name, from } = fact;
  return {
    ...{ folder, uidValidity, uid, size, received, seen, starred, answered, files },
    from: { name, address: from },
    subject: subjects.get(keyOf(folder, uid)) ?? '',
  };
}
