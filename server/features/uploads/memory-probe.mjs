// Loaded before the bridge by a test alone: tells the most bytes that were in use at once. Young garbage is
// taken away before each look; a collection of everything would cost more than what is measured.
let most = 0;
const look = () => {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  most = Math.max(most, heapUsed + arrayBuffers);
};
setInterval(() => {
  globalThis.gc({ type: 'minor' });
  look();
}, 100).unref();
process.on('message', () => {
  process.send(most);
  globalThis.gc();
  most = 0;
  look();
});
process.channel?.unref();
