import { hasHeader, header, withHeader } from '../../lib/output/header';

test('names the source and the section, then begins the document', () => {
  expect(withHeader('config/jupyter.yaml', 'jupyterhub.hub', 'kind: Service\n')).toBe(
    '# hubsynth: config/jupyter.yaml (jupyterhub.hub)\n---\nkind: Service\n',
  );
});

test.each(['\n', '\r', '\r\n', '\u0085', '\u2028', '\u2029', '\0', '\t'])(
  'keeps to one line whatever is in a name: %j',
  (sign) => {
    const text = withHeader(`a${sign}kind: Secret`, `b${sign}c`, 'x: 1\n');
    expect(text).toBe('# hubsynth: a kind: Secret (b c)\n---\nx: 1\n');
  },
);

test('knows its own header again, also after a checkout with other line ends', () => {
  expect(hasHeader(withHeader('config/a b (c).yaml', 'x.y', 'z: 1\n'))).toBe(true);
  expect(hasHeader('# hubsynth: config/a.yaml (hub)\r\n---\r\n')).toBe(true);
  expect(hasHeader(`${header('', '')}\n`)).toBe(true);
});

test.each([
  ['an empty file', ''],
  ['a header without its line end, as a torn file has it', '# hubsynth: config/a.yaml (hub)'],
  ['a header on the second line', '\n# hubsynth: config/a.yaml (hub)\n'],
  ['a comment about hubsynth', '# hubsynth: made this\n'],
  ['a header with something after it', '# hubsynth: a (b) edited\n'],
  ['a header in another spelling', '# Hubsynth: a (b)\n'],
  ['a byte order mark before it', '\ufeff# hubsynth: a (b)\n'],
])('does not take %s for its own', (_, start) => {
  expect(hasHeader(start)).toBe(false);
});
