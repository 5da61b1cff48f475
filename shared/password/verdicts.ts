import type { PasswordRule } from '../password.ts';

/**
 * Test data: two hundred passwords and what is said of each. Of a refused one the rule that is told
 * first, after those of length and signs; of an accepted one nothing.
 */
type Verdict = PasswordRule | 'accepted';
const table: [Verdict, string][] = [
  // The examples of those who asked for this
  [
    'word',
    'Covid-2019! Passord P@ssw0rd1 Soleil2024 Marseille13 Bonjour123! Été2026! Liverpool2026!',
  ],
  ['keys', 'Azerty01'],
  ['personal', 'Webmail2026!'],
  ['accepted', 'chat-lune-Velo7-sapin'],
  // Words, names and places with a number, a sign, a capital
  [
    'word',
    'Doudou75 Loulou64 Chouchou1 Printemps2025 Hiver-2026 Automne!24 Toulouse31 Paris-2024 Bretagne29 Bordeaux33! Lyon6900 Nantes#44 Vacances2025! Maison123 Famille4! Cheval88 Papillon7 Chocolat12 Princesse1 Footballeur1 Camille-2001 Nicolas1984 Isabelle77! Margaux2! Olympique13 Sunshine2024 Password123 Welcome2024! Monday123! Summer2026! Winter-25 Dragon1234 Monkey12! Football99 Charlie2! Jennifer1 Michael-85 London2012! Manchester1! Chelsea#1 Computer1! Internet2 Freedom76! Banana123 Coffee4! Sommer2025 Passwort1! Berlin2026! Schalke04! Fussball11 Geheim123! Hallo1234 Schatz-22 Contraseña1 Verano2026! Madrid-2024 Barcelona10 Princesa12 Estrella7! Amigo1234 Estate2026! Juventus10! Napoli1926 Ciao12345 Amore-2024 Francesco1 Pikachu25 Naruto2020! Starwars77 Batman-99 Pokemon151! Minecraft2 Facebook1! Google2024 Microsoft1! Windows11! Android14! Bienvenue-1 Licorne22 Pantalon3! Tournesol88 Croissant5! Guitare1990 Champion-1 Superman2! Cookie1234 Butterfly9 Hollywood-7 Christmas25 Wochenende1 Gitarre99! Navidad2024 Mariposa12! Bicicleta-5 Ferrari2026 Pizzeria12! Gennaio2026',
  ],
  // The same in disguise
  [
    'word',
    'S0leil2024 M4rseille13 B0njour! P4r1s-2024 Ch0c0lat12 drowssaP1 lielos24A M.a.r.s.e.i.l.l.e.13 S-o-l-e-i-l-24 c0v1d-2019A C0v!d2020 W3lcome2024! $unshine24 Dr4gon1234 F00tball99 xSoleil24! !!Bonjour!!1 123Maison! 2024Soleil aaSoleil12 Chéri(e)12 Noël-2025! Élodie1990 Garçon123! Cœur2026!',
  ],
  // Rows of keys
  [
    'keys',
    'Qwerty123! Qwertz!234 Azertyuiop1 AZERTYuiop12 Wxcvbn12! Wxcvbn,;:!1 Qsdfgh12! Asdfgh123 Zxcvbnm1! 1qazXSW2 Poiuyt09A Mlkjhg12! Yxcvbn77! Ab12345678 Ab87654321 0987654aZ Abcdefgh1 Xyzxyzxyz1',
  ],
  // Dates
  [
    'date',
    'Aa14071789 Ab12/05/1987 aB12051987 J19870512! Lm-05-12-87 Xy2026-11-22 aZ1999!!! Mi24.12.2001',
  ],
  // The person and the place
  [
    'personal',
    'JeanDupont1975 Dupont-2024! jDupont1! Jean-1234A Tilleuls2026 Tilleuls!75 tnopuD? Sobre2026! jean.dupont@tilleuls.example1A Webmail#77 Jean.Dupont1 T1lleuls-13A',
  ],
  // Repeated and counted
  ['guess', 'Aaaaaaaa-1aaaa aB3aB3aB3 1aAaaaaaaaa Mamamamama1x2'],
  // Good ones
  [
    'accepted',
    'Vélo-Rouge-Matin-42 Horse7BatteryStaple mB4tRz8w Rf7$kW2a xK7q-Tw9rLm2 Tr0mbone-Kiwi-Ouragan Le7eTrainDeNuitPourVienne J’aime-3-tasses-de-thé g7#Lq2!vZp Kp9vXw3rTz2m plume-Orage9-tuile-banc Zehn-Kraniche-7-Wolken tres-Tigres9-tristes-trigo Quattro-gatti-8-nuvole 4-Hiboux-sous-la-lune We-ate-5-green-kites Nq8wZt5kRb uL4-oP9-sD2-kF7 Wv3zKd8yHq Il-pleut-sur-9-Toits h5G!t0Zq8&rM Brume-Kayak6-Persil bC7dXf2gYh9j 7-Cailloux-dans-la-poche Zt4#mQ9!pL Ardoise-Kiosque3-tiroir',
  ],
];

export const verdicts = table.flatMap(([verdict, passwords]) =>
  passwords.split(' ').map((password) => ({ password, verdict })),
);
