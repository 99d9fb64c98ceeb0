/** Entry of the language server process: the transport comes from the arguments (`--node-ipc`, `--stdio`). */
import { startServer } from './server';

startServer();
