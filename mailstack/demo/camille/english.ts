import { document, inlinePhoto, photo } from '../files.ts';
import type { Talk } from '../talk.ts';

export const englishTalks: readonly Talk[] = [
  {
    subject: 'Draft of the article',
    lang: 'en',
    age: '1d',
    starred: true,
    turns: [
      [
        'camille',
        'Hi Jonas,\n\nHere is the piece on shared workshops, 1,900 words after I let go of the paragraph about glue. It hurt. Tell me where it drags.',
        document('article-draft-4.pdf', 'The library of things', [
          'Nobody needs a drill. They need a hole, a shelf, and a neighbour who knows which wall is hollow.',
          'In a former wash-house beside the canal, three hundred objects wait to be borrowed.',
        ]),
      ],
      [
        'jonas',
        'I have marked three places, all small. The opening is lovely; the second section arrives late, like a friend with a good excuse. Could Odile come in earlier? She is the story.',
      ],
      [
        'camille',
        "You're right about Odile. She enters on page one now, with her register and her three glue guns. New version tomorrow.",
      ],
      [
        'jonas',
        "Wonderful. We go to print on {d+12}, so take until Thursday and sleep on it once. Photographs at 300 dpi if you have them; otherwise I'll ask Petra to draw the drill.",
      ],
    ],
  },
  {
    subject: 'Your booking for {sat}',
    lang: 'en',
    age: '4h',
    pace: 20,
    turns: [
      [
        'camille',
        'Hello, are there two places left for the bookbinding workshop on {sat}? My friend only speaks English, is that all right?',
      ],
      [
        'ines',
        'Hello,\n\nWe have kept two places for you at the bookbinding workshop on {sat}, from 10 to 13 h, at 12 quai des Tilleuls. The paper and the thread are on us; bring an apron and, if you like, a notebook that has lost its spine.\n\nIf something comes up, a word before Thursday is enough and somebody on the waiting list will be happy.\n\nSee you on Saturday,',
        document(
          'plan-acces.pdf',
          'How to find us',
          [
            'From the station, follow the canal for ten minutes with the water on your left.',
            'Green door, brass bell. The bell works, eventually.',
          ],
          184,
        ),
      ],
    ],
  },
  {
    subject: 'Translation of the museum panels',
    lang: 'en',
    age: '6h',
    unread: true,
    pace: 30,
    turns: [
      [
        'wanjiru',
        'Dear Camille,\n\nThe museum has agreed to your quote for the 24 panels. They would like the first eight by the end of {m}, and they insist on the word "barge" rather than "boat", there has been a whole meeting about it.',
      ],
      [
        'camille',
        "Dear Wanjiru, that is excellent news. Barges it shall be. Could they send the captions too? One can't translate a photograph of a cow without knowing the cow's name.",
      ],
      [
        'wanjiru',
        'The captions are coming on Monday. The cow is called Duchesse and she lived to be twenty-two. Please find the purchase order attached, payment at thirty days as usual.',
        document('purchase-order-2214.pdf', 'Purchase order 2214', [
          'Translation French to English, 24 exhibition panels, about 6,400 words.',
          'Delivery in three parts. Payment thirty days after each.',
        ]),
      ],
    ],
  },
  {
    subject: 'Greetings from a very wet Cornwall',
    lang: 'en',
    age: '3d',
    look: 'flowed',
    turns: [
      [
        'tom',
        'Dear C.,\n\nIt has rained for nine days and the dog has started to look at me as if I were in charge of it. I have finished the bookshelf. It leans a little to the left, as do the books.\n\nAre you still coming over at Easter? The spare room now has a door.',
      ],
      [
        'camille',
        "Dear Tom, a door! You spoil your guests. Yes to Easter, I'll take the night boat and bring the cheese you're not allowed to name in front of the dog.",
      ],
      [
        'tom',
        'Splendid. He heard you anyway. Ferry times attached to my memory: 22.15 out, 8.00 in, breakfast at ours.',
      ],
    ],
  },
  {
    subject: 'Kyoto in November',
    lang: 'en',
    age: '2d',
    folder: 'Voyages',
    turns: [
      [
        'kenji',
        'Hello Camille,\n\nThe maples are three days from perfect. I walked up to the small temple you liked; the monk remembers "the French lady who apologised to the moss".\n\nI put one picture here so that you\'ll be jealous in a good way.',
        inlinePhoto('momiji.png', 'dawn', 9),
      ],
      [
        'camille',
        'I did apologise to the moss, and I meant it. What a light. I am jealous in the very best way. Shall we fix dates for the spring? I could come for two weeks after the assembly.',
      ],
      [
        'kenji',
        "Please do. April 4 to 18 would be good: the cherry trees will be over but so will the crowds. I'll ask my aunt about the little house.",
      ],
    ],
  },
  {
    subject: 'Night train to Lisbon: two berths',
    lang: 'en',
    age: '130d',
    folder: 'Voyages',
    turns: [
      [
        'sofia',
        'I found two berths on the night train, upper ones, so we shall sleep like letters in a rack. Shall I take them? They ask for the answer today.',
      ],
      ['camille', "Take them! I'll bring earplugs and a proper dinner in a tin."],
    ],
  },
  {
    subject: 'Book club: next one is short, I promise',
    lang: 'en',
    age: '7d',
    also: ['maud', 'jonas'],
    turns: [
      [
        'tom',
        "After the 900 pages of the last one and the visible damage to our friendships, I propose a novella: 96 pages, large type, a lighthouse and nobody dies.\n\nMonday week, eight o'clock your time, on the usual link?",
      ],
      [
        'camille',
        'Seconded with enthusiasm. I had reached page 411 and was being held hostage there.',
      ],
      ['maud', 'Thirded. Does the lighthouse die?'],
      ['tom', 'The lighthouse is, if anything, more alive at the end.'],
    ],
  },
  {
    subject: 'Typeface for the catalogue',
    lang: 'en',
    age: '14d',
    turns: [
      [
        'sofia',
        'I set the first spread in three faces. The first is elegant and hard to read, the second is readable and a bit smug, the third has a wonderful ampersand. You know which one I want.',
      ],
      [
        'camille',
        'The ampersand. Always the ampersand. But could the body size go up a point? Odile reads without her glasses, on principle.',
      ],
      [
        'sofia',
        'Done, 10.5 on 14. It breathes now. Proof attached, look at page 7 and smile.',
        document(
          'spread-proof.pdf',
          'Catalogue, spread 3',
          [
            'Needles & threads, hammers & nails, the things we lend & the people who bring them back.',
          ],
          620,
        ),
      ],
    ],
  },
  {
    subject: 'Invoice query: panel captions',
    lang: 'en',
    age: '20d',
    folder: 'Archive',
    turns: [
      [
        'wanjiru',
        'A small one: our accounts people see 312 words on the invoice and 311 in the document. They would like to know about the other word.',
      ],
      [
        'camille',
        'It was "barge-woman", which I counted as two and they as one. I gladly give it to them.',
      ],
      ['wanjiru', 'They were speechless, then moved. Paid today.'],
    ],
  },
  {
    subject: 'The mountain hut, at last',
    lang: 'en',
    age: '280d',
    folder: 'Voyages',
    turns: [
      [
        'jonas',
        'Snow to the window sills, a stove with opinions, and no telephone at all. We read your article aloud to the guide, who asked whether he could borrow the drill.',
        photo('hut-morning.png', 'snow', 2, 1200),
        photo('stars-above-the-hut.png', 'night', 3, 900),
      ],
      ['camille', "He may, but he has to sign Odile's register in person. Those stars!"],
    ],
  },
  {
    subject: 'Reference for Noor',
    lang: 'en',
    age: '72d',
    folder: 'Archive',
    turns: [
      [
        'wanjiru',
        'Noor has applied to us for the part-time post and gave your name. Is there anything I should know?',
      ],
      [
        'camille',
        "She is exact, quick and kind, and has repaired every zip in the district. If you don't take her I shall think less of you, affectionately.",
      ],
      ['wanjiru', 'She starts on Monday.'],
    ],
  },
];
