/** The entry of `convlint`: loads the program from the file beside it, compiled already where this Node keeps compiled code. */
import nodeModule, { createRequire } from 'node:module';

// Node 22.8 and newer. Only files loaded from here on are kept, so the program is a file of its own.
if ('enableCompileCache' in nodeModule) (nodeModule.enableCompileCache as () => void)();
createRequire(import.meta.url)('./command-line.cjs');
