// Ends with 0 when the webmail on this machine is alive, with 1 when it is not. Reads the same HOST and
// PORT as the webmail. Docker's HEALTHCHECK runs it; so may any other supervisor.
const { HOST, PORT } = process.env;

const alive = await fetch(`http://${ownAddress()}:${PORT || 8080}/healthz`, {
  signal: AbortSignal.timeout(3000),
}).then(
  ({ ok }) => ok,
  () => false,
);
process.exit(alive ? 0 : 1);

function ownAddress() {
  if (!HOST || HOST === '0.0.0.0') return '127.0.0.1';
  if (HOST === '::') return '[::1]';
  return HOST.includes(':') ? `[${HOST}]` : HOST;
}
