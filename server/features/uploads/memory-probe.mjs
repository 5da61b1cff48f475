// Loaded before the bridge by a test alone: tells the most bytes that were in use at once. All garbage is
// taken away before each look: what is only waiting to be collected depends on how busy the machine is.
let most = 0;
const look = () => {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  most = Math.max(most, heapUsed + arrayBuffers);
};
setInterval(() => {
  globalThis.gc();
  look();
}, 200).unref();
process.on('message', () => {
  process.send(most);
  globalThis.gc();
  most = 0;
  look();
});
process.channel?.unref();
