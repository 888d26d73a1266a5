/** The first line of each file that we write: where it comes from, and the mark by which we know it again. */

const START = '# hubsynth: ';
const HEADER = /^# hubsynth: \S.* \(.+\)\r?$/;

// A line break in a name would end the comment and begin a document: YAML has five of them, and tabs are no better.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it is about.
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;

/** `# hubsynth: config/jupyter.yaml (jupyterhub.hub)`. Nothing in it depends on the time, the machine or the version. */
export function header(source: string, section: string): string {
  return `${START}${oneLine(source)} (${oneLine(section)})`;
}

/** The text of a file: header, document marker (the cdk8s CLI joins files on stdout), document. */
export function withHeader(source: string, section: string, document: string): string {
  return `${header(source, section)}\n---\n${document}`;
}

/** Whether a file that begins like this was written by us. Its first line decides, and nothing else. */
export function hasHeader(start: string): boolean {
  const end = start.indexOf('\n');
  return end >= 0 && HEADER.test(start.slice(0, end));
}

function oneLine(text: string): string {
  const line = text.replace(CONTROL, ' ').trim();
  return line === '' ? '-' : line;
}
