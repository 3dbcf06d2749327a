// node-nlp beside our search: learns the exported asks, answers the exported questions, prints the same figures.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [folder, language = 'vi'] = process.argv.slice(2);
if (!folder) {
  console.error('usage: node node-nlp.mjs DIR [LANGUAGE], in a folder where node-nlp is installed');
  process.exit(2);
}
// found where the script is started, so that nothing is installed beside it
const { NlpManager } = createRequire(join(process.cwd(), 'x.js'))('node-nlp');
const lines = (name) => readFileSync(join(folder, name), 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line));

const manager = new NlpManager({ languages: [language], autoSave: false, nlu: { log: false, useNoneFeature: false } });
lines('asks.jsonl').forEach((ask) => manager.addDocument(language, ask.text, ask.topic));
const began = performance.now();
await manager.train();
console.error(`learned in ${Math.round((performance.now() - began) / 1000)} s`);

// the bare classifier: no entities, no sentiment, which nobody compares here
const first = async (text) => (await manager.nlp.nluManager.process(language, text)).classifications[0]?.intent;
const groups = grouped(lines('questions.jsonl'));
for (const questions of groups.values()) {
  for (const question of questions) {
    await first(question.text + ' ạ');
  }
  let right = 0;
  const start = performance.now();
  for (const question of questions) {
    right += question.right.includes(await first(question.text)) ? 1 : 0;
  }
  const ms = (performance.now() - start) / questions.length;
  console.log(JSON.stringify({ set: questions[0].set, typed: questions[0].typed, who: `node-nlp ${language}`,
    questions: questions.length, right: +(right / questions.length).toFixed(4), ms: +ms.toFixed(4) }));
}

function key(question) {
  return `${question.set} ${question.typed}`;
}

function grouped(questions) {
  const groups = new Map();
  questions.forEach((question) => groups.set(key(question), [...(groups.get(key(question)) ?? []), question]));
  return groups;
}
