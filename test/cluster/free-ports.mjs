// Prints N unused TCP ports of 127.0.0.1, one a line: node free-ports.mjs N
// They come from below the ephemeral range, so that an outgoing connection does not take one before it is used.
import net from 'node:net';

const LOWEST = 12000;
const HIGHEST = 32000;
const wanted = Number(process.argv[2] ?? 1);
const held = [];

function listen(port) {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

while (held.length < wanted) {
  const server = await listen(LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST)));
  if (server) held.push(server);
}
for (const server of held) {
  console.log(server.address().port);
  server.close();
}
