// Last step of a build: writes the message sets to the one file that they are loaded from.
import { writeSetCache } from '../dist/src/messages/set-cache.js';

await writeSetCache();
