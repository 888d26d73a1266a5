/** The program `hubsynth`. */
import { version } from '../../package.json';
import { main } from './cli';

main(process.argv, version);
