import { parentPort } from 'node:worker_threads';
import { serveInventory } from './thread.ts';

if (parentPort) serveInventory(parentPort);
