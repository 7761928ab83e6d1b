export { connectRecorder, type RecorderClient, recorderFromEnvironment } from './recorder-client.js';
export { recorderVariable } from './recorder-protocol.js';
export { type RecorderServer, serveRecorder } from './recorder-server.js';
