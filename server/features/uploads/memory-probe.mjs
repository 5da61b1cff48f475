// Loaded before the bridge by a test alone: tells the most bytes that were in use at once. All garbage is
// taken away before each look: what is only waiting to be collected depends on how busy the machine is.
let most = 0;
const look = () => {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  most = Math.max(most, heapUsed + arrayBuffers);
};
// The first collection leaves buffers to a thread of its own, which may be late; the second waits for it.
const collect = () => {
  globalThis.gc();
  globalThis.gc();
};
function watch() {
  const began = Date.now();
  collect();
  look();
  // Four fifths of the time belong to the bridge, on a slow machine too.
  setTimeout(watch, Math.max(200, 4 * (Date.now() - began))).unref();
}
watch();
process.on('message', () => {
  process.send(most);
  collect();
  most = 0;
  look();
});
process.channel?.unref();
