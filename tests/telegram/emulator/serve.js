// node serve.js PORT: the emulator on 127.0.0.1, for as long as whoever started it holds our standard input open.
'use strict';

const TelegramServer = require('telegram-test-api');

const port = Number(process.argv[2]);
// Without a limit of its own the emulator forgets after a minute, in the middle of a test on a busy machine.
const server = new TelegramServer({ port, host: '127.0.0.1', storeTimeout: 24 * 3600 });

server.start().then(
  () => console.log('listening'),
  (error) => {
    console.error(String(error));
    process.exit(1);
  },
);

// The pipe closes also when the parent was killed and could not end us.
process.stdin.on('end', () => process.exit(0)).resume();
