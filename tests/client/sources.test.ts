import { readdirSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { expect, test } from 'vitest';

const client = resolve(import.meta.dirname, '../../client');

test('no two modules of the client have the same name', () => {
  const modules = readdirSync(client, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.tsx?$/.test(name),
  );
  const names = modules.map((name) => basename(name).replace(/\.tsx?$/, ''));
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test('each folder of panels stands in the README of panels', () => {
  const panels = resolve(client, 'panels');
  const folders = readdirSync(panels, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const listed = [...readFileSync(resolve(panels, 'README.md'), 'utf8').matchAll(/^\| ([\w-]+)\/ \|/gm)];
  expect(folders.map((entry) => entry.name).sort()).toEqual(listed.map((match) => match[1]).sort());
});

test('no line of the client is longer than 120 characters', () => {
  const long = readdirSync(client, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(tsx?|css|md)$/.test(name))
    .flatMap((name) =>
      readFileSync(resolve(client, name), 'utf8')
        .split('\n')
        .flatMap((line, index) => ([...line].length > 120 ? [`${name}:${index + 1}`] : [])),
    );
  expect(long).toEqual([]);
});
