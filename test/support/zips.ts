import { execFileSync } from 'node:child_process';

/** Lists a ZIP by Python's own reader, which checks each CRC: path, size and SHA-256 of each file, all merely stored. */
export function listed(path: string): [string, number, string][] {
  const script = `
import sys, json, zipfile, hashlib
z = zipfile.ZipFile(sys.argv[1])
assert z.testzip() is None
assert all(i.compress_type == zipfile.ZIP_STORED for i in z.infolist())
print(json.dumps([[i.filename, i.file_size, hashlib.sha256(z.read(i)).hexdigest()] for i in z.infolist()]))`;
  return JSON.parse(execFileSync('python3', ['-c', script, path], { encoding: 'utf8' }));
}
