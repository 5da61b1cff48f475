let player: AudioContext | undefined;

/** Two soft notes, a fourth apart: heard across a room, and no alarm. Hertz, seconds after the first. */
const NOTES = [
  { pitch: 659.3, at: 0 },
  { pitch: 880, at: 0.14 },
];
const LOUDNESS = 0.12;
const FADE = 0.9;

/** Browsers allow it once somebody has clicked on the page; until then it is silent. */
export async function chime(): Promise<void> {
  try {
    player ??= new AudioContext();
    await player.resume();
    for (const { pitch, at } of NOTES) ring(player, pitch, player.currentTime + at);
  } catch {
    // A device without sound loses nothing else.
  }
}

function ring(audio: AudioContext, pitch: number, start: number) {
  const tone = new OscillatorNode(audio, { type: 'sine', frequency: pitch });
  const volume = new GainNode(audio, { gain: 0 });
  volume.gain.setValueAtTime(0, start);
  volume.gain.linearRampToValueAtTime(LOUDNESS, start + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.0001, start + FADE);
  tone.connect(volume).connect(audio.destination);
  tone.start(start);
  tone.stop(start + FADE);
}
