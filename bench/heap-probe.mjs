// Loaded before the bridge by the benchmark alone: answers how much heap is in use after a collection.
process.on('message', async () => {
  for (let i = 0; i < 3; i++) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  process.send?.(process.memoryUsage().heapUsed);
});
process.channel?.unref();
